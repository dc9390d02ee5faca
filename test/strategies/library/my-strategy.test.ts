import { expect, it } from 'vitest'
import { MyStrategy } from '../../../src/strategies/library/my-strategy.ts'
import { d1 } from '../../golden/d1.ts'

it('is in between one bar well above the average and one well below it', () => {
  const bars = d1()
  const [lookback, entry, exit] = [20, 1.5, 0.5]
  const targets = new MyStrategy().follow(bars)
  // A plain twin: Wilder's average of the true range, and the rule word for word.
  let range = 0
  let held = 0
  for (let i = 1; i < bars.length; i++) {
    const { high, low, close } = bars
    const trueRange = Math.max(high[i], close[i - 1]) - Math.min(low[i], close[i - 1])
    range += i <= lookback ? trueRange / lookback : (trueRange - range) / lookback
    if (i < lookback) continue
    const average = close.slice(i - lookback + 1, i + 1).reduce((sum, price) => sum + price, 0) / lookback
    if (close[i] > average + entry * range) held = 1
    else if (close[i] < average - exit * range) held = 0
    expect(targets[i]).toBe(held)
  }
  expect(new Set(targets.slice(lookback))).toEqual(new Set([0, 1]))
})
