import { describe, expect, it } from 'vitest'
import { BarBuffer } from '../../src/market/bar-buffer.ts'
import { barAt, sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { regimeChanges } from '../../src/regimes/regime-changes.ts'
import { labelAt, labelBars } from '../../src/regimes/regime-labels.ts'
import { RegimeWatch } from '../../src/regimes/regime-watch.ts'
import { riskRegime } from '../../src/regimes/risk-regime.ts'
import { trendRegime } from '../../src/regimes/trend-regime.ts'

const bars = syntheticBars({ seed: 5, length: 600 })
const regime = riskRegime({ trend: { period: 20, noiseBars: 30 }, volatility: { lookback: 50 } })

describe('RegimeWatch', () => {
  it('follows a live market as one labeled in one go', () => {
    const labels = labelBars(bars, regime)
    const watch = new RegimeWatch(regime)
    expect(watch.label).toBeUndefined()
    const buffer = new BarBuffer({ symbol: 'X', timeframe: '1h' })
    const changes = watch.replay(sliceBars(bars, 0, 200))
    for (let i = 200; i < 600; i++) {
      const bar = barAt(bars, i)
      if (bar === undefined) throw new Error('no bar')
      buffer.append(bar)
      const change = watch.next(bar)
      if (change !== undefined) changes.push(change)
      expect(watch.label).toBe(labelAt(labels, i))
      expect(watch.length).toBe(i + 1)
    }
    expect(changes.length).toBeGreaterThan(10)
    expect(changes).toEqual(regimeChanges(labels))
    expect(watch.age).toBe(600 - changes[changes.length - 1].index)
  })

  it('replays a history with holes', () => {
    const adx = trendRegime({ method: 'adx', period: 5 })
    const close = bars.close.slice()
    for (let i = 50; i < 600; i += 7) close[i] = Number.NaN
    const holed = { open: bars.open, high: bars.high, low: bars.low, close, volume: bars.volume }
    const watch = new RegimeWatch(adx)
    expect(watch.replay(holed)).toEqual(regimeChanges(labelBars(holed, adx)))
    expect(watch.length).toBe(600)
  })

  it('refuses a bar without what it reads', () => {
    const watch = new RegimeWatch(trendRegime())
    expect(watch.next({ close: 100 })).toBeUndefined()
    expect(() => watch.next({ high: 3 })).toThrow('trend_regime: close of bar 1 is undefined')
    expect(() => watch.next({ close: Number.NaN })).toThrow('close of bar 1 is NaN')
    expect(watch.length).toBe(1)
  })
})
