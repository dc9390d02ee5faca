import { EdgeError } from '../../base/errors.ts'

/** The optional packages, loaded when they are needed. */
export interface Bull {
  readonly bullmq: typeof import('bullmq')
  readonly ioredis: Pick<typeof import('ioredis'), 'Redis'>
}

/** @throws Rejects with {@link EdgeError} `bullmq/missing` when one of them is not installed. */
export async function loadBull(load: () => Promise<Bull> = importBoth): Promise<Bull> {
  try {
    return await load()
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new EdgeError(
      'bullmq/missing',
      'work on many machines needs two packages that are not installed here; npm install bullmq ioredis',
      {},
      error,
    )
  }
}

async function importBoth(): Promise<Bull> {
  const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')])
  return { bullmq, ioredis }
}
