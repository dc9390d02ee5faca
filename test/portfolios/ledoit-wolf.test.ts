import { describe, expect, it } from 'vitest'
import { factorPositive } from '../../src/portfolios/cholesky.ts'
import { ledoitWolf, oracleShrinkage } from '../../src/portfolios/ledoit-wolf.ts'
import { expectClose } from './expect-close.ts'
import { randomReturns } from './random-sleeves.ts'

describe.each([ledoitWolf, oracleShrinkage])('%o', shrunk => {
  it('has an inverse with more columns than rows', () => {
    const { matrix, size, shrinkage = Number.NaN } = shrunk(randomReturns(5, 12, 6))
    expect(factorPositive(matrix, size)).toBeDefined()
    expect(shrinkage).toBeGreaterThan(0)
    expect(shrinkage).toBeLessThanOrEqual(1)
  })

  it('keeps the trace, and scales with the square of the returns', () => {
    const returns = randomReturns(6, 4, 30)
    const small = shrunk(returns)
    const large = shrunk(returns.map(column => column.map(value => value * 1000)))
    expectClose(
      large.matrix,
      small.matrix.map(value => value * 1e6),
      1e-9,
    )
    let trace = 0
    for (const column of returns) {
      const mean = column.reduce((sum, value) => sum + value, 0) / 30
      trace += column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 30
    }
    expectClose([[0, 5, 10, 15].reduce((sum, k) => sum + small.matrix[k], 0)], [trace], 1e-9)
  })

  it('one column and flat columns', () => {
    expectClose(shrunk([[1, 3]]).matrix, [1], 1e-12)
    // biome-ignore format: columns
    expect(Array.from(shrunk([[1, 1, 1], [2, 2, 2]]).matrix)).toEqual([0, 0, 0, 0])
  })
})

it('shrinks less with more rows', () => {
  const share = (rows: number) => ledoitWolf(randomReturns(9, 5, rows)).shrinkage ?? Number.NaN
  expect(share(2000)).toBeLessThan(share(20) / 5)
})
