import { expect, it } from 'vitest'
import { defineIndicator } from '../../src/indicators/indicator.ts'
import { starCandle } from '../../src/indicators/star-candle.ts'
import { coarseCandles, upsideDown } from './coarse-candles.ts'

const morning = defineIndicator(starCandle('morning', 1))
const evening = defineIndicator(starCandle('evening', -1))

it('an evening star is a morning star upside down, also where prices are equal', () => {
  let found = 0
  for (let seed = 0; seed < 40; seed++) {
    const candles = coarseCandles(seed)
    const stars = evening(candles, { penetration: 0.1 })
    expect(morning(upsideDown(candles), { penetration: 0.1 })).toEqual(stars.map(value => (value === 0 ? 0 : -value)))
    found += stars.filter(value => value === -1).length
  }
  expect(found).toBeGreaterThan(20)
})
