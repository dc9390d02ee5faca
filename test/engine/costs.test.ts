import { expect, it } from 'vitest'
import { affordableUnits, fillFee, hasCarry, slippedPrice } from '../../src/engine/costs.ts'

it('slippage is always against the trader', () => {
  expect(slippedPrice(100, 1, 0.01)).toBe(101)
  expect(slippedPrice(100, -1, 0.01)).toBe(99)
})

it('fees are a share of the value, for buys and sells alike', () => {
  expect(fillFee(3, 100, 0.001)).toBeCloseTo(0.3, 12)
  expect(fillFee(-3, 100, 0.001)).toBeCloseTo(0.3, 12)
})

it('no fee is below the smallest one', () => {
  expect(fillFee(3, 100, 0.001, 2)).toBe(2)
  expect(fillFee(-30, 100, 0.001, 2)).toBeCloseTo(3, 12)
})

it('a budget pays for units and their fee, whichever fee that is', () => {
  expect(affordableUnits(1000, 50, 0.25)).toBe(16)
  expect(affordableUnits(1000, 50, 0.25, 100)).toBe(16)
  expect(affordableUnits(1000, 50, 0.01, 100)).toBe(18)
  expect(affordableUnits(100, 50, 0, 100)).toBe(0)
  expect(affordableUnits(99, 50, 0, 100)).toBe(0)
  // Crumbs of rounding are not bought for a fee.
  expect(affordableUnits(0.1 + 0.2, 50, 0, 0.3)).toBe(0)
  expect(affordableUnits(1 + 1e-9, 1, 0, 1)).toBe(0)
})

it('holding has a price with interest or funding, even with funding that is received', () => {
  const costs = { feeBps: 10, slippageBps: 5 }
  expect([costs, { ...costs, borrowRate: 0, fundingRate: 0 }].map(hasCarry)).toEqual([false, false])
  expect(
    [
      { ...costs, borrowRate: 0.05 },
      { ...costs, fundingRate: -0.1 },
    ].map(hasCarry),
  ).toEqual([true, true])
})
