import { expect, it } from 'vitest'
import { priceLimits } from '../../../src/risk/limits/price.ts'
import { contextOf } from './contexts.ts'

const [collar, age] = priceLimits({ priceCollar: 0.1, maxPriceAgeMs: 100 })

it('measures the distance to both sides', () => {
  const at = (price: number) => collar.value(contextOf({ order: { id: '1', symbol: 'BTC', side: 'sell', quantity: 1, price } }))
  expect([at(90), at(100), at(110)]).toEqual([0.1, 0, 0.1])
  expect(collar.value(contextOf({ options: { references: { BTC: 80 } } }))).toBe(0.25)
  expect(collar.value(contextOf({ options: { references: { BTC: Number.NaN } } }))).toBeNaN()
})

it('finds a price from the future as old as one from the past', () => {
  const of = (time: number) => age.value(contextOf({ options: { at: 1_000, priceTimes: { BTC: time } } }))
  expect([of(900), of(1_000), of(1_100), of(Number.NaN)]).toEqual([100, 0, 100, Number.NaN])
  expect(age.value(contextOf({ options: { at: 1_000, priceTimes: {} } }))).toBeNaN()
})
