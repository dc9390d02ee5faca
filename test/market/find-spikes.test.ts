import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { findSpikes, spikeLimit } from '../../src/market/find-spikes.ts'

/** Closes of a random walk with a known standard deviation. */
function walk(length: number, sigma: number): Float64Array {
  const random = seededRandom(5)
  let x = Math.log(100)
  return Float64Array.from({ length }, () => {
    x += sigma * random.normal()
    return Math.exp(x)
  })
}

const all = (close: Float64Array) => Array.from(close, (_, i) => i)

describe('spikeLimit', () => {
  it.each([500, 4097, 50_000])('is 20 standard deviations of normal returns, from %d closes', length => {
    // The relative standard error of a median absolute deviation of n normals is about 1.17 / sqrt(n).
    const tolerance = (5 * 1.17) / Math.sqrt(Math.min(length, 4096))
    expect(Math.abs(spikeLimit(walk(length, 0.01)) / 0.2 - 1)).toBeLessThan(tolerance)
  })

  it('does not mind a few wild returns', () => {
    const close = walk(3000, 0.01)
    for (let i = 50; i < 3000; i += 100) close[i] *= 50
    expect(Math.abs(spikeLimit(close) / 0.2 - 1)).toBeLessThan(0.15)
  })

  it('does not count unchanged closes', () => {
    const close = Float64Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? 101 : 100))
    expect(spikeLimit(close)).toBeCloseTo((20 * Math.log(1.01)) / 0.6745, 4)
  })

  it.each([[[]], [[5]], [[5, 5, 5]]])('is infinite where nothing moves: %j', closes => {
    expect(spikeLimit(Float64Array.from(closes))).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('findSpikes', () => {
  it('wants more than half of the move back on the next bar', () => {
    const closes = Float64Array.of(100, 100, 200, 100, 100, 200, 150, 150, 75, 150)
    // 200 back to 100: all; 200 back to 150: 0.415 of the logarithmic move; 75 back to 150: all.
    expect(findSpikes(closes, [2, 5, 8])).toEqual([2, 8])
  })

  it('cannot tell at the ends', () => {
    expect(findSpikes(Float64Array.of(100, 200), [0, 1])).toEqual([])
  })

  it('finds none in an honest walk, and a real crash is none', () => {
    const close = walk(5000, 0.01)
    const limit = spikeLimit(close)
    const jumps = (values: Float64Array) => all(values).filter(i => i > 0 && Math.abs(Math.log(values[i] / values[i - 1])) > limit)
    expect(findSpikes(close, jumps(close))).toEqual([])
    const crash = close.map((value, i) => (i < 2500 ? value : value / 2))
    expect(jumps(crash)).toEqual([2500])
    expect(findSpikes(crash, jumps(crash))).toEqual([])
  })
})
