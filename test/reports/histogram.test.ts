import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { histogram } from '../../src/reports/histogram.ts'

describe('histogram', () => {
  it('counts every finite value once, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, 0.01))),
        values => {
          const bins = histogram(values)
          const finite = values.filter(Number.isFinite)
          expect(bins.total).toBe(finite.length)
          expect(bins.counts.reduce((sum, count) => sum + count, 0)).toBe(finite.length)
          expect(bins.counts.length).toBeLessThanOrEqual(49)
          if (finite.length > 0) {
            expect(bins.edges.length).toBe(bins.counts.length + 1)
            expect(bins.mean).toBeCloseTo(finite.reduce((sum, value) => sum + value, 0) / finite.length, 5)
          }
        },
      ),
    )
  })

  it('keeps losses and gains apart', () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i * 12.9898) * 0.03)
    const { edges, counts } = histogram(values)
    expect(edges).toContain(0)
    const losses = counts.filter((_, k) => edges[k] < 0).reduce((sum, count) => sum + count, 0)
    expect(losses).toBe(values.filter(value => value < 0).length)
  })

  it('puts what lies far out into the outer bins and says so', () => {
    const values = [...Array.from({ length: 500 }, (_, i) => ((i % 11) - 5) / 1000), 9]
    const bins = histogram(values)
    expect(bins.clipped).toBe(true)
    expect(bins.edges[bins.edges.length - 1]).toBeLessThan(9)
    expect(bins.counts[bins.counts.length - 1]).toBe(1)
  })

  it('has no bins for no values and one filled bin for equal ones', () => {
    expect(histogram([])).toMatchObject({ edges: [], counts: [], total: 0 })
    expect(histogram([Number.NaN]).mean).toBeNaN()
    expect(histogram([0, 0, 0]).counts.filter(count => count > 0)).toEqual([3])
    expect(histogram([0.02, 0.02]).counts.filter(count => count > 0)).toEqual([2])
  })
})
