import fc from 'fast-check'
import { expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { RangeSharpe } from '../../src/research/range-sharpe.ts'
import type { BarRange } from '../../src/research/windows.ts'

const { close } = syntheticBars({ seed: 1, length: 500, drift: 2 })
const returns = Array.from(close, (value, i) => value / (i === 0 ? 100 : close[i - 1]) - 1)
const fast = new RangeSharpe({ length: 500, capital: 100, barsPerYear: 252 })

it('is the Sharpe ratio of the joined returns', () => {
  fast.load(close)
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 4, maxLength: 4 }), cuts => {
      const [a, b, c, d] = cuts.sort((x, y) => x - y)
      const ranges: BarRange[] = [
        [a, b],
        [c, d],
      ]
      const joined = Float64Array.from([...returns.slice(a, b), ...returns.slice(c, d)])
      if (joined.length > 2) expect(fast.over(ranges)).toBeCloseTo(sharpe(joined, { barsPerYear: 252 }), 6)
    }),
  )
})

it('is unknown where nothing varies', () => {
  fast.load(Float64Array.from(close, (value, i) => (i < 200 ? value : close[199])))
  expect(fast.over([[200, 500]])).toBeNaN()
  expect(fast.over([[10, 11]])).toBeNaN()
  expect(fast.over([])).toBeNaN()
  expect(
    fast.over([
      [0, 100],
      [300, 400],
    ]),
  ).not.toBeNaN()
})

it('a ruined account stays ruined', () => {
  const four = new RangeSharpe({ length: 4, capital: 100, barsPerYear: 252 })
  four.load(Float64Array.of(110, 0, 50, 60))
  expect(four.over([[0, 4]])).toBeCloseTo(sharpe(Float64Array.of(0.1, -1, 0, 0), { barsPerYear: 252 }), 9)
  four.load(Float64Array.of(110, -20, 50, 60))
  expect(four.over([[0, 4]])).toBeCloseTo(sharpe(Float64Array.of(0.1, -1, 0, 0), { barsPerYear: 252 }), 9)
})
