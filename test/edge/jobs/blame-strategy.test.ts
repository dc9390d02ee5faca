import { expect, it } from 'vitest'
import { DataError } from '../../../src/base/errors.ts'
import { blameStrategy } from '../../../src/edge/jobs/blame-strategy.ts'

const thrower = (error: unknown) => () => {
  throw error
}

it('gives what comes out, and says which parameters ended in an error of the strategy', () => {
  expect(blameStrategy({}, () => 7)).toBe(7)
  const ours = new DataError('market/x', 'ours')
  expect(() => blameStrategy({ n: 1 }, thrower(ours))).toThrow(ours)
  const wrapped = expect.objectContaining({ code: 'strategy/threw', message: 'the strategy threw RangeError: no (combination {"n":1})' })
  expect(() => blameStrategy({ n: 1 }, thrower(new RangeError('no')))).toThrow(wrapped)
})
