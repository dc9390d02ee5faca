import { expect, it } from 'vitest'
import { lossLimits } from '../../../src/risk/limits/losses.ts'
import { startOfDay } from '../../../src/risk/risk-state.ts'
import { contextOf } from './contexts.ts'

const at = Date.UTC(2025, 0, 15, 12)
const options = { at, state: startOfDay(undefined, { at, equity: 2_000 }) }

it('measures what is gone since the day began and since the best time', () => {
  const limits = lossLimits({ maxDailyLoss: 1, maxDailyLossShare: 1, maxDrawdown: 1, maxConsecutiveLosses: 1 })
  expect(limits.map(({ value }) => value(contextOf({ options })))).toEqual([1_000, 0.5, 0.5, 1])
  expect(limits.map(({ value }) => value(contextOf({ options, equity: 3_000 })))).toEqual([0, 0, 0, 1])
  expect(limits.slice(0, 3).map(({ value }) => value(contextOf({ options, equity: Number.NaN })))).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ])
})

it('counts the next loss with an order, and those that were without', () => {
  const [limit] = lossLimits({ maxConsecutiveLosses: 1 })
  expect(limit.value(contextOf({ options, order: undefined }))).toBe(0)
})

it('says what is missing', () => {
  const [daily, drawdown] = lossLimits({ maxDailyLoss: 1, maxDrawdown: 1 })
  expect(daily.missing?.(contextOf())).toBe('state')
  expect(daily.missing?.(contextOf({ options: { state: options.state } }))).toBe('at')
  expect(daily.missing?.(contextOf({ options }))).toBeUndefined()
  expect(drawdown.missing?.(contextOf({ options: undefined }))).toBe('state')
})
