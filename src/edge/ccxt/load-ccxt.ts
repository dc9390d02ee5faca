import { ConfigError, EdgeError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'

/** The optional package, loaded when it is needed: it is large. */
export type Ccxt = typeof import('ccxt')['default']

/** @throws Rejects with {@link EdgeError} `ccxt/missing` when it is not installed. */
export async function loadCcxt(load: () => Promise<{ readonly default: Ccxt }> = () => import('ccxt')): Promise<Ccxt> {
  try {
    return (await load()).default
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new EdgeError('ccxt/missing', 'talking to exchanges needs a package that is not installed here; npm install ccxt', {}, error)
  }
}

/** @throws {@link ConfigError} `exchange/unknown` for an exchange that ccxt does not know. */
export function checkExchangeId(ccxt: Ccxt, id: string): string {
  const known = ccxt.exchanges as unknown as readonly string[]
  if (known.includes(id)) return id
  throw new ConfigError(
    'exchange/unknown',
    `ccxt knows no exchange "${id}"${didYouMean(id, known, { otherwise: '' })}; see ccxt for the list`,
    {
      exchange: id,
    },
  )
}
