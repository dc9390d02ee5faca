import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { drawdownExtension } from '../../../src/research/stress/drawdown-extension.ts'
import { stressReturns } from '../../../src/research/stress/stress-returns.ts'

const shock = { severity: 0.5, index: 0, window: 1, random: seededRandom(1) }

/** Bars that open where the bar before closed and have no wicks. */
function barsOf(...closes: number[]): Bars {
  const close = Float64Array.from(closes)
  const open = Float64Array.from(closes, (_, i) => closes[Math.max(0, i - 1)])
  return {
    ...syntheticBars({ seed: 1, length: closes.length }),
    open,
    close,
    high: open.slice().map((o, i) => Math.max(o, close[i])),
    low: open.slice().map((o, i) => Math.min(o, close[i])),
  }
}

it('losing bars of the longest drawdown lose more, in logarithms', () => {
  // 98 and 97 are a run of two below 100, 105 to 107 a run of three below 110.
  const bars = barsOf(100, 98, 97, 101, 110, 105, 106, 107, 111, 105)
  const { close, open } = drawdownExtension.bars?.(bars, shock) ?? bars
  const factor = (105 / 110) ** 1.5
  const expected = [100, 98, 97, 101, 110, 110 * factor, (106 * 110 * factor) / 105, (107 * 110 * factor) / 105]
  for (const [i, value] of expected.entries()) expect(close[i]).toBeCloseTo(value, 9)
  expect(close[9] / close[8]).toBeCloseTo(105 / 111, 12)
  expect(open[6]).toBeCloseTo(close[5], 9)
})

it('counts from the starting level: a history that only falls is one drawdown', () => {
  const stressed = stressReturns(Float64Array.of(-0.02, -0.02, -0.02), { scenario: drawdownExtension, severity: 0.5 })
  for (const r of stressed) expect(r).toBeCloseTo(-0.03, 15)
})

it('the first of equally long ones; an open one at the end counts', () => {
  const ties = Float64Array.of(-0.05, 0.1, -0.05, 0.1)
  expect(Array.from(stressReturns(ties, { scenario: drawdownExtension, severity: 1 }))).toEqual([-0.1, 0.1, -0.05, 0.1])
  const open = Float64Array.of(-0.05, 0.1, -0.05, -0.05)
  expect(Array.from(stressReturns(open, { scenario: drawdownExtension, severity: 1 }))).toEqual([-0.05, 0.1, -0.1, -0.1])
})

it('without a drawdown it takes the losing bars of the window', () => {
  const calm = Float64Array.of(0.01, -0.005, 0.01, -0.005, 0.01)
  expect(Array.from(stressReturns(calm, { scenario: drawdownExtension, severity: 1, window: 1, position: 3 }))).toEqual([
    0.01, -0.005, 0.01, -0.01, 0.01,
  ])
})
