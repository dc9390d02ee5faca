import { describe, expect, it } from 'vitest'
import { fitLine } from '../../src/indicators/line-fit.ts'

describe('fitLine', () => {
  const lineOf = (values: number[], start = 0, period = values.length) => {
    const line = { end: Number.NaN, slope: Number.NaN, error: Number.NaN }
    fitLine(Float64Array.from(values), { start, period }, line)
    return line
  }

  it('is worked by hand', () => {
    const { end, slope, error } = lineOf([1, 3, 2])
    expect(end).toBeCloseTo(2.5, 14)
    expect(slope).toBeCloseTo(0.5, 14)
    expect(error).toBeCloseTo(Math.sqrt(1.5), 14)
  })

  it('looks at its window only', () => {
    expect(lineOf([99, 1, 3, 2, -50], 1, 3)).toEqual(lineOf([1, 3, 2]))
  })

  it('has no error on a line, and none to speak of far from 0', () => {
    expect(lineOf([7, 9, 11, 13])).toEqual({ end: 13, slope: 2, error: 0 })
    expect(lineOf([1e12 + 1, 1e12 + 3, 1e12 + 2]).error).toBeCloseTo(Math.sqrt(1.5), 12)
  })
})
