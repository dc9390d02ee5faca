import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawnBars } from '../../../src/reports/charts/downsample.ts'

describe('drawnBars', () => {
  it('keeps both ends and the lowest and highest of every slice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 800 }),
        fc.integer({ min: 1, max: 60 }),
        (list, columns) => {
          const values = Float64Array.from(list)
          const kept = [...drawnBars(values, columns)]
          expect(kept[0]).toBe(0)
          expect(kept.at(-1)).toBe(values.length - 1)
          expect(kept.length).toBeLessThanOrEqual(Math.max(4 * columns, 1))
          expect(kept.every((index, k) => k === 0 || index > kept[k - 1])).toBe(true)
          if (values.length <= 4 * columns) return
          for (let column = 0; column < columns; column++) {
            const [start, end] = [Math.floor((column * values.length) / columns), Math.floor(((column + 1) * values.length) / columns)]
            const inside = kept.filter(index => index >= start && index < end).map(index => values[index])
            const all = [...values.subarray(start, end)]
            expect(Math.max(...inside)).toBe(Math.max(...all))
            expect(Math.min(...inside)).toBe(Math.min(...all))
          }
        },
      ),
    )
  })

  it('keeps everything when there is room', () => {
    expect([...drawnBars(Float64Array.of(3, 1, 2), 10)]).toEqual([0, 1, 2])
    expect(drawnBars(new Float64Array(0), 10).length).toBe(0)
  })

  it('keeps a gap a gap', () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => (i >= 400 && i < 600 ? Number.NaN : i))
    const kept = [...drawnBars(values, 10)]
    expect(kept.some(index => Number.isNaN(values[index]))).toBe(true)
    expect(kept).toContain(399)
    expect(kept).toContain(600)
  })
})
