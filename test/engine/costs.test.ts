import { expect, it } from 'vitest'
import { fillFee, slippedPrice } from '../../src/engine/costs.ts'

it('slippage is always against the trader', () => {
  expect(slippedPrice(100, 1, 0.01)).toBe(101)
  expect(slippedPrice(100, -1, 0.01)).toBe(99)
})

it('fees are a share of the value, for buys and sells alike', () => {
  expect(fillFee(3, 100, 0.001)).toBeCloseTo(0.3, 12)
  expect(fillFee(-3, 100, 0.001)).toBeCloseTo(0.3, 12)
})
