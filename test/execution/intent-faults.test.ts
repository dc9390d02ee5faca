import { describe, expect, it } from 'vitest'
import { intentFaults } from '../../src/execution/intent-faults.ts'
import type { OrderIntent } from '../../src/execution/order.ts'
import { limit, market } from './intents.ts'

const codesOf = (base: OrderIntent, changes: object) => intentFaults({ ...base, ...changes } as OrderIntent).map(({ code }) => code)

describe('intentFaults', () => {
  it('has nothing against orders that make sense', () => {
    expect(intentFaults(market)).toEqual([])
    expect(intentFaults(limit)).toEqual([])
    expect(codesOf(limit, { reduceOnly: true, reason: 'exit', quantity: 1e15, side: 'sell' })).toEqual([])
  })

  it.each([
    [{ clientId: '' }, 'order/client-id'],
    [{ clientId: ' ' }, 'order/client-id'],
    [{ clientId: undefined }, 'order/client-id'],
    [{ symbol: '' }, 'order/symbol'],
    [{ symbol: 5 }, 'order/symbol'],
    [{ side: 'long' }, 'order/side'],
    [{ side: 'BUY' }, 'order/side'],
    [{ side: undefined }, 'order/side'],
    [{ kind: 'stop' }, 'order/kind'],
    [{ quantity: Number.NaN }, 'order/quantity'],
    [{ quantity: Number.POSITIVE_INFINITY }, 'order/quantity'],
    [{ quantity: 0 }, 'order/quantity'],
    [{ quantity: -1 }, 'order/quantity'],
    [{ quantity: '1' }, 'order/quantity'],
    [{ quantity: 1.0001e15 }, 'order/quantity'],
    [{ price: 100 }, 'order/price'],
    [{ reduceOnly: 'yes' }, 'order/reduce-only'],
    [{ at: Number.NaN }, 'order/time'],
    [{ at: '2025-01-15' }, 'order/time'],
  ])('refuses a market order with %j', (changes, code) => {
    expect(codesOf(market, changes)).toEqual([code])
  })

  it.each([undefined, Number.NaN, 0, -5, Number.POSITIVE_INFINITY, '100'])('refuses a limit order at %s', price => {
    expect(codesOf(limit, { price })).toEqual(['order/price'])
  })

  it('names everything that is wrong, with its value', () => {
    const faults = intentFaults({} as OrderIntent)
    expect(faults.map(({ code }) => code)).toEqual([
      'order/client-id',
      'order/symbol',
      'order/side',
      'order/kind',
      'order/quantity',
      'order/time',
    ])
    expect(intentFaults({ ...market, side: 'long' } as unknown as OrderIntent)[0].message).toBe('the side is "long"; it is buy or sell')
    expect(intentFaults({ ...market, quantity: Number.NaN })[0].message).toContain('the quantity is NaN')
  })

  it.each([null, undefined, 'buy', 5])('refuses %s', nothing => {
    expect(intentFaults(nothing as unknown as OrderIntent).map(({ code }) => code)).toEqual(['order/intent'])
  })
})
