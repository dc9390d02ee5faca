import { describe, expect, it } from 'vitest'
import { swingLevels } from '../../src/indicators/swing-levels.ts'

describe('swingLevels', () => {
  it('hold the last confirmed swing, worked by hand', () => {
    const price = Float64Array.of(3, 2, 5, 4, 3, 6, 7)
    const { high, low } = swingLevels({ high: price, low: price }, { strength: 1 })
    expect([...high]).toEqual([Number.NaN, Number.NaN, 5, 5, 5, 5, 5])
    expect([...low]).toEqual([Number.NaN, Number.NaN, 2, 2, 2, 3, 3])
  })

  it('are the extremes so far before the first swing', () => {
    const rise = Float64Array.of(1, 2, 3, 4, 5)
    const { high, low } = swingLevels({ high: rise, low: rise }, { strength: 2 })
    expect([high[4], low[4]]).toEqual([5, 1])
  })

  it('go down when a later swing is lower', () => {
    const price = Float64Array.of(1, 9, 1, 5, 1)
    expect([...swingLevels({ high: price, low: price }, { strength: 1 }).high]).toEqual([Number.NaN, Number.NaN, 9, 9, 5])
  })
})
