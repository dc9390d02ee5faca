import { describe, expect, it } from 'vitest'
import { emaKeep } from '../../src/indicators/exponential-average.ts'
import { exponentialChain, seedChain } from '../../src/indicators/exponential-chain.ts'

const nan = Number.NaN

describe('exponentialChain', () => {
  it('averages averages, each from its own first values', () => {
    const chain = exponentialChain({ period: 2, keep: emaKeep(2), stages: 3 })
    const rows = [1, 3, 5, 7].map(value => [...chain(value)])
    expect(rows).toEqual([
      [nan, nan, nan],
      [2, nan, nan],
      [4, 3, nan],
      [6, 5, 4],
    ])
  })

  it('is the input itself for period 1', () => {
    expect([...exponentialChain({ period: 1, keep: 0, stages: 2 })(7)]).toEqual([7, 7])
  })

  it('gives the averages of the first bar that has all', () => {
    const values = Float64Array.of(1, 3, 5, 7, 100)
    expect([...seedChain(values, { period: 2, keep: emaKeep(2), stages: 3 })]).toEqual([6, 5, 4])
    expect([...seedChain(values.subarray(0, 0), { period: 2, keep: emaKeep(2), stages: 2 })]).toEqual([nan, nan])
    expect(seedChain(values.subarray(0, 2), { period: 2, keep: emaKeep(2), stages: 2 })[1]).toBeNaN()
  })
})
