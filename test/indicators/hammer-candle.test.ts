import { expect, it } from 'vitest'
import { hammerCandle } from '../../src/indicators/hammer-candle.ts'
import { defineIndicator } from '../../src/indicators/indicator.ts'
import { coarseCandles } from './coarse-candles.ts'
import { candlesAfter } from './ordinary-candles.ts'

const hammer = defineIndicator(hammerCandle('hammer', 1))
const hangingMan = defineIndicator(hammerCandle('hanging_man', -1))

it('the same bar hammers near the low before and hangs near the high before', () => {
  const at = (shift: number) => candlesAfter(11, [shift + 1, shift + 2, shift - 7, shift + 1.5])
  // The bar before reaches from 96 to 106, near is 2, and a thin shadow is below 1.
  const verdicts = (shift: number) => [hammer(at(shift))[11], hangingMan(at(shift))[11]]
  expect(verdicts(97)).toEqual([1, 0])
  expect(verdicts(98)).toEqual([0, 0])
  expect(verdicts(102)).toEqual([0, 0])
  expect(verdicts(103)).toEqual([0, -1])
})

it('a wide bar before makes no difference to the shape: what is near both ends is both', () => {
  let found = 0
  for (let seed = 0; seed < 40; seed++) {
    const candles = coarseCandles(seed)
    const low = hammer(candles)
    const high = hangingMan(candles)
    for (let i = 11; i < 300; i++) {
      const bottom = Math.min(candles.open[i], candles.close[i])
      if (low[i] === 1 && bottom >= candles.high[i - 1]) expect(high[i]).toBe(-1)
      if (high[i] === -1 && bottom <= candles.low[i - 1]) expect(low[i]).toBe(1)
      if (low[i] === 1) found++
    }
  }
  expect(found).toBeGreaterThan(40)
})
