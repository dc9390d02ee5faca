import { expect, it } from 'vitest'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { d1 } from '../../golden/d1.ts'

it('is long from the first bar to the last', () => {
  expect(new Set(new BuyAndHold().follow(d1()))).toEqual(new Set([1]))
})
