import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { trendReversal } from '../../../src/research/stress/trend-reversal.ts'

const bars = syntheticBars({ seed: 1, length: 200, drift: 10, volatility: 0.3 })
const turn = (severity: number, index: number) =>
  trendReversal.bars?.(bars, { severity, index, window: 50, random: seededRandom(1) }) ?? bars

it('at severity 1 the window behind the place undoes the one before it', () => {
  expect(turn(1, 100).close[149] / bars.close[99]).toBeCloseTo(bars.close[49] / bars.close[99], 9)
})

it('at half of it the two trends meet half way', () => {
  const own = Math.log(bars.close[149] / bars.close[99])
  const before = Math.log(bars.close[99] / bars.close[49])
  expect(Math.log(turn(0.5, 100).close[149] / bars.close[99])).toBeCloseTo(0.5 * own - 0.5 * before, 9)
})

it('at the start of the history its own trend is turned', () => {
  expect(Math.log(turn(1, 0).close[49] / bars.open[0])).toBeCloseTo(-Math.log(bars.close[49] / bars.open[0]), 9)
})
