import { expect, it } from 'vitest'
import { defineIndicator } from '../../src/indicators/indicator.ts'
import { invertedHammerCandle } from '../../src/indicators/inverted-hammer-candle.ts'
import { coarseCandles } from './coarse-candles.ts'

const below = defineIndicator(invertedHammerCandle('below', 1))
const above = defineIndicator(invertedHammerCandle('above', -1))

it('the same bar is one below the body before, and the other above it', () => {
  let found = 0
  for (let seed = 0; seed < 40; seed++) {
    const { open, high, low, close } = coarseCandles(seed)
    const hammers = below({ open, high, low, close })
    const i = hammers.indexOf(1)
    if (i === -1) continue
    found++
    expect(Math.max(open[i], close[i])).toBeLessThan(Math.min(open[i - 1], close[i - 1]))
    expect(above({ open, high, low, close })[i]).toBe(0)
    // The bar before, moved down until its whole body is below.
    const drop = Math.max(open[i - 1], close[i - 1]) - Math.min(open[i], close[i]) + 1
    const moved = (column: Float64Array) => column.map((value, k) => (k === i - 1 ? value - drop : value))
    const lowered = { open: moved(open), high: moved(high), low: moved(low), close: moved(close) }
    expect([below(lowered)[i], above(lowered)[i]]).toEqual([0, -1])
  }
  expect(found).toBeGreaterThan(10)
})
