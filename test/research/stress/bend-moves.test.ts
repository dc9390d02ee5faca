import fc from 'fast-check'
import { expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { bendMoves, meanMove, readMove } from '../../../src/research/stress/bend-moves.ts'

const bars = syntheticBars({ seed: 4, length: 60, kind: 'jumps', jumpsPerYear: 2000, jumpVolatility: 0.1 })
const fields = ['open', 'high', 'low', 'close'] as const

it('a change that changes nothing keeps the prices', () => {
  const same = bendMoves(bars, [0, 60], () => undefined)
  for (const field of fields) for (let i = 0; i < 60; i++) expect(same[field][i] / bars[field][i]).toBeCloseTo(1, 12)
})

it('keeps bars before the range to the bit and moves those behind it as one', () => {
  const bent = bendMoves(bars, [20, 30], move => {
    move.close -= 0.01
  })
  const level = bent.close[29] / bars.close[29]
  expect(level).toBeCloseTo(Math.exp(-0.1), 10)
  for (const field of fields) {
    expect(bent[field].subarray(0, 20)).toEqual(bars[field].subarray(0, 20))
    for (let i = 30; i < 60; i++) expect(bent[field][i]).toBeCloseTo(bars[field][i] * level, 9)
  }
  expect(bent.time).toBe(bars.time)
  expect(bent.volume).toBe(bars.volume)
})

it('bars stay consistent whatever is done to them', () => {
  const change = fc.tuple(
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.double({ min: -1, max: 3, noNaN: true }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 }), change, (from, length, [gap, close, factor]) => {
      const bent = bendMoves(bars, [from, from + length], move => {
        move.gap += gap
        move.close = factor * move.close + close
        move.high *= factor
        move.low *= factor
      })
      for (let i = 0; i < 60; i++) {
        expect(bent.low[i]).toBeGreaterThan(0)
        expect(bent.low[i]).toBeLessThanOrEqual(Math.min(bent.open[i], bent.close[i]))
        expect(bent.high[i]).toBeGreaterThanOrEqual(Math.max(bent.open[i], bent.close[i]))
      }
    }),
  )
})

it('an empty range and an empty history change nothing', () => {
  expect(bendMoves(bars, [30, 30], () => undefined)).toBe(bars)
  expect(bendMoves(bars, [70, 80], () => undefined)).toBe(bars)
  const none = syntheticBars({ seed: 1, length: 0 })
  expect(bendMoves(none, [0, 1], () => undefined)).toBe(none)
})

it('refuses prices beyond all bounds', () => {
  expect(() =>
    bendMoves(bars, [3, 4], move => {
      move.close = -2000
    }),
  ).toThrow('the price leaves all bounds at bar 3')
})

it('reads moves from the close before; the first bar has none', () => {
  const two = {
    open: Float64Array.of(100, 110),
    high: Float64Array.of(120, 121),
    low: Float64Array.of(100, 99),
    close: Float64Array.of(100, 110),
  }
  const move = { gap: 9, high: 9, low: 9, close: 9 }
  expect(readMove(two, 0, move)).toEqual({ gap: 0, high: Math.log(1.2), low: 0, close: 0 })
  expect(readMove(two, 1, move)).toEqual({ gap: Math.log(1.1), high: Math.log(1.1), low: Math.log(0.9), close: 0 })
  expect(meanMove(two, [0, 2])).toBeCloseTo(Math.log(1.1) / 2, 12)
  expect(meanMove(two, [1, 1])).toBe(0)
})
