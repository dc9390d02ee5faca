import { describe, expect, it } from 'vitest'
import { ewmaCovariance, sampleCovariance, toCovariance } from '../../src/portfolios/covariance.ts'
import { expectClose } from './expect-close.ts'
import { randomReturns } from './random-sleeves.ts'

describe('sampleCovariance', () => {
  it('by hand', () => {
    const result = sampleCovariance([Float64Array.of(0.01, 0.03, -0.01), Float64Array.of(0, 0.02, 0.04)], { names: ['a', 'b'] })
    // Deviations 0, 0.02, -0.02 and -0.02, 0, 0.02.
    expectClose(result.matrix, [0.0004, -0.0002, -0.0002, 0.0004], 1e-12)
    expect(result).toMatchObject({ names: ['a', 'b'], size: 2, method: 'sample', observations: 3 })
  })

  it('rows with a gap do not count', () => {
    const gaps = sampleCovariance([
      [Number.NaN, 1, 2, 3, 7],
      [5, 2, 4, 6, Number.NaN],
    ])
    expect(Array.from(gaps.matrix)).toEqual([1, 2, 2, 4])
    expect(gaps.observations).toBe(3)
  })

  it('more columns than rows make a matrix without an inverse, not NaN', () => {
    const { matrix } = sampleCovariance(randomReturns(1, 10, 4))
    expect(matrix.every(Number.isFinite)).toBe(true)
  })
})

describe('ewmaCovariance', () => {
  it('by the recursion of RiskMetrics', () => {
    const returns = randomReturns(3, 2, 400)
    const decay = 0.9
    let variance = 0
    let mixed = 0
    for (let t = 0; t < 400; t++) {
      variance = decay * variance + (1 - decay) * returns[0][t] ** 2
      mixed = decay * mixed + (1 - decay) * returns[0][t] * returns[1][t]
    }
    const { matrix } = ewmaCovariance(returns, { decay })
    expectClose([matrix[0], matrix[1]], [variance, mixed], 1e-9)
  })

  it('pandas: pd.DataFrame({"a": [1., 2., 4.], "b": [0., 3., 1.]}).ewm(alpha=0.5).cov(bias=True), weights 1, 2, 4 over 7', () => {
    const { matrix } = ewmaCovariance(
      [
        [1, 2, 4],
        [0, 3, 1],
      ],
      { decay: 0.5, center: true },
    )
    // Means 3 and 10 / 7; second moments (1 + 8 + 64) / 7, (0 + 12 + 16) / 7, (0 + 18 + 4) ... by hand.
    expectClose(matrix, [73 / 7 - 9, 28 / 7 - 30 / 7, 28 / 7 - 30 / 7, 22 / 7 - (10 / 7) ** 2], 1e-12)
  })

  it('checks its decay', () => {
    for (const decay of [0, 1, -1, Number.NaN]) expect(() => ewmaCovariance([[1, 2]], { decay })).toThrow('decay is')
  })
})

describe('toCovariance', () => {
  it('refuses what is not a covariance', () => {
    expect(() => toCovariance([])).toThrow('no rows')
    expect(() => toCovariance([[1, 0], [0]])).toThrow('row 1 has 1 numbers')
    expect(() => toCovariance([[-1]])).toThrow('below 0')
    expect(() => toCovariance([[Number.NaN]])).toThrow('is NaN')
    // biome-ignore format: matrices
    expect(() => toCovariance([[1, 0.1], [0.2, 1]])).toThrow('not symmetric')
    // biome-ignore format: matrices
    expect(() => toCovariance([[1, 2], [2, 1]])).toThrow('beyond 1')
    expect(() => toCovariance([[1]], { names: ['a', 'b'] })).toThrow('2 names for 1 sleeves')
    // biome-ignore format: matrices
    expect(() => toCovariance([[1, 0], [0, 1]], { names: ['ä', 'ä'] })).toThrow('"ä" is used twice')
  })
})
