import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { fractalDimension } from '../../src/indicators/fractal-dimension.ts'

function randomWalk(length: number): Float64Array {
  const random = seededRandom(7)
  let log = 0
  return Float64Array.from({ length }, () => {
    log += 0.01 * random.normal()
    return Math.exp(log)
  })
}

describe('fractalDimension', () => {
  it('is 1 for a line', () => {
    const line = Float64Array.from({ length: 50 }, (_, i) => 3 - 0.1 * i)
    expect(fractalDimension(line, { period: 41 })[49]).toBeCloseTo(1, 10)
  })

  it('is about 1.5 for a random walk and about 2 for noise', () => {
    expect(Math.abs(fractalDimension(randomWalk(2000), { period: 2000 })[1999] - 1.5)).toBeLessThan(0.05)
    const random = seededRandom(8)
    const noise = Float64Array.from({ length: 2000 }, () => random.normal())
    expect(Math.abs(fractalDimension(noise, { period: 2000 })[1999] - 2)).toBeLessThan(0.05)
  })

  it('is worked by hand', () => {
    // 0, 1, 0, 1, 2. Every value: a way of 4, length 4. Every second: (0, 0, 2) 2 x 4 / (2 x 2) / 2 = 1, (1, 1) 0; on average 0.5.
    expect(fractalDimension(Float64Array.of(0, 1, 0, 1, 2), { period: 5, maxLag: 2 })[4]).toBeCloseTo(3, 12)
  })

  it('is NaN where values do not move', () => {
    expect(fractalDimension(new Float64Array(80).fill(0.1)).every(Number.isNaN)).toBe(true)
  })

  it('refuses a window that is too short', () => {
    expect(() => fractalDimension(new Float64Array(9), { period: 16 })).toThrow('fractal_dimension: period is 16')
  })
})
