import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { createEquityScratch, Slot } from '../../src/metrics/equity-scratch.ts'
import { endBlock, foldSums } from '../../src/metrics/fold-core.ts'
import { centerReturns, foldReturns } from '../../src/metrics/fold-returns.ts'
import { mean } from '../../src/metrics/moments.ts'
import { returnsOf } from '../../src/metrics/returns.ts'

describe('foldReturns', () => {
  const random = seededRandom(4)
  const equity = new Float64Array(1003).fill(100)
  for (let i = 1; i < equity.length; i++) equity[i] = i % 100 < 37 ? equity[i - 1] : equity[i - 1] * (1 + 0.01 * random.normal())
  const returns = returnsOf(equity)

  it('sums powers, gains and losses', () => {
    const { state } = foldAll(0.002)
    const flat = state[Slot.flat]
    expect(flat).toBeGreaterThan(200)
    expect(flat).toBe(returns.filter(r => r === 0).length)
    for (const power of [1, 2, 3, 4] as const) {
      const sum = returns.reduce((total, r) => total + (r - 0.002) ** power, 0) - flat * (-0.002) ** power
      expect(Math.abs(state[power - 1] - sum)).toBeLessThan(1e-12 * Math.abs(sum))
    }
    expect(state[Slot.gains]).toBeCloseTo(2 * returns.reduce((total, r) => total + Math.max(r, 0), 0), 12)
    expect(state[Slot.losses]).toBeCloseTo(2 * returns.reduce((total, r) => total + Math.max(-r, 0), 0), 12)
    expect(state[Slot.squaredLosses]).toBeCloseTo(4 * returns.reduce((total, r) => total + Math.min(r, 0) ** 2, 0), 12)
  })

  it('collects, in order, what is outside the band', () => {
    const scratch = foldAll(0, 0.001, 0.01)
    expect([...scratch.collected.subarray(0, scratch.state[Slot.collected])]).toEqual([...returns].filter(r => Math.abs(r - 0.001) >= 0.01))
  })

  it('shares its sums with foldSums, bit for bit, wherever that is cut', () => {
    const { state } = foldAll(0.0007)
    for (const cut of [1, 2, 500, 1003]) {
      const core = new Float64Array(32)
      core[Slot.shift] = 0.0007
      core[Slot.previous] = equity[0]
      core[Slot.quantity] = 1
      foldSums(equity, 1, cut, core)
      foldSums(equity, cut, equity.length, core)
      endBlock(core)
      for (const slot of [Slot.sum1, Slot.sum2, Slot.flat]) expect(core[slot]).toBe(state[slot])
    }
  })

  it('finds a center near the mean', () => {
    expect(Math.abs(centerReturns(equity) - mean(returns))).toBeLessThan(0.005)
    expect(centerReturns(Float64Array.of(100, 110))).toBeCloseTo(0.1, 15)
    expect(centerReturns(new Float64Array(0))).toBe(0)
    expect(centerReturns(Float64Array.of(100, Number.NaN, 100))).toBe(0)
  })

  function foldAll(shift: number, middle = 0, half = 1) {
    const scratch = createEquityScratch(equity.length)
    scratch.state[Slot.shift] = shift
    scratch.state[Slot.middle] = middle
    scratch.state[Slot.half] = half
    foldReturns(equity, 1, equity.length, scratch)
    return scratch
  }
})
