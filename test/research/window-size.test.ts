import { expect, it } from 'vitest'
import { addMonths, addSpans, isDuration, noSpan, parseWindowSize } from '../../src/research/window-size.ts'

const parse = (value: unknown) => parseWindowSize(value, { name: 'train', timeframe: '1h', least: 0 })

it.each([
  [5, { bars: 5, ms: 0, months: 0 }],
  ['90m', { bars: 0, ms: 5_400_000, months: 0 }],
  ['12h', { bars: 0, ms: 43_200_000, months: 0 }],
  ['1.5d', { bars: 0, ms: 129_600_000, months: 0 }],
  ['2w', { bars: 0, ms: 1_209_600_000, months: 0 }],
  ['6M', { bars: 0, ms: 0, months: 6 }],
  ['0.5y', { bars: 0, ms: 0, months: 6 }],
  ['0d', { bars: 0, ms: 0, months: 0 }],
])('%s', (text, span) => {
  expect(parse(text)).toEqual(span)
})

it.each(['', 'd', '-1d', '1e3d', '5q', '1M2d', 'einhundert Tage', {}, undefined])('refuses %s', value => {
  expect(() => parse(value)).toThrow(/^train is/)
})

it('months end where shorter months end', () => {
  const at = (text: string) => Date.parse(`${text}Z`)
  expect(addMonths(at('2024-01-31T05:30'), 1)).toBe(at('2024-02-29T05:30'))
  expect(addMonths(at('2023-01-31T05:30'), 1)).toBe(at('2023-02-28T05:30'))
  expect(addMonths(at('2024-03-31T00:00'), -1)).toBe(at('2024-02-29T00:00'))
  expect(addMonths(at('2024-12-15T00:00'), 13)).toBe(at('2026-01-15T00:00'))
  expect(addMonths(at('1969-12-31T23:59'), 2)).toBe(at('1970-02-28T23:59'))
  expect(addMonths(123, 0)).toBe(123)
})

it('spans add up', () => {
  expect(addSpans(parse('6M'), 2, parse(3))).toEqual({ bars: 3, ms: 0, months: 12 })
  expect(isDuration(noSpan)).toBe(false)
  expect(isDuration(parse('1M'))).toBe(true)
})
