import { expect, it } from 'vitest'
import { amountOf } from '../../../src/risk/limits/amount-of.ts'
import { contextOf } from './contexts.ts'

it('is money, or a share of an equity that is not negative', () => {
  expect(amountOf(50)(contextOf())).toBe(50)
  expect(amountOf({ equity: 0.25 })(contextOf())).toBe(250)
  expect(amountOf({ equity: 0.25 })(contextOf({ equity: -10 }))).toBe(0)
  expect(amountOf({ equity: 0.25 })(contextOf({ equity: Number.NaN }))).toBeNaN()
})
