import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { flashCrash } from '../../../src/research/stress/flash-crash.ts'

const bars = syntheticBars({ seed: 1, length: 100 })
const stressed = flashCrash.bars?.(bars, { severity: 0.5, index: 20, window: 50, random: seededRandom(1) }) ?? bars
const level = (i: number) => stressed.close[i] / bars.close[i]

it('falls by the severity in ten of fifty bars and wins 60 % of it back in forty', () => {
  expect(level(19)).toBe(1)
  expect(level(24)).toBeCloseTo(Math.sqrt(0.5), 9)
  expect(level(29)).toBeCloseTo(0.5, 9)
  expect(level(69)).toBeCloseTo(0.8, 9)
  expect(level(99)).toBeCloseTo(0.8, 9)
})

it('is cut by the end of the history', () => {
  const late = flashCrash.bars?.(bars, { severity: 0.5, index: 95, window: 50, random: seededRandom(1) }) ?? bars
  expect(late.close[99] / bars.close[99]).toBeCloseTo(Math.sqrt(0.5), 9)
})

it('a window of one bar is a fall', () => {
  const shock = { severity: 0.5, index: 1, window: 1, random: seededRandom(1) }
  expect(flashCrash.returns?.(Float64Array.of(0.1, 0, 0.1), shock)?.[1]).toBeCloseTo(-0.5, 12)
})
