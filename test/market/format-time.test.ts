import { expect, it } from 'vitest'
import { formatTime } from '../../src/market/format-time.ts'

it.each([
  [Date.UTC(2024, 0, 2), '2024-01-02'],
  [Date.UTC(2024, 0, 2, 14, 30), '2024-01-02 14:30'],
  [Date.UTC(2024, 0, 2, 14, 30, 5), '2024-01-02 14:30:05'],
  [Date.UTC(2024, 0, 2, 14, 30, 5, 7), '2024-01-02 14:30:05.007'],
  [-1, '1969-12-31 23:59:59.999'],
  [Number.NaN, '–'],
  [Number.NEGATIVE_INFINITY, '–'],
  [9e15, '–'],
])('formats %d', (time, text) => {
  expect(formatTime(time)).toBe(text)
})
