import { describe, expect, it } from 'vitest'
import { countRows } from '../../src/learning/labeled-sample.ts'

const sample = { width: 2, features: Float64Array.of(1, 2, 3, 4), labels: Uint8Array.of(0, 1) }

describe('countRows', () => {
  it('counts the rows of a sample that fits together', () => {
    expect(countRows(sample)).toBe(2)
    expect(countRows({ ...sample, weights: Float64Array.of(0, 2) })).toBe(2)
  })

  it.each([
    [{ ...sample, labels: Uint8Array.of() }, 'has 0 rows'],
    [{ ...sample, width: 0 }, 'rows of 0 features'],
    [{ ...sample, width: 3 }, '4 feature values, 2 rows of 3 need 6'],
    [{ ...sample, features: Float64Array.of(1, 2, Number.NaN, 4) }, 'NaN as feature 0 of row 1'],
    [{ ...sample, features: Float64Array.of(1, 2, 3, Number.POSITIVE_INFINITY) }, 'Infinity as feature 1 of row 1'],
    [{ ...sample, labels: Uint8Array.of(0, 2) }, 'the label 2 in row 1'],
    [{ ...sample, weights: Float64Array.of(1) }, '1 weights for 2 rows'],
    [{ ...sample, weights: Float64Array.of(1, -1) }, 'the weight -1 in row 1'],
    [{ ...sample, weights: Float64Array.of(1, Number.NaN) }, 'the weight NaN in row 1'],
    [{ ...sample, weights: Float64Array.of(0, 0) }, 'weights that are all 0'],
  ])('refuses what does not: %#', (wrong, message) => {
    expect(() => countRows(wrong)).toThrow(message)
  })
})
