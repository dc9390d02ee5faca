import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOf, fixed, formatValue, signedPercent } from '../../src/reports/format.ts'

describe('formatValue', () => {
  it.each([
    [0.1234567, 'percent', '12.35%'],
    [-0.01, 'percent', '−1.00%'],
    [12.3456, 'percent', '1,234.56%'],
    [1.005, 'ratio', '1.00'],
    [-2.5, 'ratio', '−2.50'],
    [1234567.891, 'money', '1,234,567.89'],
    [-999.999, 'money', '−1,000.00'],
    [123, 'money', '123.00'],
    [1260, 'integer', '1,260'],
    [67123.4, 'price', '67,123.40'],
    [1.23456, 'price', '1.2346'],
    [0.000012345678, 'price', '0.000012346'],
    [0, 'price', '0.00'],
    [0.1, 'quantity', '0.1'],
    [80, 'quantity', '80'],
    [0.00123456789, 'quantity', '0.00123457'],
    [100, 'quantity', '100'],
    [Date.UTC(2024, 1, 29, 23, 59, 59, 999), 'date', '2024-02-29'],
    [Date.UTC(2024, 1, 29, 3, 4), 'time', '2024-02-29 03:04'],
    [-1, 'time', '1969-12-31 23:59'],
    [-3, 'text', '−3'],
  ] as const)('prints %d as %s: %s', (value, format, text) => {
    expect(formatValue(value, format)).toBe(text)
  })

  it.each(['percent', 'ratio', 'money', 'price', 'quantity', 'integer', 'date', 'time', 'text'] as const)(
    'prints a dash for what is unknown: %s',
    format => {
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) expect(formatValue(value, format)).toBe('–')
    },
  )

  it('prints a dash for times that no calendar holds', () => {
    expect(formatValue(1e18, 'date')).toBe('–')
  })

  it('never prints a negative zero', () => {
    expect(formatValue(-0, 'money')).toBe('0.00')
    expect(formatValue(-0.000001, 'percent')).toBe('0.00%')
  })

  it('gives texts back unchanged', () => {
    expect(formatValue('a-b <c>', 'percent')).toBe('a-b <c>')
  })

  it('keeps huge numbers short', () => {
    expect(formatValue(-1.5e300, 'money')).toBe('−1.50e300')
  })

  it('reads back as the rounded number', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), value => {
        const text = fixed(value, 2)
        expect(text).toMatch(/^−?\d{1,3}(,\d{3})*\.\d\d$/)
        expect(Math.abs(Number(text.replaceAll(',', '').replace('−', '-')) - value)).toBeLessThanOrEqual(0.0051)
      }),
    )
  })
})

describe('signedPercent', () => {
  it('shows both signs, and none for zero', () => {
    expect([0.012, -0.012, 0.00001, 0].map(value => signedPercent(value, 1))).toEqual(['+1.2', '−1.2', '0.0', '0.0'])
  })
})

describe('countOf', () => {
  it('knows the plural', () => {
    expect([0, 1, 2, 1234].map(count => countOf(count, 'trade'))).toEqual(['0 trades', '1 trade', '2 trades', '1,234 trades'])
  })
})
