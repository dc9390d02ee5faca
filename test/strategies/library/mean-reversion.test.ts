import { describe, expect, it } from 'vitest'
import { MeanReversion } from '../../../src/strategies/library/mean-reversion.ts'
import { changes, d1 } from '../../golden/d1.ts'
import { positions } from '../../golden/positions.ts'

describe('on D1', () => {
  // peak-trade-research.md, A.2 "mean_reversion" and "mean_reversion entry -1.5"; its deviation is that of a sample.
  const sample = Math.sqrt(20 / 19)
  const events: [number, number][] = [
    [19, -1],
    [26, 1],
    [48, -1],
    [80, 1],
    [106, -1],
    [137, 1],
    [160, -1],
    [196, 1],
    [217, -1],
    [253, 1],
    [275, -1],
    [306, 1],
    [333, -1],
    [365, 1],
    [386, -1],
  ]
  const nearer: [number, number][] = [
    [26, 1],
    [48, -1],
    [79, 1],
    [106, -1],
    [137, 1],
    [160, -1],
    [195, 1],
    [217, -1],
    [252, 1],
    [275, -1],
    [306, 1],
    [333, -1],
    [364, 1],
    [386, -1],
  ]

  it('holds between the events of Peak_Trade', () => {
    expect(changes(new MeanReversion({ entry: -2 * sample }).follow(d1()))).toEqual(positions(events))
    expect(changes(new MeanReversion({ entry: -1.5 * sample }).follow(d1()))).toEqual(positions(nearer))
  })

  it('the filter keeps out the wildest bars, not the calmest', () => {
    const bars = d1()
    const params = { volFilter: true, volPeriod: 10, rankPeriod: 50, maxVolPercentile: 40, entry: -1 } as const
    const entries = changes(new MeanReversion(params).follow(bars)).filter(([, target]) => target === 1)
    expect(entries.length).toBeGreaterThan(0)
    const returns = Array.from(bars.close, (close, i) => (i === 0 ? Number.NaN : 100 * (close / bars.close[i - 1] - 1)))
    const deviationAt = (i: number) => {
      const window = returns.slice(i - 9, i + 1)
      const mean = window.reduce((sum, x) => sum + x, 0) / 10
      return Math.sqrt(window.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 9)
    }
    for (const [bar] of entries) {
      const others = Array.from({ length: 50 }, (_, k) => deviationAt(bar - k))
      expect(others.filter(other => other <= others[0] + 1e-12).length / 50).toBeLessThanOrEqual(0.4)
    }
  })
})
