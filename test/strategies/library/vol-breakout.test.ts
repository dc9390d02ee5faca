import { describe, expect, it } from 'vitest'
import { atr } from '../../../src/indicators/atr.ts'
import { VolBreakout } from '../../../src/strategies/library/vol-breakout.ts'
import { changes, d1 } from '../../golden/d1.ts'

describe('on D1', () => {
  it('is the plain channel breakout when every volatility is enough and nothing falls back', () => {
    // peak-trade-research.md, A.2 "breakout", from the warm-up of the ATR rank on
    const reference = [52, 83, 111, 137, 168, 196, 221, 253, 280, 306, 337, 365, 391]
    const ours = changes(new VolBreakout({ percentile: 0, atrMultiple: 0 }).follow(d1()))
    expect(ours.filter(([bar]) => bar >= 83).map(([bar]) => bar)).toEqual(reference.slice(1))
  })

  it('ends a long that has fallen back, where Peak_Trade stayed for ever', () => {
    const bars = d1()
    const targets = new VolBreakout({ side: 'long', atrMultiple: 3 }).follow(bars)
    const list = changes(targets)
    expect(list.filter(([, target]) => target === 1).length).toBeGreaterThan(3)
    expect(list.every(([, target]) => target >= 0)).toBe(true)
    for (const [bar, target] of list.slice(1)) {
      const before = Math.max(...bars.high.slice(bar - 20, bar))
      if (target === 1) expect(bars.close[bar]).toBeGreaterThan(before)
      else expect(bars.close[bar]).toBeLessThan(before)
    }
  })

  it('enters only while the true range is high among its last values', () => {
    const bars = d1()
    const range = atr(bars, { period: 14 })
    const entries = changes(new VolBreakout({ percentile: 100, side: 'both' }).follow(bars)).filter(([, target]) => target !== 0)
    expect(entries.length).toBeGreaterThan(2)
    for (const [bar] of entries) expect(range[bar]).toBe(Math.max(...range.slice(bar - 39, bar + 1)))
  })
})
