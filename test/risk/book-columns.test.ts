import { expect, it } from 'vitest'
import { BookColumns } from '../../src/risk/book-columns.ts'
import { emptyHolding } from '../../src/risk/holding.ts'

const holding = (quantity: number, price = 10) => ({ ...emptyHolding(), quantity, price, rate: 1, volatility: 0.5 })

it('sums all places but one, and grows', () => {
  const columns = new BookColumns()
  for (let k = 0; k < 40; k++) columns.set(k, holding(k % 2 === 0 ? 1 : -1))
  expect(columns.sum(100, -1)).toEqual({ equity: 100, exposure: 400, positions: 40, freeCash: -100, risk: 200, squaredRisk: 1_000 })
  expect(columns.sum(100, 0)).toEqual({ equity: 90, exposure: 390, positions: 39, freeCash: -100, risk: 195, squaredRisk: 975 })
})

it('leaves no rounding behind', () => {
  const columns = new BookColumns()
  columns.set(0, holding(0.1, 3))
  for (let k = 0; k < 1_000; k++) columns.set(1, holding(k / 7, k * 1e9 + 0.1))
  columns.set(1, holding(0))
  expect(columns.sum(0, -1).equity).toBe(0.1 * 3)
})

it('finds the first place that cannot be valued', () => {
  const columns = new BookColumns()
  columns.set(0, holding(0, Number.NaN))
  expect(columns.firstUnknown()).toBe(-1)
  columns.set(1, holding(1, Number.NaN))
  expect(columns.firstUnknown()).toBe(1)
})
