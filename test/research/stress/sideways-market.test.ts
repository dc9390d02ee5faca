import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { sidewaysMarket } from '../../../src/research/stress/sideways-market.ts'

it('ends the window where it began', () => {
  const bars = syntheticBars({ seed: 1, length: 100, drift: 10 })
  const flat = (severity: number) => sidewaysMarket.bars?.(bars, { severity, index: 20, window: 50, random: seededRandom(1) }) ?? bars
  expect(flat(1).close[69]).toBeCloseTo(bars.close[19], 9)
  expect(Math.log(flat(0.5).close[69] / bars.close[19])).toBeCloseTo(0.5 * Math.log(bars.close[69] / bars.close[19]), 9)
})
