import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'

/** What ends a symbol that is written without a separator. */
const QUOTES = ['USDT', 'USDC', 'BUSD', 'FDUSD', 'TUSD', 'DAI', 'USD', 'EUR', 'GBP', 'CHF', 'JPY', 'AUD', 'CAD', 'BTC', 'ETH', 'BNB']

/**
 * Among which symbols an asset is looked for.
 */
export interface MatchAssetOptions {
  /** The symbols that there are. */
  readonly among: readonly string[]
  /** Symbols by asset, chosen by hand; they come first. */
  readonly symbols?: Readonly<Record<string, string>> | undefined
  /** Who asks, for messages. */
  readonly of?: string | undefined
}

/**
 * The symbol that an asset stands for. Upper and lower case are alike. The first rule that finds one decides:
 *
 * 1. `symbols` says so by hand;
 * 2. it is a symbol: `BTC/EUR`, `AAPL`;
 * 3. it is what stands before the first `/`, `-`, `_` or `:` of a symbol: `BTC` is `BTC/EUR`, `BTC-USD`, `BTC_USDT`, `BTC/USDT:USDT`;
 * 4. it is what is left of a symbol without its quote currency, one of USDT, USDC, BUSD, FDUSD, TUSD, DAI, USD, EUR, GBP, CHF, JPY, AUD, CAD,
 *    BTC, ETH, BNB: `BTC` is `BTCUSDT`, but not `BTCST`.
 *
 * @throws {@link ConfigError} `recipe/asset` when there is none, or more than one by the same rule.
 *
 * @example
 * ```ts
 * import { matchAsset } from 'peak-trade'
 *
 * matchAsset('BTC', { among: ['ETH/EUR', 'BTC/EUR'] }) // 'BTC/EUR'
 * matchAsset('BTC', { among: ['AAPL', 'MSFT'], symbols: { BTC: 'AAPL' } }) // 'AAPL'
 * ```
 */
export function matchAsset(asset: string, { among, symbols = {}, of = 'it' }: MatchAssetOptions): string {
  if (asset === '') throw refusal(asset, `${of} asks for ""; name an asset such as BTC, or leave it out for every symbol`)
  if (Object.hasOwn(symbols, asset)) {
    const chosen = symbols[asset]
    if (among.includes(chosen)) return chosen
    throw refusal(
      asset,
      `symbols maps ${asset} to "${chosen}", which the panel does not have${didYouMean(chosen, among)} It has: ${among.join(', ')}`,
    )
  }
  if (among.includes(asset)) return asset
  const name = asset.toUpperCase()
  for (const rule of RULES) {
    const found = among.filter(symbol => rule(symbol.toUpperCase(), name))
    if (found.length === 1) return found[0]
    if (found.length > 1)
      throw refusal(
        asset,
        `${of} asks for ${asset}, and the panel has ${found.join(' and ')}; say which, such as symbols: { ${JSON.stringify(asset)}: ${JSON.stringify(found[0])} }`,
      )
  }
  throw refusal(
    asset,
    `${of} asks for ${asset}, and the panel has only ${among.join(', ')}; add its bars, or map it by hand: symbols: { ${JSON.stringify(asset)}: ${JSON.stringify(among[0] ?? '…')} }`,
  )
}

const RULES: readonly ((symbol: string, asset: string) => boolean)[] = [
  (symbol, asset) => symbol === asset,
  (symbol, asset) => /[/\-_:]/.test(symbol) && symbol.split(/[/\-_:]/, 1)[0] === asset,
  (symbol, asset) => symbol.startsWith(asset) && QUOTES.includes(symbol.slice(asset.length)),
]

function refusal(asset: string, problem: string): ConfigError {
  return new ConfigError('recipe/asset', problem, { asset })
}
