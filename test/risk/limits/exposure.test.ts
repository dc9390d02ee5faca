import { expect, it } from 'vitest'
import { exposureLimits } from '../../../src/risk/limits/exposure.ts'
import { contextOf } from './contexts.ts'

it('has one limit for each that is given', () => {
  expect(exposureLimits({})).toEqual([])
  expect(exposureLimits({ maxLeverage: 1, maxSymbolConcentration: 1 }).map(({ id }) => id)).toEqual([
    'max_leverage',
    'max_symbol_concentration',
  ])
})

it('allows nothing on an account that is worth nothing, and knows nothing of one that cannot be valued', () => {
  const [leverage] = exposureLimits({ maxLeverage: 3 })
  expect(leverage.value(contextOf())).toBe(0.1)
  expect(leverage.value(contextOf({ equity: 0 }))).toBe(Number.MAX_VALUE)
  expect(leverage.value(contextOf({ equity: -5 }))).toBe(Number.MAX_VALUE)
  expect(leverage.value(contextOf({ equity: -5, exposure: 0 }))).toBe(0)
  expect(leverage.value(contextOf({ equity: Number.NaN }))).toBeNaN()
})
