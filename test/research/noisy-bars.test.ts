import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { mean, standardDeviation } from '../../src/metrics/moments.ts'
import { noisyBars } from '../../src/research/noisy-bars.ts'

const bars = syntheticBars({ seed: 3, length: 3000 })

describe('noisyBars', () => {
  it('moves prices by as much as it was told, and keeps bars whole', () => {
    const noisy = noisyBars(bars, { seed: 1, noise: 0.003 })
    for (const field of ['open', 'close'] as const) {
      const errors = noisy[field].slice().map((price, i) => price / bars[field][i] - 1)
      expect(Math.abs(mean(errors))).toBeLessThan(0.0003)
      expect(Math.abs(standardDeviation(errors) / 0.003 - 1)).toBeLessThan(0.06)
      expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.003 * 3.47)
    }
    for (let i = 0; i < bars.length; i++) {
      expect(noisy.low[i]).toBeLessThanOrEqual(Math.min(noisy.open[i], noisy.close[i]))
      expect(noisy.high[i]).toBeGreaterThanOrEqual(Math.max(noisy.open[i], noisy.close[i]))
    }
    expect(noisy.volume).toEqual(bars.volume)
  })

  it('without noise nothing changes', () => {
    expect(noisyBars(bars, { seed: 1, noise: 0 })).toEqual(bars)
  })

  it('repeats itself, and every path is another one', () => {
    const one = noisyBars(bars, { seed: 1, path: 2 })
    expect(noisyBars(bars, { seed: 1, path: 2 })).toEqual(one)
    expect(noisyBars(bars, { seed: 1, path: 3 }).open).not.toEqual(one.open)
    // Prices do not share their noise.
    expect(one.open[0] / bars.open[0]).not.toBeCloseTo(one.close[0] / bars.close[0], 9)
  })

  it.each([-0.1, 0.25, Number.NaN])('refuses %s', noise => {
    expect(() => noisyBars(bars, { seed: 1, noise })).toThrowError(expect.objectContaining({ code: 'research/noise' }))
  })
})
