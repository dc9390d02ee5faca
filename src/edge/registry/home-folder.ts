import { resolve } from 'node:path'

/**
 * Where everything that is kept lies: the given folder, else `PEAK_TRADE_HOME`, else `.peak-trade` in the working directory.
 *
 * @example
 * ```ts
 * import { homeFolder } from 'peak-trade/node'
 *
 * homeFolder('/var/lib/trade') // '/var/lib/trade'
 * ```
 */
export function homeFolder(home?: string): string {
  const { PEAK_TRADE_HOME: named } = process.env
  return resolve(home ?? (named === undefined || named === '' ? '.peak-trade' : named))
}
