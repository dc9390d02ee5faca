import { describe, expect, it } from 'vitest'
import { pearson } from '../../src/indicators/pearson.ts'

describe('pearson', () => {
  it('is products over the roots of squares', () => {
    expect(pearson(4, 9, 3)).toBe(0.5)
    expect(pearson(4, 9, -6)).toBe(-1)
  })

  it('stays within -1 and 1, and is NaN where one side is flat', () => {
    expect(pearson(1, 1, 1.0000000001)).toBe(1)
    expect(pearson(1, 1, -1.0000000001)).toBe(-1)
    expect(pearson(0, 1, 0)).toBeNaN()
    expect(pearson(1, 0, 1)).toBeNaN()
  })
})
