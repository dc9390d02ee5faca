import { expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { poison, randomHistory } from '../../src/strategies/strategy-histories.ts'

const columns = ['open', 'high', 'low', 'close', 'volume'] as const

it('poisoned bars are the same before the cut and another market after it', () => {
  const bars = syntheticBars({ seed: 3, length: 100 })
  const copy = columns.map(name => [...bars[name]])
  const poisoned = poison(bars, 40, seededRandom(1))
  for (const [k, name] of columns.entries()) {
    expect([...poisoned[name].subarray(0, 40)]).toEqual([...bars[name].subarray(0, 40)])
    for (let i = 40; i < 100; i++) expect(poisoned[name][i]).not.toBe(bars[name][i])
    expect([...bars[name]]).toEqual(copy[k])
  }
})

it('random histories are bars, and some of them stand still', () => {
  let still = 0
  for (let k = 0; k < 40; k++) {
    const { length, open, high, low, close } = randomHistory(seededRandom(k), 150, k)
    expect(length).toBe(150)
    for (let i = 0; i < length; i++) {
      expect(low[i]).toBeGreaterThan(0)
      expect(low[i]).toBeLessThanOrEqual(Math.min(open[i], close[i]))
      expect(high[i]).toBeGreaterThanOrEqual(Math.max(open[i], close[i]))
      if (i > 0 && high[i] === low[i] && close[i] === close[i - 1]) still++
    }
  }
  expect(still).toBeGreaterThan(100)
})

it('the same seed gives the same history', () => {
  expect(randomHistory(seededRandom(5), 50, 2)).toEqual(randomHistory(seededRandom(5), 50, 2))
})
