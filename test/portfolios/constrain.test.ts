import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constrainWeights } from '../../src/portfolios/constrain.ts'
import { readLimits } from '../../src/portfolios/weight-limits.ts'
import { expectClose } from './expect-close.ts'
import { expectWithin } from './expect-within.ts'

describe('constrainWeights', () => {
  it('a cap holds after the scaling: 0.7, 0.2 with a cap of 0.5', () => {
    expectClose(constrainWeights([0.7, 0.2], { maximum: 0.5 }).weights, [0.5, 0.5], 1e-12)
    expect(() => constrainWeights([1, 1, 1], { maximum: 0.2 })).toThrow(
      'these limits contradict each other: maximum of 0 (0.2), maximum of 1 (0.2), maximum of 2 (0.2), net (1); loosen one of them',
    )
  })

  it('keeps proportions, also within groups', () => {
    const { weights, binding } = constrainWeights([4, 2, 3, 1], {
      names: ['a', 'b', 'c', 'd'],
      groups: [{ name: 'front', members: ['a', 'b'], maximum: 0.3 }],
    })
    expectClose(weights, [0.2, 0.1, 0.525, 0.175], 1e-12)
    expect(binding).toEqual(['maximum of group front (0.3)'])
  })

  it('leaves weights alone that are right, to the last bit', () => {
    const given = [0.1, 0.2, 0.7]
    expect(Array.from(constrainWeights(given).weights)).toEqual(given)
    expect(constrainWeights(given)).toMatchObject({ binding: [], notes: [] })
  })

  it('only scales when that is enough', () => {
    expect(constrainWeights([1, 3])).toMatchObject({ weights: Float64Array.of(0.25, 0.75), binding: [] })
    expectClose(constrainWeights([2, -1], { minimum: -2, maximum: 3 }).weights, [2, -1], 1e-12)
  })

  it('zeros stay, unless they must not', () => {
    expect(constrainWeights([3, 1, 0], { maximum: 0.6 }).weights[2]).toBe(0)
    const { weights, notes } = constrainWeights([1, 0, 0], { maximum: 0.5 })
    expect(weights[0]).toBe(0.5)
    expectClose(weights, [0.5, 0.25, 0.25], 1e-9)
    expect(notes).toEqual(['Weights of 0 had to give way to the limits.'])
    expectClose(constrainWeights([0, 0]).weights, [0.5, 0.5], 1e-12)
  })

  it('long and short', () => {
    const limits = { minimum: -1, maximum: 1, net: 0, leverage: 1 }
    expectClose(constrainWeights([1, -1], limits).weights, [0.5, -0.5], 1e-12)
    expectClose(constrainWeights([-1, 3, -2], { ...limits, leverage: 6, minimum: -3, maximum: 3 }).weights, [-1, 3, -2], 1e-12)
    expect(() => constrainWeights([1, 1], { leverage: 0.5 })).toThrow(/contradict.*leverage \(0.5\)/)
    // Only shorts, where nothing but longs may be.
    expectClose(constrainWeights([-1, -3]).weights, [0.25, 0.75], 1e-12)
  })

  it('refuses NaN', () => {
    expect(() => constrainWeights([Number.NaN, 1], { names: ['ä', 'b'] })).toThrow('the weight of ä is NaN')
  })

  it('agrees with filling up by hand, for any long weights and caps', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ weight: fc.double({ min: 0.001, max: 10, noNaN: true }), cap: fc.double({ min: 0.05, max: 1, noNaN: true }) }),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        rows => {
          const names = rows.map((_, i) => String(i))
          const maximum = Object.fromEntries(rows.map(({ cap }, i) => [String(i), cap]))
          const given = rows.map(({ weight }) => weight)
          const run = () => constrainWeights(given, { names, maximum })
          if (rows.reduce((sum, { cap }) => sum + cap, 0) < 1) {
            if (rows.reduce((sum, { cap }) => sum + cap, 0) < 1 - 1e-9) expect(run).toThrow('contradict')
            return
          }
          const { weights } = run()
          expectWithin(weights, readLimits({ maximum }, names))
          // Slow twin: the one factor k with sum(min(cap, k * weight)) = 1, by halving.
          let [low, high] = [0, 1e6]
          for (let step = 0; step < 200; step++) {
            const factor = (low + high) / 2
            if (rows.reduce((sum, { weight, cap }) => sum + Math.min(cap, factor * weight), 0) < 1) low = factor
            else high = factor
          }
          const twin = rows.map(({ weight, cap }) => Math.min(cap, low * weight))
          for (const [i, weight] of weights.entries()) expect(Math.abs(weight - twin[i])).toBeLessThan(1e-9)
        },
      ),
      { seed: 1, numRuns: 200 },
    )
  })
})
