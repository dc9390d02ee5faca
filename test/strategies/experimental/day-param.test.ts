import { expect, it } from 'vitest'
import { ArmstrongCycle } from '../../../src/strategies/experimental/armstrong-cycle.ts'
import { startOfDay } from '../../../src/strategies/experimental/day-param.ts'

it('a day begins at midnight UTC', () => {
  expect(startOfDay('2015-10-01')).toBe(Date.UTC(2015, 9, 1))
  expect(startOfDay('2024-02-29')).toBe(Date.UTC(2024, 1, 29))
})

it.each(['2015-13-01', '2023-02-29', '1.10.2015', '', 5])('%j is no day', reference => {
  expect(() => new ArmstrongCycle({ reference: reference as string })).toThrow('must be a day such as "2015-10-01"')
})
