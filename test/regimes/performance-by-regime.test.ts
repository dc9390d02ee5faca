import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxDrawdown } from '../../src/metrics/drawdowns.ts'
import { returnsOf } from '../../src/metrics/returns.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { volatility } from '../../src/metrics/volatility.ts'
import { performanceByRegime } from '../../src/regimes/performance-by-regime.ts'

const labels = { labels: ['a', 'b'], codes: Int8Array.of(-1, 0, 0, 1, 0, 0, 1) }
const equity = Float64Array.of(100, 110, 121, 60.5, 66.55, 59.895, 59.895)

describe('performanceByRegime', () => {
  it('puts a return down to the label known before it', () => {
    const { regimes, unlabeled, total } = performanceByRegime(equity, { labels, barsPerYear: 4 })
    // Returns: +10 % unlabeled; a: +10 %, -50 %, then (after b) -10 %, 0 %; b: +10 %.
    const [a, b] = regimes
    expect(a).toMatchObject({ label: 'a', bars: 4, share: 4 / 6, episodes: 2 })
    expect(a.logReturn).toBeCloseTo(Math.log(1.1 * 0.5 * 0.9), 12)
    expect(a.totalReturn).toBeCloseTo(1.1 * 0.5 * 0.9 - 1, 12)
    expect(a.meanReturn).toBeCloseTo((0.1 - 0.5 - 0.1) / 4, 12)
    // In the first run from 121 to 60.5; gluing the runs would give more.
    expect(a.maxDrawdown).toBeCloseTo(0.5, 12)
    expect(b).toMatchObject({ bars: 1, episodes: 1, maxDrawdown: 0 })
    expect(b.totalReturn).toBeCloseTo(0.1, 12)
    expect(b.sharpe).toBeNaN()
    expect(unlabeled.totalReturn).toBeCloseTo(0.1, 12)
    expect(total.bars).toBe(6)
  })

  it('or to the label of the bar itself, when told so', () => {
    const [a, b] = performanceByRegime(equity, { labels, barsPerYear: 4, timing: 'same' }).regimes
    expect(a.totalReturn).toBeCloseTo(1.1 * 1.1 * 1.1 * 0.9 - 1, 12)
    expect(b.totalReturn).toBeCloseTo(0.5 - 1, 12)
    expect(b.maxDrawdown).toBeCloseTo(0.5, 12)
  })

  it('agrees with the metrics, and all labels together with the whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -0.2, max: 0.2, noNaN: true }), fc.integer({ min: -1, max: 1 })), {
          minLength: 3,
          maxLength: 50,
        }),
        rows => {
          const curve = new Float64Array(rows.length)
          let value = 100
          for (const [i, [change]] of rows.entries()) {
            value *= 1 + change
            curve[i] = value
          }
          const codes = Int8Array.from(rows, ([, code]) => code)
          const { regimes, unlabeled, total } = performanceByRegime(curve, { labels: { labels: ['a', 'b'], codes }, barsPerYear: 252 })
          const returns = returnsOf(curve)
          expect(total.bars).toBe(returns.length)
          expect(total.maxDrawdown).toBeCloseTo(maxDrawdown(curve).depth, 10)
          const close = (left: number, right: number) => (Number.isNaN(right) ? expect(left).toBeNaN() : expect(left).toBeCloseTo(right, 8))
          for (const [code, regime] of regimes.entries()) {
            const own = returns.filter((_, i) => codes[i] === code)
            close(regime.sharpe, sharpe(own, { barsPerYear: 252 }))
            close(regime.volatility, volatility(own, { barsPerYear: 252 }))
          }
          expect(regimes.reduce((sum, { logReturn }) => sum + logReturn, unlabeled.logReturn)).toBeCloseTo(total.logReturn, 10)
          expect(regimes.reduce((sum, { bars }) => sum + bars, unlabeled.bars)).toBe(total.bars)
        },
      ),
    )
  })

  it('gives NaN for what has no meaning', () => {
    const lost = performanceByRegime(Float64Array.of(100, 0, 0), {
      labels: { labels: ['a'], codes: Int8Array.of(0, 0, 0) },
      barsPerYear: 1,
    })
    expect(lost.regimes[0].logReturn).toBeNaN()
    for (const part of [...lost.regimes, lost.total, lost.unlabeled])
      for (const value of Object.values(part)) if (typeof value === 'number') expect(Math.abs(value)).not.toBe(Number.POSITIVE_INFINITY)
    const none = performanceByRegime(new Float64Array(0), { labels: { labels: ['a'], codes: new Int8Array(0) }, barsPerYear: 1 })
    expect(none.total).toMatchObject({ bars: 0, share: Number.NaN, meanReturn: Number.NaN, maxDrawdown: Number.NaN })
    const steady = performanceByRegime(
      Float64Array.from({ length: 50 }, (_, i) => 100 * 1.01 ** i),
      {
        labels: { labels: ['a'], codes: new Int8Array(50) },
        barsPerYear: 1,
      },
    )
    expect(steady.total.sharpe).toBeNaN()
  })

  it('refuses what does not fit', () => {
    expect(() => performanceByRegime(new Float64Array(6), { labels, barsPerYear: 4 })).toThrow('the curve has 6 bars, the labels have 7')
    expect(() => performanceByRegime(equity, { labels, barsPerYear: 0 })).toThrow('barsPerYear is 0')
    expect(() => performanceByRegime(equity, { labels, barsPerYear: 4, timing: 'befor' as 'before' })).toThrow('did you mean "before"')
  })
})
