import { expect, it } from 'vitest'
import { bollinger } from '../../src/indicators/bollinger.ts'
import type { Indicator } from '../../src/indicators/indicator.ts'
import { sma } from '../../src/indicators/sma.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { ColumnCache } from '../../src/strategies/column-cache.ts'

const bars = syntheticBars({ seed: 3, length: 1000 })
const average = (period: number, on = bars.close) => ({
  indicator: sma as unknown as Indicator,
  params: { period },
  inputs: [on],
  finite: true,
})

it('computes each column once, and what the indicator computes', () => {
  const cache = new ColumnCache()
  const [column] = cache.run(average(5))
  expect(column).toEqual(sma(bars, { period: 5 }))
  expect(cache.run(average(5))[0]).toBe(column)
  expect(cache.run(average(6))[0]).not.toBe(column)
  expect(cache.run(average(5, bars.open))[0]).toEqual(sma(bars.open, { period: 5 }))
  // An indicator on the output of another one is known by that column.
  const twice = cache.run(average(3, column))
  expect(cache.run(average(3, cache.run(average(5))[0]))).toBe(twice)
  const params = { period: 5, width: 2 }
  expect(cache.run({ indicator: bollinger as unknown as Indicator, params, inputs: [bars.close] })).toHaveLength(bollinger.outputs.length)
})

it('forgets what was not used for longest', () => {
  // Room for four columns of 8000 bytes.
  const cache = new ColumnCache({ megabytes: 33_000 / 2 ** 20 })
  const [two, three] = [2, 3, 4, 5].map(period => cache.run(average(period))[0])
  expect(cache.run(average(2))[0]).toBe(two)
  cache.run(average(6))
  expect(cache.run(average(2))[0]).toBe(two)
  expect(cache.run(average(3))[0]).not.toBe(three)
})

it('keeps the newest columns even where there is no room', () => {
  const cache = new ColumnCache({ megabytes: 0 })
  const [column] = cache.run(average(5))
  expect(cache.run(average(5))[0]).toBe(column)
  cache.run(average(6))
  expect(cache.run(average(5))[0]).not.toBe(column)
})

it('knows the extremes of every 16 bars of a column', () => {
  const cache = new ColumnCache()
  const column = Float64Array.from({ length: 40 }, (_, i) => (i === 20 ? Number.NaN : (i * 7) % 16))
  const { low, high } = cache.blocksOf(column)
  expect([...low]).toEqual([0, Number.NaN])
  expect([...high]).toEqual([15, Number.NaN])
  expect(cache.blocksOf(column).low).toBe(low)
})
