import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { singleCrashBar } from '../../../src/research/stress/single-crash-bar.ts'

const bars = syntheticBars({ seed: 1, length: 30 })
const crash = (severity: number, index: number) =>
  singleCrashBar.bars?.(bars, { severity, index, window: 1, random: seededRandom(1) }) ?? bars

it('the bar closes severity below the close before, and prices stay there', () => {
  const stressed = crash(0.2, 10)
  expect(stressed.close[10] / bars.close[9]).toBeCloseTo(0.8, 12)
  expect(stressed.open[10]).toBeCloseTo(bars.open[10], 9)
  expect(stressed.low[10]).toBe(stressed.close[10])
  expect(stressed.high[10]).toBeCloseTo(bars.high[10], 9)
  expect(stressed.close[29] / stressed.close[10]).toBeCloseTo(bars.close[29] / bars.close[10], 12)
})

it('on the first bar it falls from the open', () => {
  expect(crash(0.2, 0).close[0] / bars.open[0]).toBeCloseTo(0.8, 12)
})

it('a bar that fell further keeps its fall', () => {
  const fallen = crash(0.5, 10)
  const again = singleCrashBar.bars?.(fallen, { severity: 0.2, index: 10, window: 1, random: seededRandom(1) }) ?? bars
  expect(again.close[10] / fallen.close[10]).toBeCloseTo(1, 12)
  expect(singleCrashBar.returns?.(Float64Array.of(-0.5), { severity: 0.2, index: 0, window: 1, random: seededRandom(1) })).toEqual(
    Float64Array.of(-0.5),
  )
})
