import { expect, it } from 'vitest'
import { freeCashLimits } from '../../../src/risk/limits/free-cash.ts'
import { contextOf } from './contexts.ts'

it('is a minimum', () => {
  expect(freeCashLimits({})).toEqual([])
  const [limit] = freeCashLimits({ minFreeCash: { equity: 0.5 } })
  expect([limit.minimum, limit.value(contextOf()), limit.bound(contextOf())]).toEqual([true, 900, 500])
})
