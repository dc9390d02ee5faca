import { describe, expect, it } from 'vitest'
import { Momentum } from '../../../src/strategies/library/momentum.ts'
import { changes, d1 } from '../../golden/d1.ts'
import { positions } from '../../golden/positions.ts'

describe('on D1', () => {
  // peak-trade-research.md, A.2 "momentum_1h"
  const events: [number, number][] = [
    [26, -1],
    [53, 1],
    [82, -1],
    [111, 1],
    [137, -1],
    [167, 1],
    [198, -1],
    [221, 1],
    [252, -1],
    [282, 1],
    [306, -1],
    [337, 1],
    [365, -1],
    [391, 1],
  ]

  it('holds between the events of Peak_Trade', () => {
    // Peak_Trade waited for a crossing; the gain is there from bar 20 on already when the first one falls below the exit.
    const ours = changes(new Momentum().follow(d1()))
    expect(ours.filter(([bar]) => bar === 0 || bar > 26)).toEqual(positions(events))
  })

  it('shorts are the mirror of longs', () => {
    const bars = d1()
    const upside = new Momentum({ lookback: 10 }).follow(bars)
    const both = new Momentum({ lookback: 10, shorts: true }).follow(bars)
    for (let i = 10; i < bars.length; i++) {
      const gain = bars.close[i] / bars.close[i - 10] - 1
      if (gain > 0.02) expect(both[i]).toBe(1)
      if (gain < -0.02) expect(both[i]).toBe(-1)
      if (upside[i] === 1) expect(both[i]).toBe(1)
    }
  })
})
