import { describe, expect, it } from 'vitest'
import { combinationAt, expandGrid } from '../../src/research/grid.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const rows = (grid: object, where?: (params: { fast: number; slow: number }) => boolean) => {
  const combinations = expandGrid(MaCrossover, grid, { where })
  return Array.from({ length: combinations.length }, (_, k) => combinationAt(combinations, k))
}

describe('expandGrid', () => {
  it('runs like nested loops, the last parameter fastest', () => {
    expect(rows({ slow: [30, 40], fast: [1, 2, 3] })).toEqual([
      { slow: 30, fast: 1 },
      { slow: 30, fast: 2 },
      { slow: 30, fast: 3 },
      { slow: 40, fast: 1 },
      { slow: 40, fast: 2 },
      { slow: 40, fast: 3 },
    ])
  })

  it('leaves out what "where" does not want, and parameters without values', () => {
    expect(rows({ fast: [10, 20], slow: [15, 25] }, ({ fast, slow }) => fast < slow)).toEqual([
      { fast: 10, slow: 15 },
      { fast: 10, slow: 25 },
      { fast: 20, slow: 25 },
    ])
    expect(rows({ fast: [10], slow: undefined })).toEqual([{ fast: 10 }])
    // The default of slow is 50.
    expect(rows({ fast: [10, 49, 50] }, ({ fast, slow }) => fast < slow)).toEqual([{ fast: 10 }, { fast: 49 }])
  })

  it('says what is wrong with a grid', () => {
    expect(() => rows({})).toThrow('the grid is empty; give values for at least one of: fast, slow')
    expect(() => rows({ fats: [1] })).toThrow('there is no parameter "fats"; did you mean "fast"?')
    expect(() => rows({ fast: [] })).toThrow('"fast" has no values')
    expect(() => rows({ fast: 5 })).toThrow('write fast: [5]')
    expect(() => rows({ fast: [1, 2] }, () => false)).toThrow('leaves none of 2 combinations')
  })
})
