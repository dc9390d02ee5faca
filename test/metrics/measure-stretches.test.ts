import fc from 'fast-check'
import { expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { FillLog, SIGNAL } from '../../src/engine/fills.ts'
import { markEquity } from '../../src/engine/mark-equity.ts'
import { closeWindows } from '../../src/metrics/fold-depth.ts'
import { measureCore } from '../../src/metrics/measure-core.ts'
import { measureStretches } from '../../src/metrics/measure-stretches.ts'

const blank = () => ({ totalReturn: Number.NaN, sharpe: Number.NaN, maxDrawdown: Number.NaN })

it('gives the bits of measureCore on the written curve', () => {
  let measuredHere = 0
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), fc.nat(), fc.double({ min: 0, max: 0.2, noNaN: true }), (bars, seed, changes) => {
      const random = seededRandom(seed)
      const close = new Float64Array(bars)
      let price = 100
      for (let i = 0; i < bars; i++) {
        if (random.uniform() < 0.7) price *= 1 + 0.01 * random.normal()
        close[i] = price
      }
      const fills = new FillLog()
      let cash = 1000
      let held = 0
      for (let i = 0; i < bars; i++) {
        if (random.uniform() >= changes) continue
        const wanted = Math.max(0, Math.floor(5 * random.uniform()) - 1) * (random.uniform() < 0.3 ? -1 : 1)
        cash -= (wanted - held) * close[i] + (random.uniform() < 0.5 ? 1 : 0)
        held = wanted
        fills.push(i, 1, close[i], 0, SIGNAL)
        fills.leave(cash, held)
      }
      const equity = new Float64Array(bars)
      markEquity(fills, close, 1000, equity)
      const options = { capital: 1000, barsPerYear: 365, close, state: new Float64Array(32) }
      const want = measureCore(equity, options)
      for (const windows of [undefined, closeWindows(close)]) {
        const into = blank()
        if (!measureStretches(fills, { ...options, windows }, into)) {
          expect(into).toEqual(blank())
          continue
        }
        measuredHere++
        expect(into).toEqual(want)
      }
    }),
    { numRuns: 150 },
  )
  expect(measuredHere).toBeGreaterThan(100)
})

it('leaves curves without returns, or with nothing left, to others', () => {
  const fills = new FillLog()
  fills.push(0, 1, 1, 0, SIGNAL)
  fills.leave(-150, 1)
  const measure = (...close: number[]) =>
    measureStretches(
      fills,
      { close: Float64Array.from(close), windows: undefined, capital: 100, barsPerYear: 1, state: new Float64Array(32) },
      blank(),
    )
  expect(measure(200)).toBe(false)
  expect(measure(200, 150, 200)).toBe(false)
  expect(measure(200, Number.NaN, 200)).toBe(false)
  expect(measure(200, 180, 200)).toBe(true)
})
