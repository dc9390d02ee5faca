import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { hurst } from '../../src/indicators/hurst.ts'

function randomWalk(length: number): Float64Array {
  const random = seededRandom(7)
  let log = 0
  return Float64Array.from({ length }, () => {
    log += 0.01 * random.normal()
    return Math.exp(log)
  })
}

describe('hurst', () => {
  it('is 1 for steady growth and for steady decay', () => {
    for (const rate of [0.01, -0.02]) {
      const line = Float64Array.from({ length: 60 }, (_, i) => Math.exp(rate * i))
      expect(hurst(line, { period: 50 })[59]).toBeCloseTo(1, 10)
    }
  })

  it('is about one half for a random walk and about 0 for noise around a price', () => {
    const walk = hurst(randomWalk(4000), { period: 3000 })[3999]
    expect(Math.abs(walk - 0.5)).toBeLessThan(0.05)
    const random = seededRandom(8)
    const noise = Float64Array.from({ length: 3000 }, () => 100 + random.normal())
    expect(Math.abs(hurst(noise, { period: 3000 })[2999])).toBeLessThan(0.05)
  })

  it('is worked by hand over two lags', () => {
    // Log prices 0, 1, 0, 1, 2: mean squares (1 + 1 + 1 + 1) / 4 = 1 and (0 + 0 + 4) / 3.
    const close = Float64Array.from([0, 1, 0, 1, 2], Math.exp)
    expect(hurst(close, { period: 5, lags: 2 })[4]).toBeCloseTo(Math.log2(4 / 3) / 2, 12)
  })

  it('is NaN where prices do not move over a lag, and while one is 0', () => {
    expect(hurst(new Float64Array(200).fill(0.1)).every(Number.isNaN)).toBe(true)
    const back = Float64Array.from({ length: 200 }, (_, i) => 1 + (i % 2))
    expect(hurst(back).every(Number.isNaN)).toBe(true)
    const zero = randomWalk(40)
    zero[10] = 0
    expect([...hurst(zero, { period: 16, lags: 3 })].findIndex(value => !Number.isNaN(value))).toBe(26)
  })

  it('refuses a window that is too short for its lags', () => {
    expect(() => hurst(new Float64Array(9), { period: 31 })).toThrow('hurst: period is 31, it must be at least 32')
  })
})
