import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Timeframe, timeframeMs } from '../../src/base/timeframe.ts'
import { BarBuffer } from '../../src/market/bar-buffer.ts'
import type { Bars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { withOthers } from '../../src/market/with-others.ts'
import { OtherBars } from '../../src/strategies/other-bars.ts'

const HOUR = 3_600_000

/** Bars that begin some minutes after a moment, each so many of its bars after the one before. */
function spaced(symbol: string, timeframe: Timeframe, minutes: number, steps: readonly number[]): Bars {
  const bars = syntheticBars({ seed: 1, symbol, timeframe, length: steps.length })
  let time = Date.UTC(2024, 0, 1) + minutes * 60_000
  return { ...bars, time: Float64Array.from(steps, step => (time += step * timeframeMs(timeframe))) }
}

const steps = fc.array(fc.constantFrom(1, 1, 1, 2, 7), { minLength: 0, maxLength: 60 })
const bars = (symbol: string) =>
  fc
    .record({ timeframe: fc.constantFrom<Timeframe>('15m', '1h', '4h'), minutes: fc.integer({ min: -2000, max: 2000 }), steps })
    .map(({ timeframe, minutes, steps }) => spaced(symbol, timeframe, minutes, steps))

/** The last bar that has ended, by looking at all of them. */
const slowRow = (own: Bars, other: Bars, i: number) =>
  other.time.slice().filter(time => time + timeframeMs(other.timeframe) <= own.time[i] + timeframeMs(own.timeframe)).length - 1

describe('the bars of another symbol', () => {
  it('are seen as soon as they have ended, whatever the lengths, starts and holes', () => {
    fc.assert(
      fc.property(bars('A'), bars('B'), (own, other) => {
        const view = new OtherBars('B')
        view.follow(withOthers(own, [other]), own.length)
        for (let i = 0; i < own.length; i++) expect(view.rows[i]).toBe(slowRow(own, other, i))
      }),
    )
  })

  it('are the same when both grow', () => {
    fc.assert(
      fc.property(bars('A'), bars('B'), (own, other) => {
        const buffer = new BarBuffer({ symbol: 'B', timeframe: other.timeframe })
        const view = new OtherBars('B')
        const { others: _, ...rest } = own
        for (let i = 0; i < own.length; i++) {
          for (let j = buffer.length; j <= slowRow(own, other, i); j++) {
            const { time, open, high, low, close, volume } = other
            buffer.append({ time: time[j], open: open[j], high: high[j], low: low[j], close: close[j], volume: volume[j] })
          }
          view.follow({ ...rest, others: [buffer] }, i + 1)
          expect(view.rows[i]).toBe(slowRow(own, other, i))
          expect(view.bars.length).toBe(buffer.length)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('by hand: two hours of it are missing, and it has bars of half an hour', () => {
    const start = Date.UTC(2024, 0, 1)
    const own = { ...spaced('A', '1h', 0, [0, 1, 1, 1]), others: [] }
    const other = { ...spaced('B', '30m', 0, [0, 1, 5]), time: Float64Array.of(start, start + HOUR / 2, start + 3 * HOUR) }
    const view = new OtherBars('B')
    view.follow({ ...own, others: [other] }, 4)
    expect([...view.rows]).toEqual([1, 1, 1, 2])
  })

  const own = spaced('BTC/EUR', '1h', 0, [1, 1])
  it.each([
    [
      'is not there',
      withOthers(own, [spaced('ETHEUR', '1h', 0, [1]), spaced('XRP', '1h', 0, [1])]),
      'does not come with BTC/EUR; did you mean "ETHEUR"? With it come: ETHEUR, XRP. Give its bars with withOthers(bars, [other])',
    ],
    ['comes with bars that bring none', own, 'does not come with BTC/EUR. With it come: no others. Give its bars with withOthers'],
    ['is the market itself', { ...own, symbol: 'ETH/EUR' }, 'which is the market itself'],
    [
      'comes with a history without a timeframe',
      (({ timeframe: _, ...rest }) => ({ ...rest, others: [spaced('ETH/EUR', '1h', 0, [1])] }))(own),
      'does not say how long its own bars are',
    ],
  ])('a symbol that %s is refused', (_what, history, message) => {
    expect(() => new OtherBars('ETH/EUR').follow(history, 2)).toThrow(message)
  })
})
