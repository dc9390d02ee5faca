import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthlyReturns } from '../../src/reports/monthly-returns.ts'

const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date)

describe('monthlyReturns', () => {
  it('agrees with a calculation by hand', () => {
    const time = Float64Array.of(
      day(2023, 11, 29),
      day(2023, 11, 30),
      day(2023, 12, 1),
      day(2023, 12, 31),
      day(2024, 1, 1),
      day(2024, 3, 15),
    )
    const equity = Float64Array.of(101, 110, 120, 99, 108.9, 54.45)
    const years = monthlyReturns({ time, equity, start: 100 })
    expect(years.map(({ year }) => year)).toEqual([2023, 2024])
    const [first, second] = years
    expect(first.months.slice(0, 10).every(Number.isNaN)).toBe(true)
    expect(first.months[10]).toBeCloseTo(0.1, 12)
    expect(first.months[11]).toBeCloseTo(-0.1, 12)
    expect(first.total).toBeCloseTo(-0.01, 12)
    expect(second.months[0]).toBeCloseTo(0.1, 12)
    expect(second.months[1]).toBeNaN()
    expect(second.months[2]).toBeCloseTo(-0.5, 12)
    expect(second.total).toBeCloseTo(-0.45, 12)
  })

  it('gives nothing for nothing, and one month for one bar', () => {
    expect(monthlyReturns({ time: new Float64Array(0), equity: new Float64Array(0), start: 100 })).toEqual([])
    const [only] = monthlyReturns({ time: Float64Array.of(day(2020, 2, 29)), equity: Float64Array.of(90), start: 100 })
    expect(only.months[1]).toBeCloseTo(-0.1, 12)
    expect(only.total).toBeCloseTo(-0.1, 12)
  })

  it('knows no growth from debt', () => {
    const [year] = monthlyReturns({ time: Float64Array.of(day(2020, 1, 1), day(2020, 2, 1)), equity: Float64Array.of(-5, 10), start: 100 })
    expect(year.months[0]).toBeCloseTo(-1.05, 12)
    expect(year.months[1]).toBeNaN()
  })

  it('compounds the months of a year to its total, and all years to the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 900 }), values => {
        const time = Float64Array.from(values, (_, i) => day(2019, 12, 20) + i * 86_400_000 * 1.7)
        const years = monthlyReturns({ time, equity: Float64Array.from(values), start: 500 })
        let whole = 1
        for (const { months, total } of years) {
          const product = months.filter(value => !Number.isNaN(value)).reduce((all, value) => all * (1 + value), 1)
          expect(product).toBeCloseTo(1 + total, 8)
          whole *= 1 + total
        }
        expect(whole * 500).toBeCloseTo(values[values.length - 1], 6)
      }),
    )
  })
})
