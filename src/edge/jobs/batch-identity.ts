import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ConfigError } from '../../base/errors.ts'
import { fingerprint } from '../../base/fingerprint.ts'
import type { JobBatch } from '../../research/job-runner.ts'
import { version } from '../cli/version.ts'

/** Everything that the rows of a batch depend on, as a fingerprint each. */
export type BatchIdentity = Readonly<Record<string, string>>

/**
 * Two batches with the same identity have the same rows: the same task, work, columns, version of this library and text of the user's
 * modules. What these import is not looked at.
 *
 * @throws Rejects with {@link ConfigError} `fingerprint/value` for work that is no plain data, `strategy/module` for a module that cannot be read.
 */
export async function identifyBatch({ task, work, data, items, width, modules }: JobBatch): Promise<BatchIdentity> {
  const pieces = Object.entries(work as Readonly<Record<string, unknown>>).map(([name, piece]) => [name, fingerprint(piece)])
  const sources = await Promise.all(modules.map(hashModule))
  return {
    version,
    task,
    shape: `${items} × ${width}`,
    ...Object.fromEntries(pieces),
    data: fingerprint(data),
    ...(modules.length === 0 ? {} : { source: sources.join(' ') }),
  }
}

/** A short name of the text of a module; of its address when it is in no file. */
export async function hashModule(module: string): Promise<string> {
  return createHash('sha256')
    .update(module.startsWith('file:') ? await readModule(module) : module)
    .digest('hex')
    .slice(0, 32)
}

async function readModule(module: string): Promise<Buffer> {
  try {
    return await readFile(new URL(module))
  } catch (error) {
    throw new ConfigError(
      'strategy/module',
      `cannot read ${module}: ${error instanceof Error ? error.message : String(error)}; give the URL of a module`,
      { module },
      error,
    )
  }
}
