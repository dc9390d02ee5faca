import { describe, expect, it } from 'vitest'
import { type Bars, sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { mean, standardDeviation } from '../../src/metrics/moments.ts'
import { syntheticLike } from '../../src/research/synthetic-like.ts'

const bars = syntheticBars({ seed: 3, length: 2000, kind: 'regimes' })
const logReturns = ({ close, length }: Bars) => Float64Array.from({ length: length - 1 }, (_, i) => Math.log(close[i + 1] / close[i]))

describe.each(['blocks', 'regimes'] as const)('syntheticLike, %s', kind => {
  it('gives bars that hold together', () => {
    const other = syntheticLike(bars, { seed: 1, kind })
    expect(other.time).toBe(bars.time)
    expect(other.open[0]).toBe(bars.open[0])
    for (let i = 0; i < other.length; i++) {
      expect(other.low[i]).toBeLessThanOrEqual(Math.min(other.open[i], other.close[i]))
      expect(other.high[i]).toBeGreaterThanOrEqual(Math.max(other.open[i], other.close[i]))
      expect(other.low[i]).toBeGreaterThan(0)
    }
  })

  it('takes every shape from the history', () => {
    const known = new Map(Array.from({ length: bars.length }, (_, i) => [bars.volume[i], i]))
    const other = syntheticLike(bars, { seed: 1, kind })
    for (let i = 0; i < other.length; i++) {
      const from = known.get(other.volume[i]) as number
      for (const field of ['high', 'low', 'close'] as const)
        expect(other[field][i] / other.open[i]).toBeCloseTo(bars[field][from] / bars.open[from], 12)
      if (i > 0 && from > 0) expect(other.open[i] / other.close[i - 1]).toBeCloseTo(bars.open[from] / bars.close[from - 1], 12)
    }
  })

  it('repeats itself, and every path is another one', () => {
    const one = syntheticLike(bars, { seed: 1, kind, path: 4 })
    expect(syntheticLike(bars, { seed: 1, kind, path: 4 })).toEqual(one)
    expect(syntheticLike(bars, { seed: 1, kind, path: 5 }).close).not.toEqual(one.close)
    expect(syntheticLike(bars, { seed: 2, kind, path: 4 }).close).not.toEqual(one.close)
  })

  it('keeps the size of returns and their clusters', () => {
    const volatile = (column: Float64Array) => {
      const sizes = column.map(Math.abs)
      const center = mean(sizes)
      let product = 0
      let square = 0
      for (let i = 0; i < sizes.length; i++) {
        square += (sizes[i] - center) ** 2
        if (i > 0) product += (sizes[i] - center) * (sizes[i - 1] - center)
      }
      return product / square
    }
    const real = logReturns(bars)
    let deviation = 0
    let memory = 0
    for (let path = 0; path < 20; path++) {
      const made = logReturns(syntheticLike(bars, { seed: 1, kind, path }))
      deviation += standardDeviation(made) / 20
      memory += volatile(made) / 20
    }
    expect(Math.abs(deviation / standardDeviation(real) - 1)).toBeLessThan(0.15)
    expect(memory).toBeGreaterThan(0.5 * volatile(real))
  })
})

describe('syntheticLike', () => {
  it('works from two bars on', () => {
    expect(syntheticLike(sliceBars(bars, 0, 2), { seed: 1 })).toHaveLength(2)
    expect(() => syntheticLike(sliceBars(bars, 0, 1), { seed: 1 })).toThrowError(expect.objectContaining({ code: 'research/returns' }))
    expect(() => syntheticLike(sliceBars(bars, 0, 10), { seed: 1, kind: 'regimes' })).toThrowError(/too few/)
  })

  it('refuses what it does not know', () => {
    expect(() => syntheticLike(bars, { seed: 1, kind: 'garch' as 'blocks' })).toThrowError(
      expect.objectContaining({ code: 'research/kind' }),
    )
    expect(() => syntheticLike(bars, { seed: 1, blockLength: 0 })).toThrowError(expect.objectContaining({ code: 'research/block-length' }))
  })
})
