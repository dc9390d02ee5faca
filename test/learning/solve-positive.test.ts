import fc from 'fast-check'
import { expect, it } from 'vitest'
import { solvePositive } from '../../src/learning/solve-positive.ts'

it('solves a system done by hand', () => {
  // 4x + 2y = 10, 2x + 3y = 11
  const [x, y] = solvePositive(Float64Array.of(4, 0, 2, 3), Float64Array.of(10, 11))
  expect(x).toBeCloseTo(1, 12)
  expect(y).toBeCloseTo(3, 12)
})

it('gives back the vector from which the right side was made', () => {
  const cell = fc.double({ min: -3, max: 3, noNaN: true })
  fc.assert(
    fc.property(fc.array(cell, { minLength: 9, maxLength: 9 }), fc.array(cell, { minLength: 3, maxLength: 3 }), (root, x) => {
      const matrix = new Float64Array(9)
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++) {
          matrix[3 * i + j] = i === j ? 1 : 0
          for (let k = 0; k < 3; k++) matrix[3 * i + j] += root[3 * i + k] * root[3 * j + k]
        }
      const right = Float64Array.from([0, 1, 2], i => matrix[3 * i] * x[0] + matrix[3 * i + 1] * x[1] + matrix[3 * i + 2] * x[2])
      const solved = solvePositive(matrix, right)
      for (let i = 0; i < 3; i++) expect(solved[i]).toBeCloseTo(x[i], 9)
    }),
  )
})

it('makes no step in a direction without curvature', () => {
  const [x, y] = solvePositive(Float64Array.of(2, 0, 0, 0), Float64Array.of(4, 4))
  expect(x).toBeCloseTo(2, 14)
  expect(Math.abs(y)).toBeLessThan(1e-100)
})
