import { expect, it } from 'vitest'
import { badTarget } from '../../src/strategies/bad-target.ts'

it('says what is wrong with a target, and where', () => {
  expect(badTarget(Number.NaN, 7)).toMatchObject({ code: 'strategy/target', details: { bar: 7, target: Number.NaN } })
  expect(badTarget(Number.NaN, 7).message).toMatch(/target is NaN at bar 7, after it was already known/)
  expect(badTarget(1.5, 7).message).toMatch(/target is 1.5 at bar 7, but it must be from -1 \(short\) to 1 \(long\)/)
})
