import { expect, it } from 'vitest'
import { inverseVolatility, scaleToOne } from '../../../src/portfolios/allocation/inverse-volatility.ts'
import { toCovariance } from '../../../src/portfolios/covariance.ts'
import { expectClose } from '../expect-close.ts'

// biome-ignore format: a matrix
const covariance = toCovariance([[0.01, 0.02], [0.02, 0.16]])

it('by hand', () => {
  expectClose(inverseVolatility({ covariance }).weights, [0.8, 0.2], 1e-12)
  expectClose(inverseVolatility({ covariance }, { power: 2 }).weights, [16 / 17, 1 / 17], 1e-12)
  expectClose(inverseVolatility({ covariance }, { maximum: 0.7 }).weights, [0.7, 0.3], 1e-12)
  expectClose(scaleToOne(Float64Array.of(1, 3)), [0.25, 0.75], 1e-12)
})

it('a sleeve that does not move gets nothing', () => {
  // biome-ignore format: a matrix
  const result = inverseVolatility({ covariance: toCovariance([[0.01, 0, 0], [0, 0, 0], [0, 0, 0.01]]) })
  expectClose(result.weights, [0.5, 0, 0.5], 1e-12)
  expect(result.notes).toEqual(['Without any variance and therefore without a weight: 1.'])
})
