import { resolveSettings } from '../../../src/engine/settings.ts'
import { resolveSleeves, type Sleeve } from '../../../src/engine/sleeve.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { normalizeBars } from '../../../src/market/normalize.ts'
import { alignBars, type Panel } from '../../../src/market/panel.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../../src/strategies/library/rsi-reversion.ts'
import { Strategy } from '../../../src/strategies/strategy.ts'

/** Wants nothing, ever. */
export class Never extends Strategy {
  static override readonly id = 'never'
  static override readonly tier = 'core'
  protected override decide() {
    return 0
  }
}

/** Goes in on every fourth bar and out two bars later. */
export class Blinker extends Strategy {
  static override readonly id = 'blinker'
  protected override decide() {
    return this.index % 4 < 2 ? 1 : 0
  }
}

/** A market that grows by the same factor on every bar. */
export function growing(symbol: string, growth: number, length: number): Bars {
  const rows = Array.from({ length }, (_, i) => {
    const open = 100 * growth ** i
    const close = open * growth
    return { time: Date.UTC(2024, 0, 1) + i * 86_400_000, open, high: Math.max(open, close), low: Math.min(open, close), close, volume: 1 }
  })
  return normalizeBars(rows, { symbol, timeframe: '1d' }).bars
}

export function market(length: number, symbols: readonly string[] = ['A', 'B', 'C'], seed = 10): Panel {
  return alignBars(symbols.map((symbol, k) => syntheticBars({ seed: seed + k, length, symbol, kind: 'regimes' })))
}

export const three: readonly Sleeve[] = [
  { strategy: MaCrossover, params: { fast: 5, slow: 20 }, symbol: 'A', weight: 0.4, name: 'trend' },
  { strategy: RsiReversion, symbol: 'B', weight: 0.4, name: 'reversion' },
  { strategy: BuyAndHold, symbol: 'C', weight: 0.2, name: 'hold' },
]

export const costs = { feeBps: 10, slippageBps: 5 }

export const settings = resolveSettings({ costs, maxLeverage: 1 })

/** Settings as a portfolio takes them. */
export const tradeable = (({ rebalance: _rebalance, ...rest }) => rest)(settings)

export const resolved = (sleeves: readonly Sleeve[]) => resolveSleeves(sleeves, {})

/** A panel with other bars from a row on. */
export function mutated(panel: Panel, from: number): Panel {
  return alignBars(
    panel.assets.map((asset, k) => {
      const bend = (column: Float64Array | Readonly<Float64Array>) =>
        Float64Array.from(column as Float64Array, (value, i) => (i < from ? value : value * (3 + k)))
      const { symbol, open, high, low, close, volume } = asset
      return {
        symbol,
        timeframe: panel.timeframe,
        calendar: panel.calendar,
        length: panel.length,
        time: panel.time,
        open: bend(open as Float64Array),
        high: bend(high as Float64Array),
        low: bend(low as Float64Array),
        close: bend(close as Float64Array),
        volume,
      }
    }),
  )
}
