import { describe, expect, it } from 'vitest'
import { constrainWeights } from '../../src/portfolios/constrain.ts'
import { solveWeights } from '../../src/portfolios/solve-weights.ts'
import { readLimits } from '../../src/portfolios/weight-limits.ts'
import { lcg } from '../research/lcg.ts'
import { expectClose } from './expect-close.ts'
import { expectWithin } from './expect-within.ts'
import { randomCovariance } from './random-sleeves.ts'

describe('solveWeights', () => {
  it('no other weights within the limits are better', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const uniform = lcg(seed)
      const size = 3 + (seed % 8)
      const { matrix, names } = randomCovariance(seed, size)
      const hessian = matrix.map(value => value * 1e4)
      const linear = Float64Array.from({ length: size }, () => uniform() - 0.3)
      const options = {
        minimum: seed % 2 === 0 ? -0.5 : 0,
        maximum: 0.55,
        groups: [{ name: 'front', members: [names[0], names[1]], minimum: 0.1, maximum: 0.6 }],
        ...(seed % 3 === 0 ? { leverage: 1.3 } : {}),
      }
      const limits = readLimits(options, names)
      const { weights } = solveWeights({ hessian, linear, limits })
      expectWithin(weights, limits)
      const gradient = weights.map((_, i) => weights.reduce((sum, value, j) => sum + hessian[i * size + j] * value, -linear[i]))
      for (let k = 0; k < 30; k++) {
        const other = constrainWeights(
          Array.from({ length: size }, () => uniform() - (seed % 2 === 0 ? 0.4 : 0)),
          { names, ...options },
        ).weights
        expectWithin(other, limits)
        // The objective rises in every direction that the limits leave open.
        expect(gradient.reduce((sum, slope, i) => sum + slope * (other[i] - weights[i]), 0)).toBeGreaterThan(-1e-9)
      }
    }
  })

  it('free weights need not sum to anything', () => {
    const hessian = Float64Array.of(1, 0, 0, 1)
    const limits = readLimits({ maximum: 0.3 }, ['a', 'b'])
    const solved = solveWeights({ hessian, linear: Float64Array.of(0.2, 0.9), limits, free: true })
    expectClose(solved.weights, [0.2, 0.3], 1e-12)
    expect(solved.binding).toEqual(['maximum of b (0.3)'])
  })

  it('a limit on leverage', () => {
    // Nearest to (1, -1) with the sum of the weights without signs at most 1: (0.5, -0.5).
    const hessian = Float64Array.of(1, 0, 0, 1)
    const limits = readLimits({ minimum: -5, maximum: 5, leverage: 1 }, ['a', 'b'])
    const solved = solveWeights({ hessian, linear: Float64Array.of(1, -1), limits, free: true })
    expectClose(solved.weights, [0.5, -0.5], 1e-12)
    // Nearest to (1, 0.2): a corner of the diamond, where the signs are undecided.
    expectClose(solveWeights({ hessian, linear: Float64Array.of(1.5, 0.2), limits, free: true }).weights, [1, 0], 1e-12)
  })

  it('no variance at all', () => {
    const { weights, notes } = solveWeights({ hessian: new Float64Array(4), limits: readLimits({}, ['a', 'b']) })
    expectClose(weights, [0.5, 0.5], 1e-12)
    expect(notes.join()).toContain('no inverse')
  })

  it('a matrix that is none', () => {
    const hessian = Float64Array.of(1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1)
    expect(() => solveWeights({ hessian, limits: readLimits({}, ['a', 'b', 'c']) })).toThrow('negative eigenvalue')
  })
})
