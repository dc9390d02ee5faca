import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fewerPoints, type Point } from '../../../src/reports/charts/fewer-points.ts'

/** Distance from a point to a line of points: the plain way, through a dense walk along it. */
function distanceToLine([x, y]: Point, line: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY
  for (let k = 1; k < line.length; k++) {
    for (let step = 0; step <= 2000; step++) {
      const share = step / 2000
      const atX = line[k - 1][0] + share * (line[k][0] - line[k - 1][0])
      const atY = line[k - 1][1] + share * (line[k][1] - line[k - 1][1])
      nearest = Math.min(nearest, Math.hypot(x - atX, y - atY))
    }
  }
  return nearest
}

describe('fewerPoints', () => {
  it('leaves out what lies on a straight piece and keeps corners, worked by hand', () => {
    const points: Point[] = [
      [0, 0],
      [1, 0.1],
      [2, 0],
      [3, 5],
      [4, 10],
      [5, 10],
    ]
    expect(fewerPoints(points, 0.2)).toEqual([points[0], points[2], points[4], points[5]])
    expect(fewerPoints(points, 0.05)).toEqual([points[0], points[1], points[2], points[4], points[5]])
    expect(fewerPoints(points, 100)).toEqual([points[0], points[5]])
  })

  it('keeps all without a tolerance, and whatever is too short', () => {
    const points: Point[] = [
      [0, 0],
      [1, 0],
      [2, 0],
    ]
    expect(fewerPoints(points, 0)).toBe(points)
    expect(fewerPoints(points, Number.NaN)).toBe(points)
    expect(fewerPoints(points.slice(0, 2), 9)).toEqual(points.slice(0, 2))
    expect(fewerPoints([], 9)).toEqual([])
  })

  it('keeps a peak between two ends at the same place', () => {
    const points: Point[] = [
      [1, 1],
      [1, 8],
      [1, 1],
    ]
    expect(fewerPoints(points, 0.5)).toEqual(points)
  })

  it('leaves nothing out that is farther away than the tolerance', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 15 }),
        fc.integer({ min: 1, max: 10 }),
        (ys, tolerance) => {
          const points = ys.map((y, x): Point => [x, y])
          const kept = fewerPoints(points, tolerance)
          expect(kept[0]).toBe(points[0])
          expect(kept.at(-1)).toBe(points.at(-1))
          // The walk has steps of up to 40 / 2000 units.
          for (const point of points) expect(distanceToLine(point, kept)).toBeLessThanOrEqual(tolerance + 0.05)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('takes long lines', () => {
    const zigzag = Array.from({ length: 20_000 }, (_, x): Point => [x, x % 2])
    expect(fewerPoints(zigzag, 2)).toHaveLength(2)
    const wave = Array.from({ length: 20_000 }, (_, x): Point => [x / 20, 100 * Math.sin(x / 500)])
    expect(fewerPoints(wave, 0.4).length).toBeLessThan(300)
  })
})
