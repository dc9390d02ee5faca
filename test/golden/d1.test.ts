import { expect, it } from 'vitest'
import { d1 } from './d1.ts'

it('agrees with the printed check values', () => {
  const bars = d1()
  expect(bars.close[0]).toBeCloseTo(101.5, 10)
  expect(bars.close[1]).toBeCloseTo(101.4473191521, 10)
  expect(bars.close[2]).toBeCloseTo(100.795734346, 9)
  expect(bars.close[399]).toBeCloseTo(114.5050823061, 10)
  expect(bars.high[0]).toBeCloseTo(101.703, 10)
  expect(bars.low[0]).toBeCloseTo(99.7, 10)
})
