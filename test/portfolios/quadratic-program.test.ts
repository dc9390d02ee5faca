import { describe, expect, it } from 'vitest'
import { type HalfSpace, solveQuadratic } from '../../src/portfolios/quadratic-program.ts'
import { lcg, nearlyNormal } from '../research/lcg.ts'
import { expectClose } from './expect-close.ts'
import { randomCovariance } from './random-sleeves.ts'

const half = (normal: readonly number[], bound: number, label = 'half'): HalfSpace => ({ normal: Float64Array.from(normal), bound, label })

describe('solveQuadratic', () => {
  it('by hand: the point of a triangle nearest to (2, 1)', () => {
    const solution = solveQuadratic({
      hessian: Float64Array.of(1, 0, 0, 1),
      linear: [2, 1],
      equalities: [],
      inequalities: [half([-1, -1], -1), half([1, 0], 0), half([0, 1], 0)],
    })
    expectClose(solution?.x ?? [], [1, 0], 1e-12)
  })

  it('drops a half space that stops pushing', () => {
    // From (3, 3): first x + y <= 2 is violated most; with y <= 0 and x <= 0.5 it does not hold anything anymore.
    const solution = solveQuadratic({
      hessian: Float64Array.of(1, 0, 0, 1),
      linear: [3, 3],
      equalities: [],
      inequalities: [half([-10, -10], -20, 'sum'), half([-1, 0], -0.5, 'x'), half([0, -1], 0, 'y')],
    })
    expectClose(solution?.x ?? [], [0.5, 0], 1e-12)
    if (solution?.x !== undefined) expect(solution.active.map(({ label }) => label).sort()).toEqual(['x', 'y'])
  })

  it('says which half spaces have no point in common', () => {
    const solution = solveQuadratic({
      hessian: Float64Array.of(1, 0, 0, 1),
      linear: [0, 0],
      equalities: [half([1, 1], 1, 'sum')],
      inequalities: [half([-1, 0], -0.4, 'a'), half([0, -1], -0.4, 'b'), half([1, 0], 0, 'unused')],
    })
    expect(solution?.x).toBeUndefined()
    if (solution !== undefined && solution.x === undefined)
      expect(solution.contradiction.map(({ label }) => label).sort()).toEqual(['a', 'b', 'sum'])
  })

  it('equalities that repeat each other are one, and contradict when they differ', () => {
    const base = { hessian: Float64Array.of(1, 0, 0, 1), linear: [1, 0], inequalities: [] }
    const same = solveQuadratic({ ...base, equalities: [half([1, 1], 1), half([2, 2], 2)] })
    expectClose(same?.x ?? [], [1, 0], 1e-12)
    expect(solveQuadratic({ ...base, equalities: [half([1, 1], 1), half([2, 2], 3)] })?.x).toBeUndefined()
  })

  it('is undefined for a Hessian without an inverse', () => {
    expect(solveQuadratic({ hessian: Float64Array.of(1, 1, 1, 1), linear: [0, 0], equalities: [], inequalities: [] })).toBeUndefined()
  })

  it('meets the conditions of Karush, Kuhn and Tucker on random problems', () => {
    let solved = 0
    for (let seed = 1; seed <= 60; seed++) {
      const uniform = lcg(seed)
      const size = 2 + (seed % 9)
      const hessian = randomCovariance(seed, size).matrix.map(value => value * 1e4)
      const linear = Array.from({ length: size }, () => nearlyNormal(uniform))
      const draw = () => Array.from({ length: size }, () => nearlyNormal(uniform))
      const inequalities = Array.from({ length: 2 * size }, (_, k) => half(draw(), -0.5 - uniform(), String(k)))
      const equalities = [half(new Array(size).fill(1), 0.1)]
      const solution = solveQuadratic({ hessian, linear, equalities, inequalities })
      if (solution?.x === undefined) continue
      solved++
      const { x, active, multipliers } = solution
      const gradient = x.map((_, i) => x.reduce((sum, value, j) => sum + hessian[i * size + j] * value, -linear[i]))
      const pull = x.map((_, i) => active.reduce((sum, { normal }, k) => sum + multipliers[k] * normal[i], 0))
      const scale = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
      for (let i = 0; i < size; i++) expect(Math.abs(gradient[i] - pull[i])).toBeLessThan(1e-10 * scale)
      for (const { normal, bound } of [...inequalities, ...equalities])
        expect(normal.reduce((sum, value, i) => sum + value * x[i], 0)).toBeGreaterThan(bound - 1e-10)
      for (const [k, entry] of active.entries()) {
        if (entry !== equalities[0]) expect(multipliers[k]).toBeGreaterThanOrEqual(0)
        expect(Math.abs(entry.normal.reduce((sum, value, i) => sum + value * x[i], 0) - entry.bound)).toBeLessThan(1e-10)
      }
    }
    expect(solved).toBeGreaterThan(30)
  })
})
