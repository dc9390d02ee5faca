import { describe, expect, it } from 'vitest'
import { type Column, emptyColumn, firstKnown } from '../../src/base/column.ts'

describe('emptyColumn', () => {
  it('is all NaN', () => {
    expect([...emptyColumn(3)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(emptyColumn(0).length).toBe(0)
  })

  it('can be filled and read as a column', () => {
    const values = emptyColumn(2)
    values[1] = 7
    const column: Column = values
    expect(column.at(-1)).toBe(7)
    expect([...column.subarray(1)]).toEqual([7])
  })
})

describe('firstKnown', () => {
  it('finds the first value behind the warm-up', () => {
    expect(firstKnown(Float64Array.of(Number.NaN, Number.NaN, 3, Number.NaN))).toBe(2)
    expect(firstKnown(Float64Array.of(0, 1))).toBe(0)
  })

  it('counts zero and infinities as known', () => {
    expect(firstKnown(Float64Array.of(Number.NaN, -0))).toBe(1)
    expect(firstKnown(Float64Array.of(Number.NEGATIVE_INFINITY))).toBe(0)
  })

  it('gives the length where nothing is known', () => {
    expect(firstKnown(emptyColumn(4))).toBe(4)
    expect(firstKnown(new Float64Array(0))).toBe(0)
  })
})
