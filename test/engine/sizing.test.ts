import { expect, it } from 'vitest'
import { sizedQuantity } from '../../src/engine/sizing.ts'

it('a fraction of equity leaves room for the fee', () => {
  const quantity = sizedQuantity({ fraction: 1 }, 1, 1000, 50, 0.01)
  expect(quantity * 50 * 1.01).toBeCloseTo(1000, 12)
})

it('targets scale and sign the size', () => {
  expect(sizedQuantity({ units: 10 }, -0.5, 1000, 50, 0)).toBe(-5)
  expect(sizedQuantity({ notional: 500 }, 0.5, 1000, 50, 0)).toBe(5)
  expect(sizedQuantity({ fraction: 0.5 }, -1, 1000, 50, 0)).toBe(-10)
})
