import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decimalText } from '../../src/execution/decimal-text.ts'

it.each([
  [0.00001, '0.00001'],
  [1e-8, '0.00000001'],
  [123456789.12345678, '123456789.12345678'],
  [1e21, '1000000000000000000000'],
  [-0.5, '-0.5'],
  [0, '0'],
  [5e-324, `0.${'0'.repeat(323)}5`],
])('writes %d as %s', (value, text) => {
  expect(decimalText(value)).toBe(text)
})

it('has no exponent and is the same number when it is read', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
      const text = decimalText(value)
      expect(text).toMatch(/^-?\d+(\.\d+)?$/)
      expect(Number(text) === value).toBe(true)
    }),
  )
})

it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d', value => {
  expect(() => decimalText(value)).toThrow(
    expect.objectContaining({ code: 'order/number', message: expect.stringContaining(String(value)) }),
  )
})
