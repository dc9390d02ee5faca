import { ConfigError } from '../base/errors.ts'
import type { Bars } from './bars.ts'
import { alignBars, type Panel } from './panel.ts'
import { type SyntheticOptions, syntheticBars } from './synthetic.ts'

/** The symbols that there are sample bars of. */
export const sampleSymbols = ['BTC/EUR', 'ETH/EUR'] as const

/** The timeframes that there are sample bars of. */
export const sampleTimeframes = ['1h', '4h', '1d'] as const

/**
 * Which sample bars.
 *
 * @example
 * ```ts
 * import { type SampleBarsOptions, sampleBars } from 'peak-trade'
 *
 * const options: SampleBarsOptions = { symbol: 'BTC/EUR', timeframe: '1h' }
 * sampleBars(options).length // 8784
 * ```
 */
export interface SampleBarsOptions {
  /** `BTC/EUR` (default) or `ETH/EUR`. */
  readonly symbol?: string | undefined
  /** `1h` (a year), `4h` (three years) or `1d` (six years, default). */
  readonly timeframe?: string | undefined
}

const SPANS = {
  '1h': { start: Date.UTC(2024, 0, 1), length: 24 * 366, day: 24 },
  '4h': { start: Date.UTC(2022, 0, 1), length: 6 * 1096, day: 6 },
  '1d': { start: Date.UTC(2019, 0, 1), length: 2192, day: 1 },
} as const

const FIRST_PRICES = { 'BTC/EUR': 20_000, 'ETH/EUR': 1_200 } as const

/**
 * Made-up bars of BTC/EUR or ETH/EUR to try things on when no prices are at hand: a market that switches between rising, falling and quiet times,
 * always the same. **They are not real prices**, and the two symbols know nothing of each other, so what a rule earns on them says nothing about
 * a market.
 *
 * @throws {@link ConfigError} `sample/symbol` and `sample/timeframe` for what there is not.
 *
 * @example
 * ```ts
 * import { sampleBars } from 'peak-trade'
 *
 * const bars = sampleBars({ symbol: 'ETH/EUR', timeframe: '4h' })
 * bars.length // 6576
 * bars.open[0] // 1200
 * ```
 */
export function sampleBars(options: SampleBarsOptions = {}): Bars {
  return syntheticBars(describeSample(options))
}

/**
 * The sample bars of both symbols on one time axis; see {@link sampleBars} for what they are not.
 *
 * @throws {@link ConfigError} `sample/timeframe`.
 *
 * @example
 * ```ts
 * import { samplePanel } from 'peak-trade'
 *
 * const panel = samplePanel()
 * panel.symbols.join(' ') // 'BTC/EUR ETH/EUR'
 * panel.length // 2192
 * ```
 */
export function samplePanel({ timeframe }: Pick<SampleBarsOptions, 'timeframe'> = {}): Panel {
  return alignBars(sampleSymbols.map(symbol => sampleBars({ symbol, timeframe })))
}

/** What {@link syntheticBars} makes sample bars of, as the registry keeps it. */
export function describeSample({ symbol = 'BTC/EUR', timeframe = '1d' }: SampleBarsOptions): SyntheticOptions {
  if (!isKnown(sampleSymbols, symbol))
    throw new ConfigError('sample/symbol', `there are no sample bars of ${symbol}; there are: ${sampleSymbols.join(', ')}`, { symbol })
  if (!isKnown(sampleTimeframes, timeframe))
    throw new ConfigError('sample/timeframe', `there are no sample bars of ${timeframe}; there are: ${sampleTimeframes.join(', ')}`, {
      timeframe,
    })
  const { start, length, day } = SPANS[timeframe]
  return {
    seed: `sample ${symbol} ${timeframe}`,
    ...{ symbol, timeframe, start, length, price: FIRST_PRICES[symbol], kind: 'regimes' },
    regimes: [
      { drift: 0.9, volatility: 0.45, meanBars: 70 * day },
      { drift: -0.9, volatility: 0.8, meanBars: 35 * day },
      { drift: 0, volatility: 0.3, meanBars: 45 * day },
    ],
  }
}

function isKnown<T extends string>(known: readonly T[], value: string): value is T {
  return (known as readonly string[]).includes(value)
}
