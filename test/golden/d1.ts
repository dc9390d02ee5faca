import type { Bars } from '../../src/market/bars.ts'

/**
 * Data set D1 of the analysis of Peak_Trade (`peak-trade-research.md`, appendix A.1): a deterministic wave of 400 hourly bars
 * on which its strategies were run and recorded.
 */
export function d1(): Bars {
  const length = 400
  const column = () => new Float64Array(length)
  const bars = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() }
  for (let i = 0; i < length; i++) {
    const close = 100 + 0.03 * i + 8 * Math.sin(i / 9) + 4 * Math.sin(i / 31) + 1.5 * Math.cos(1.3 * i)
    const open = i === 0 ? 100 : bars.close[i - 1]
    bars.time[i] = Date.UTC(2024, 0, 1) + i * 3_600_000
    bars.open[i] = open
    bars.high[i] = Math.max(open, close) * (1 + 0.002 + 0.001 * Math.sin(0.7 * i) ** 2)
    bars.low[i] = Math.min(open, close) * (1 - 0.002 - 0.001 * Math.cos(0.7 * i) ** 2)
    bars.close[i] = close
    bars.volume[i] = 1000 + 100 * (i % 10)
  }
  return { symbol: 'D1', timeframe: '1h', calendar: '24/7', length, ...bars }
}

/** Every change of a target column as [bar, target], warm-up counted as 0. */
export function changes(targets: { readonly length: number; readonly [index: number]: number }): [number, number][] {
  const list: [number, number][] = []
  let before = Number.NaN
  for (let i = 0; i < targets.length; i++) {
    const target = Number.isNaN(targets[i]) ? 0 : targets[i]
    if (target !== before) list.push([i, target])
    before = target
  }
  return list
}
