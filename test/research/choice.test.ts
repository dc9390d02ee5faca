import { expect, it } from 'vitest'
import { noChoice, takeBetter } from '../../src/research/choice.ts'

it('takes the best, of equal ones the first, and nobody without a score', () => {
  const choice = noChoice()
  const seen = [Number.NaN, 1, 1, Number.NaN, 3, 2].map((score, candidate) => {
    takeBetter(choice, candidate, score)
    return choice.candidate
  })
  expect(seen).toEqual([-1, 1, 1, 1, 4, 4])
  expect(choice.score).toBe(3)
})
