import { describe, expect, it } from 'vitest'
import type { Costs } from '../../src/engine/costs.ts'
import { FillCosts } from '../../src/engine/fill-costs.ts'

const costs = (given: Partial<Costs>, tick?: number) => new FillCosts({ feeBps: 0, slippageBps: 0, ...given }, { tick })

describe('a market fill', () => {
  it('is worse by slippage and half the spread together', () => {
    const both = costs({ slippageBps: 30, halfSpreadBps: 70 })
    expect(both.marketPrice(100, 2, 1000)).toBeCloseTo(101, 12)
    expect(both.marketPrice(100, -2, 1000)).toBeCloseTo(99, 12)
    expect(both.expectedPrice(100, 1)).toBeCloseTo(101, 12)
  })

  it('moves the price with the square root of its share of the volume', () => {
    // A quarter of the volume: half of 400 bps. The expectation leaves that out.
    const impact = costs({ slippageBps: 100, impactBps: 400 })
    expect(impact.marketPrice(100, 250, 1000)).toBeCloseTo(103, 12)
    expect(impact.marketPrice(100, -250, 1000)).toBeCloseTo(97, 12)
    expect(impact.expectedPrice(100, 1)).toBeCloseTo(101, 12)
  })

  it('or in proportion to it', () => {
    expect(costs({ impactBps: 400, impact: 'linear' }).marketPrice(100, 250, 1000)).toBeCloseTo(101, 12)
  })

  it.each([0, Number.NaN, 10])('of more than the volume, %s, counts as all of it', volume => {
    expect(costs({ impactBps: 400 }).marketPrice(100, 250, volume)).toBeCloseTo(104, 12)
    expect(costs({ impactBps: 400, impact: 'linear' }).marketPrice(100, 250, volume)).toBeCloseTo(104, 12)
  })

  it('is on the worse tick', () => {
    const slipped = costs({ slippageBps: 10 }, 0.25)
    expect(slipped.marketPrice(100, 1, 1000)).toBe(100.25)
    expect(slipped.marketPrice(100, -1, 1000)).toBe(99.75)
  })

  it('stays on a tick that it only misses by rounding', () => {
    // 0.1 + 0.2 is a hair above 0.3.
    expect(costs({}, 0.1).marketPrice(0.1 + 0.2, 1, 1000)).toBeCloseTo(0.3, 15)
    expect(costs({}, 0.1).marketPrice(0.1 + 0.2, 1, 1000)).toBeLessThan(0.35)
  })

  it('below one tick keeps its price: a sale for nothing there is not', () => {
    expect(costs({}, 10).marketPrice(6, -1, 1000)).toBe(6)
    expect(costs({}, 10).marketPrice(6, 1, 1000)).toBe(10)
  })
})

describe('a limit fill', () => {
  it('gets its level without any slippage', () => {
    expect(costs({ slippageBps: 100, impactBps: 100 }).limitPrice(103.7, 1)).toBe(103.7)
  })

  it('on the tick that is not worse', () => {
    expect(costs({}, 0.5).limitPrice(103.7, 1)).toBe(103.5)
    expect(costs({}, 0.5).limitPrice(103.7, -1)).toBe(104)
    expect(costs({}, 10).limitPrice(6, 1)).toBe(6)
  })
})

describe('the fee', () => {
  it('depends on who came first', () => {
    const maker = costs({ feeBps: 20, makerFeeBps: 5 })
    expect(maker.fee(-10, 100, false)).toBeCloseTo(2, 12)
    expect(maker.fee(-10, 100, true)).toBeCloseTo(0.5, 12)
  })

  it('is the same for limit fills when nothing else is said', () => {
    expect(costs({ feeBps: 20 }).fee(10, 100, true)).toBeCloseTo(2, 12)
    expect(costs({ feeBps: 20, makerFeeBps: 0 }).fee(10, 100, true)).toBe(0)
  })

  it('is never below the smallest one', () => {
    const least = costs({ feeBps: 20, minimumFee: 1.5 })
    expect(least.fee(5, 100, false)).toBe(1.5)
    expect(least.fee(10, 100, false)).toBeCloseTo(2, 12)
  })
})
