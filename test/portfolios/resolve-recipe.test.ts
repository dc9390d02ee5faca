import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PortfolioRecipe } from '../../src/portfolios/recipe.ts'
import { resolveRecipe } from '../../src/portfolios/resolve-recipe.ts'

const of = (...weights: number[]): PortfolioRecipe => ({
  id: 'mine',
  title: 'Mine',
  riskProfile: 'moderate',
  components: weights.map((weight, k) => ({ strategy: `s${k}`, weight })),
})
const weightsOf = (recipe: PortfolioRecipe) => resolveRecipe(recipe).components?.map(({ weight }) => weight)

describe('weights', () => {
  it.each([
    [
      [0.5, 0.5],
      [0.5, 0.5],
    ],
    [[0.25, 0.245], undefined],
    [
      [0.495, 0.495],
      [0.5, 0.5],
    ],
    [
      [0.505, 0.505],
      [0.5, 0.5],
    ],
    [[0.505, 0.506], undefined],
    [
      [0, 1],
      [0, 1],
    ],
    [[0, 0], undefined],
    [[1e300, 1e300], undefined],
    [[Number.NaN, 1], undefined],
    [[Number.POSITIVE_INFINITY, 1], undefined],
    [[-0.2, 1.2], undefined],
  ])('%j become %j', (weights, expected) => {
    if (expected === undefined) expect(() => resolveRecipe(of(...weights))).toThrow(expect.objectContaining({ code: 'recipe/weights' }))
    else for (const [k, weight] of expected.entries()) expect(weightsOf(of(...weights))?.[k]).toBeCloseTo(weight, 15)
  })

  it('sum to 1 afterwards, and doing it again changes no bit', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 }).filter(list => list.some(part => part > 0))
    fc.assert(
      fc.property(parts, fc.double({ min: 0.991, max: 1.009, noNaN: true }), (list, off) => {
        const total = list.reduce((sum, part) => sum + part, 0)
        const once = resolveRecipe(of(...list.map(part => (part / total) * off)))
        const sum = once.components?.reduce((so, { weight }) => so + weight, 0) ?? 0
        expect(Math.abs(sum - 1)).toBeLessThan(1e-12)
        expect(resolveRecipe(once)).toEqual(once)
      }),
    )
  })

  it('those of a sweep likewise', () => {
    const { components: _, ...rest } = of()
    const swept = (top: number, weights: number[], preset = 'x') =>
      resolveRecipe({ ...rest, sweep: { preset, top, weights } }).sweep?.weights
    expect(swept(2, [0.495, 0.495])).toEqual([0.5, 0.5])
    expect(() => swept(2, [0.4, 0.5])).toThrow(expect.objectContaining({ code: 'recipe/weights' }))
    expect(() => swept(3, [0.5, 0.5])).toThrow(expect.objectContaining({ code: 'recipe/weights' }))
    for (const top of [0, 1.5, Number.NaN]) expect(() => swept(top, [1])).toThrow(expect.objectContaining({ code: 'recipe/sweep' }))
    expect(() => swept(1, [1], '')).toThrow(expect.objectContaining({ code: 'recipe/sweep' }))
  })
})

describe('resolveRecipe refuses', () => {
  const sweep = { preset: 'x', top: 1, weights: [1] }
  it.each([
    [{ id: '' }, 'recipe/id', 'a recipe is called ""'],
    [{ id: 'Groß' }, 'recipe/id', 'Groß'],
    [{ riskProfile: 'agressive' }, 'recipe/risk-profile', 'did you mean "aggressive"?'],
    [{ riskProfile: 'toString' }, 'recipe/risk-profile', 'there is no risk profile "toString"'],
    [{ sweep }, 'recipe/components', 'it has components and a sweep'],
    [{ components: undefined }, 'recipe/components', 'made of nothing'],
    [{ components: [] }, 'recipe/components', 'empty'],
    [{ components: [{ strategy: '', weight: 1 }] }, 'recipe/components', 'component 1 has no strategy'],
    [{ monteCarlo: { paths: 0 } }, 'recipe/montecarlo', '0 Monte Carlo paths'],
    [{ stress: { scenarios: ['x'], severity: 1.01 } }, 'recipe/stress', 'severity is 1.01'],
    [{ stress: { scenarios: ['x'], severity: Number.NaN } }, 'recipe/stress', 'severity is NaN'],
    [{ stress: { scenarios: [], severity: 0.2 } }, 'recipe/stress', 'without scenarios'],
    [{ maxDrawdownTarget: 15 }, 'recipe/value', 'its drawdown target is 15'],
    [{ tiers: ['gold'] }, 'recipe/value', 'wrong: "gold"'],
    [{ trials: 0 }, 'recipe/value', 'trials is 0'],
    [
      { components: [{ strategy: 'a', weight: 1, exits: { stopLoss: 3 } }] },
      'recipe/value',
      'recipe "mine": component 1: exits.stopLoss is 3',
    ],
  ])('%j', (part, code, message) => {
    const recipe = { ...of(0.5, 0.5), ...part } as PortfolioRecipe
    expect(() => resolveRecipe(recipe)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })

  it('severities of 0 and 1 are allowed', () => {
    for (const severity of [0, 1])
      expect(resolveRecipe({ ...of(1), stress: { scenarios: ['x'], severity } }).stress?.severity).toBe(severity)
  })
})
