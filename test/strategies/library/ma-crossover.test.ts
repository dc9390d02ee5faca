import { expect, it } from 'vitest'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { changes, d1 } from '../../golden/d1.ts'

// Peak_Trade's rule properly applied to D1 (peak-trade-research.md, A.2 "corrected reference"). It waits for the first cross;
// ours is long as soon as the averages are known, hence the leading entries that are compared from the first down-cross on.
const REFERENCE = {
  '20/50': [
    [64, 1],
    [93, 0],
    [124, 1],
    [149, 0],
    [177, 1],
    [210, 0],
    [232, 1],
    [264, 0],
    [293, 1],
    [318, 0],
    [348, 1],
    [378, 0],
  ],
  '10/30': [
    [55, 1],
    [83, 0],
    [113, 1],
    [140, 0],
    [168, 1],
    [199, 0],
    [223, 1],
    [254, 0],
    [283, 1],
    [309, 0],
    [339, 1],
    [368, 0],
    [393, 1],
  ],
}

it.each([
  [20, 50],
  [10, 30],
])('crosses of %i/%i on D1', (fast, slow) => {
  const reference = REFERENCE[`${fast}/${slow}` as keyof typeof REFERENCE]
  const got = changes(new MaCrossover({ fast, slow }).follow(d1()))
  expect(got.filter(([bar]) => bar >= reference[0][0])).toEqual(reference)
})

it('a hand-worked crossing', () => {
  const close = Float64Array.of(5, 4, 3, 4, 6, 8, 7, 3, 1)
  const history = { length: 9, time: close, open: close, high: close, low: close, close, volume: close }
  // averages of 2 and 3 from bar 2: 3.5/4, 3.5/3.67, 5/4.33, 7/6, 7.5/7, 5/6, 2/3.67
  expect([...new MaCrossover({ fast: 2, slow: 3 }).follow(history)]).toEqual([Number.NaN, Number.NaN, 0, 0, 1, 1, 1, 0, 0])
})

it('refuses fast >= slow with that sentence, and suggests names', () => {
  expect(() => new MaCrossover({ fast: 50, slow: 20 })).toThrow('ma_crossover: fast must be smaller than slow')
  expect(() => new MaCrossover({ fast: 20, slow: 20 })).toThrow('fast must be smaller than slow')
  expect(() => new MaCrossover({ fats: 2 } as never)).toThrow('ma_crossover has no parameter "fats"; did you mean "fast"?')
  expect(() => new MaCrossover({ fast: 2.5 })).toThrow(/fast is 2.5/)
})
