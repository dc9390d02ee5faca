import { expect, it } from 'vitest'
import { listCandidates } from '../../src/research/candidates.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

it('a grid is walked like nested loops, defaults filled in', () => {
  expect(listCandidates(MaCrossover, { grid: { fast: [5, 60], slow: [50, 100] }, where: ({ fast, slow }) => fast < slow })).toEqual([
    { fast: 5, slow: 50 },
    { fast: 5, slow: 100 },
    { fast: 60, slow: 100 },
  ])
  expect(listCandidates(MaCrossover, { grid: { fast: [5, 10] } })).toEqual([
    { fast: 5, slow: 50 },
    { fast: 10, slow: 50 },
  ])
})

it('a list stays in its order; "where" sees defaults', () => {
  expect(listCandidates(MaCrossover, { candidates: [{ slow: 70 }, {}, { fast: 3 }], where: ({ fast }) => fast === 20 })).toEqual([
    { fast: 20, slow: 70 },
    { fast: 20, slow: 50 },
  ])
})

it.each([
  [{}, 'give either a grid or a list of candidates, there is none of them'],
  [{ grid: { fast: [1] }, candidates: [{}] }, 'not both'],
  [{ candidates: [] }, 'the list of candidates is empty'],
  [{ grid: {} }, 'the grid is empty; give values for at least one of: fast, slow'],
  [{ grid: { fsat: [1] } as object }, 'ma_crossover: there is no parameter "fsat"; did you mean "fast"?'],
  [{ grid: { fast: [] } }, '"fast" has no values'],
  [{ grid: { fast: 5 as unknown as number[] } }, 'write fast: [5]'],
  [{ grid: { fast: [5] }, where: () => false }, '"where" leaves none of 1'],
  [{ grid: { fast: [5, 50] } }, 'candidate {"fast":50}; leave such ones out with "where"'],
  [{ candidates: [{ fast: 0 }] }, 'fast'],
])('refuses %o', (options, message) => {
  expect(() => listCandidates(MaCrossover, options)).toThrow(message)
})
