import { expect, it } from 'vitest'
import { betSize } from '../../src/learning/bet-size.ts'

// peak-trade-research.md, 4.4: linear p * max, kelly clip(2p - 1, 0, max).
it.each([
  [0.6, undefined, undefined, 0.6],
  [0.6, 'linear', 0.5, 0.3],
  [0.75, 'kelly', undefined, 0.5],
  [0.5, 'kelly', undefined, 0],
  [0.3, 'kelly', undefined, 0],
  [1, 'kelly', 0.4, 0.4],
] as const)('a chance of %d, %s, at most %s, is a size of %d', (chance, method, max, size) => {
  const options = { ...(method === undefined ? {} : { method }), ...(max === undefined ? {} : { max }) }
  expect(betSize(chance, options)).toBeCloseTo(size, 15)
})

it('an unknown chance has no size', () => {
  expect(betSize(Number.NaN)).toBeNaN()
  expect(betSize(Number.NaN, { method: 'kelly' })).toBeNaN()
})
