import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { createEquityScratch, reserveScratch, Slot } from '../../src/metrics/equity-scratch.ts'
import { chooseBand, measureTails } from '../../src/metrics/equity-tails.ts'
import { foldReturns } from '../../src/metrics/fold-returns.ts'
import { quantile } from '../../src/metrics/quantile.ts'
import { returnsOf } from '../../src/metrics/returns.ts'

function tailsOf(equity: Float64Array, band?: { middle: number; half: number }) {
  const scratch = createEquityScratch(equity.length)
  reserveScratch(scratch, equity.length)
  chooseBand(equity, scratch)
  if (band !== undefined) {
    scratch.state[Slot.middle] = band.middle
    scratch.state[Slot.half] = band.half
  }
  foldReturns(equity, 1, equity.length, scratch)
  const collected = scratch.state[Slot.collected]
  const tails = { var95: 0, cvar95: 0, tailRatio: 0, bestReturn: 0, worstReturn: 0 }
  measureTails(equity, scratch, tails)
  return { ...tails, collected }
}

describe('tails', () => {
  const random = seededRandom(2)
  const equity = new Float64Array(20_001).fill(100)
  for (let i = 1; i < equity.length; i++) equity[i] = i % 3 < 1 ? equity[i - 1] : equity[i - 1] * (1 + 0.01 * random.normal())
  const returns = returnsOf(equity)
  const q05 = quantile(returns, 0.05)
  const beyond = returns.filter(r => r <= q05)
  const want = {
    var95: -q05,
    tailRatio: Math.abs(quantile(returns, 0.95)) / Math.abs(q05),
    bestReturn: Math.max(...returns),
    worstReturn: Math.min(...returns),
  }

  it('collects little more than the tails', () => {
    const { collected } = tailsOf(equity)
    expect(collected).toBeGreaterThan(0.1 * returns.length)
    expect(collected).toBeLessThan(0.2 * returns.length)
  })

  it('says the same whatever the band was: right, empty, everything, one-sided', () => {
    const bands = [
      undefined,
      { middle: 0, half: 0 },
      { middle: 0.005, half: 0 },
      { middle: -0.005, half: 0 },
      { middle: 0, half: 1 },
      { middle: 0.5, half: 0.5 },
      { middle: -0.5, half: 0.5 },
      { middle: 0.01, half: 0.01 },
      { middle: 0, half: 1e-300 },
    ]
    for (const band of bands) {
      const tails = tailsOf(equity, band)
      expect(tails).toMatchObject(want)
      expect(tails.cvar95).toBeCloseTo(-beyond.reduce((sum, r) => sum + r, 0) / beyond.length, 14)
    }
  })
})
