import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { missingData } from '../../../src/research/stress/missing-data.ts'

const bars = syntheticBars({ seed: 1, length: 20_000 })
const shock = (severity: number, window: number, seed = 1) => ({ severity, window, index: 0, random: seededRandom(seed) })

it.each([
  [0.1, 1],
  [0.1, 10],
  [0.4, 5],
  [0.8, 20],
])('loses about %d of the bars, in outages of %d bars on average', (severity, window) => {
  const left = missingData.bars?.(bars, shock(severity, window)) ?? bars
  expect(1 - left.length / bars.length).toBeGreaterThan(0.85 * severity)
  expect(1 - left.length / bars.length).toBeLessThan(1.15 * severity)
  const hour = bars.time[1] - bars.time[0]
  let holes = 0
  for (let i = 1; i < left.length; i++) if (left.time[i] - left.time[i - 1] > hour) holes++
  // Outages that touch count as one hole, so holes are a little longer than outages.
  expect((bars.length - left.length) / holes).toBeGreaterThan(0.85 * window)
  expect((bars.length - left.length) / holes / window).toBeLessThan(1.3 / (1 - severity))
})

it('keeps the first and the last bar and every price as it was', () => {
  const left = missingData.bars?.(bars, shock(0.9, 50)) ?? bars
  expect(left.time[0]).toBe(bars.time[0])
  expect(left.time[left.length - 1]).toBe(bars.time[bars.length - 1])
  for (let k = 0; k < left.length; k++) expect(left.close[k]).toBe(bars.close[(left.time[k] - bars.time[0]) / 3_600_000])
})

it('the same seed loses the same bars, another seed others', () => {
  expect(missingData.bars?.(bars, shock(0.2, 5))?.time).toEqual(missingData.bars?.(bars, shock(0.2, 5))?.time)
  expect(missingData.bars?.(bars, shock(0.2, 5))?.time).not.toEqual(missingData.bars?.(bars, shock(0.2, 5, 2))?.time)
})

it('returns keep their product', () => {
  const returns = Float64Array.from({ length: 500 }, (_, i) => 0.01 * Math.sin(i))
  const left = missingData.returns?.(returns, shock(0.3, 4)) ?? returns
  const product = (values: Float64Array) => values.reduce((growth, r) => growth * (1 + r), 1)
  expect(left.length).toBeLessThan(450)
  expect(product(left)).toBeCloseTo(product(returns), 10)
})

it('of one bar or two nothing can be lost', () => {
  for (const length of [0, 1, 2]) {
    const few = syntheticBars({ seed: 1, length })
    expect(missingData.bars?.(few, shock(0.99, 5))).toBe(few)
  }
})
