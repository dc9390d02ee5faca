import { expect, it } from 'vitest'
import { orderRecords } from '../../src/reports/order-records.ts'
import { fixtureResult, waveBars } from './fixture.ts'
import { bracketRun } from './order-scene.ts'

it('finds the orders of a result that has any', () => {
  const result = bracketRun()
  expect(orderRecords(result)).toBe(result.orders)
  expect(orderRecords(fixtureResult({ bars: waveBars(3) }))).toBeUndefined()
})
