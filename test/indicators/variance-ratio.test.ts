import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { varianceRatio } from '../../src/indicators/variance-ratio.ts'

function randomWalk(length: number): Float64Array {
  const random = seededRandom(7)
  let log = 0
  return Float64Array.from({ length }, () => {
    log += 0.01 * random.normal()
    return Math.exp(log)
  })
}

describe('varianceRatio', () => {
  it('is worked by hand', () => {
    // Returns 0.01, 0.03, 0.02: variance 0.0001 about 0.02. Over two bars 0.04, 0.05: 0.0001 / (4 / 3).
    const close = Float64Array.from([0, 0.01, 0.04, 0.06], Math.exp)
    const { ratio, z } = varianceRatio(close, { period: 3, lag: 2 })
    expect([...ratio.subarray(0, 3), ...z.subarray(0, 3)].every(Number.isNaN)).toBe(true)
    expect(ratio[3]).toBeCloseTo(0.75, 10)
    expect(z[3]).toBeCloseTo(-0.25 / Math.sqrt(1 / 3), 10)
  })

  it('is about 1 for a random walk, and low for noise around a price', () => {
    expect(Math.abs(varianceRatio(randomWalk(4000), { period: 3000, lag: 4 }).z[3999])).toBeLessThan(3)
    const random = seededRandom(8)
    const noise = Float64Array.from({ length: 1001 }, () => 100 + random.normal())
    expect(varianceRatio(noise, { period: 1000, lag: 4 }).z[1000]).toBeLessThan(-5)
  })

  it('is NaN where prices do not move', () => {
    expect(varianceRatio(new Float64Array(150).fill(0.1)).ratio.every(Number.isNaN)).toBe(true)
  })

  it('refuses a lag as long as the window', () => {
    expect(() => varianceRatio(new Float64Array(9), { period: 5, lag: 5 })).toThrow('variance_ratio: period is 5')
  })
})
