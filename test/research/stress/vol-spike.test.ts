import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { standardDeviation } from '../../../src/metrics/moments.ts'
import { volSpike } from '../../../src/research/stress/vol-spike.ts'

const bars = syntheticBars({ seed: 1, length: 60, drift: 20 })
const logs = (column: ArrayLike<number>) => Array.from({ length: 21 }, (_, k) => Math.log(column[20 + k] / column[19 + k]))

it('multiplies the volatility of the window and keeps its trend', () => {
  const stressed = volSpike.bars?.(bars, { severity: 1.5, index: 30, window: 20, random: seededRandom(1) }) ?? bars
  expect(standardDeviation(logs(stressed.close)) / standardDeviation(logs(bars.close))).toBeCloseTo(2.5, 9)
  expect(stressed.close[40]).toBeCloseTo(bars.close[40], 9)
  expect(stressed.close[59]).toBeCloseTo(bars.close[59], 9)
  // Ranges grow too: 20 to 40 is the window.
  for (let i = 20; i <= 40; i++)
    expect(Math.log(stressed.high[i] / stressed.low[i])).toBeGreaterThan(2 * Math.log(bars.high[i] / bars.low[i]))
})
