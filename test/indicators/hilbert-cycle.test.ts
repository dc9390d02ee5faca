import { describe, expect, it } from 'vitest'
import { CYCLE_START, HilbertCycle } from '../../src/indicators/hilbert-cycle.ts'

describe('HilbertCycle', () => {
  it.each([10, 15, 20, 30, 40])('measures a pure wave of %i bars', bars => {
    const cycle = new HilbertCycle(CYCLE_START)
    for (let i = 0; i < 400; i++) cycle.advance(100 + Math.sin((2 * Math.PI * i) / bars))
    expect(Math.abs(cycle.smoothPeriod - bars) / bars).toBeLessThan(0.06)
  })

  it('splits a wave into two parts of its own size at right angles', () => {
    const cycle = new HilbertCycle(CYCLE_START)
    for (let i = 0; i < 400; i++) {
      cycle.advance(100 + Math.sin((2 * Math.PI * i) / 20))
      if (i > 300) expect(Math.abs(Math.hypot(cycle.inPhase, cycle.quadrature) - 1)).toBeLessThan(0.1)
    }
  })

  it('measures nothing before its start, but smooths', () => {
    const cycle = new HilbertCycle(5)
    expect([1, 2, 3, 4, 6, 7].map(value => cycle.advance(value))).toEqual([false, false, false, false, false, true])
    expect(cycle.smooth).toBeCloseTo((4 * 7 + 3 * 6 + 2 * 4 + 3) / 10, 12)
  })

  it.each([
    [4, 6],
    [5, 6],
    [60, 50],
    [500, 50],
  ])('takes a wave of %i bars for one of %i', (bars, limit) => {
    const cycle = new HilbertCycle(CYCLE_START)
    for (let i = 0; i < 2000; i++) cycle.advance(100 + Math.sin((2 * Math.PI * i) / bars))
    expect(cycle.smoothPeriod).toBeCloseTo(limit, 9)
  })
})
