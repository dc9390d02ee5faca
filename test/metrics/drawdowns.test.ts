import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageDrawdown, drawdownColumn, drawdownEpisodes, longestDrawdown, maxDrawdown } from '../../src/metrics/drawdowns.ts'

const curve = Float64Array.of(100, 80, 90, 120, 120, 90, 96, 90)
const nan = Number.NaN

describe('drawdowns', () => {
  it('by hand', () => {
    expect([...drawdownColumn(curve)]).toEqual([0, 0.2, 0.1, 0, 0, 0.25, 0.2, 0.25])
    expect(drawdownEpisodes(curve)).toEqual([
      { peak: 0, trough: 1, recovery: 3, bars: 3, depth: 0.2 },
      { peak: 4, trough: 5, recovery: nan, bars: 3, depth: 0.25 },
    ])
    expect(maxDrawdown(curve)).toMatchObject({ peak: 4, trough: 5, depth: 0.25 })
    expect(longestDrawdown(curve)).toMatchObject({ peak: 0, bars: 3 })
    expect(averageDrawdown(curve)).toBeCloseTo(0.225, 15)
  })

  it('starts the running maximum at the capital', () => {
    expect([...drawdownColumn(Float64Array.of(99, 100, 50), { capital: 100 })]).toEqual([0.01, 0, 0.5])
    expect(drawdownEpisodes(Float64Array.of(99, 100, 50), { capital: 100 })[0]).toEqual({
      peak: 0,
      trough: 0,
      recovery: 1,
      bars: 1,
      depth: 0.01,
    })
    expect(maxDrawdown(Float64Array.of(120, 90), { capital: 100 }).depth).toBe(0.25)
  })

  it('against a slow twin that looks back from every bar', () => {
    const step = fc.integer({ min: 1, max: 20 })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), values => {
        const equity = Float64Array.from(values)
        const depths = values.map((value, i) => {
          const high = Math.max(...values.slice(0, i + 1))
          return (high - value) / high
        })
        expect([...drawdownColumn(equity)]).toEqual(depths)
        const episodes = drawdownEpisodes(equity)
        const deepest = Math.max(...depths)
        expect(maxDrawdown(equity).depth).toBe(deepest)
        expect(depths.filter(depth => depth > 0).length).toBe(
          episodes.reduce((bars, e) => bars + e.bars - (Number.isNaN(e.recovery) ? 0 : 1), 0),
        )
        for (const { peak, trough, recovery, depth } of episodes) {
          expect(depths[peak]).toBe(0)
          expect(depths[peak + 1]).toBeGreaterThan(0)
          expect(depth).toBe((values[peak] - values[trough]) / values[peak])
          if (!Number.isNaN(recovery)) expect(values[recovery]).toBeGreaterThanOrEqual(values[peak])
        }
      }),
    )
  })

  it('says 0 about a curve that never fell, NaN about one that is not known', () => {
    expect(maxDrawdown(Float64Array.of(1, 1, 2))).toEqual({ peak: nan, trough: nan, recovery: nan, bars: 0, depth: 0 })
    expect(longestDrawdown(Float64Array.of(1, 1, 2)).bars).toBe(0)
    expect(averageDrawdown(Float64Array.of(1, 1, 2))).toBeNaN()
    const unknown = { peak: nan, trough: nan, recovery: nan, bars: nan, depth: nan }
    for (const equity of [
      [],
      [nan, 1],
      [2, 1, nan],
      [2, 1, nan, 5],
      [0, 1],
      [2, Number.POSITIVE_INFINITY, 1],
      [2, Number.NEGATIVE_INFINITY],
    ])
      expect(maxDrawdown(Float64Array.from(equity)), String(equity)).toEqual(unknown)
    expect([...drawdownColumn(Float64Array.of(2, 1, nan, 5))]).toEqual([0, 0.5, nan, nan])
  })

  it('goes beyond 1 when the account is in debt', () => {
    expect(maxDrawdown(Float64Array.of(100, -50)).depth).toBe(1.5)
  })
})
