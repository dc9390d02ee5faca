import { expect, it } from 'vitest'
import { fractionalDifference, fractionalWeights } from '../../../src/learning/fractional-difference.ts'
import { fractionalLogPrice } from '../../../src/strategies/experimental/fractional-log-price.ts'
import { d1 } from '../../golden/d1.ts'

const { close } = d1()

it('is the fractional difference of the log price above its oldest value', () => {
  const options = { order: 0.4, width: 30 }
  const logs = Float64Array.from(close, Math.log)
  const plain = fractionalDifference(logs, options)
  const all = fractionalWeights(options).reduce((sum, weight) => sum + weight, 0)
  const found = fractionalLogPrice(close, options)
  for (let i = 0; i < close.length; i++) {
    if (i < 29) expect(found[i]).toBeNaN()
    else expect(found[i]).toBeCloseTo(plain[i] - all * logs[i - 29], 12)
  }
})

it('of order 1 is the log return, of order 0 the log price above its oldest value', () => {
  expect(fractionalLogPrice(close, { order: 1, width: 10 })[50]).toBeCloseTo(Math.log(close[50] / close[49]), 14)
  expect(fractionalLogPrice(close, { order: 0, width: 10 })[50]).toBeCloseTo(Math.log(close[50] / close[41]), 14)
})

it('is 0 where prices do not move, and NaN while one of them is 0', () => {
  expect(fractionalLogPrice(new Float64Array(20).fill(0.1), { order: 0.3, width: 10 })[19]).toBe(0)
  const holed = close.slice(0, 20)
  holed[5] = 0
  expect([...fractionalLogPrice(holed, { order: 0.5, width: 4 })].map(Number.isNaN).lastIndexOf(true)).toBe(8)
})
