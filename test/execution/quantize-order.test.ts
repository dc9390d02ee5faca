import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderIntent } from '../../src/execution/order.ts'
import { type QuantizeOptions, quantizeOrder } from '../../src/execution/quantize-order.ts'
import { floorToStep, type Instrument } from '../../src/market/instrument.ts'
import { limit, market } from './intents.ts'

function quantized(changes: Partial<OrderIntent>, instrument: Instrument, options?: QuantizeOptions): OrderIntent {
  const found = quantizeOrder({ ...(changes.price === undefined ? market : limit), ...changes }, instrument, options)
  if (!found.ok) throw new Error(found.refusals.map(({ message }) => message).join())
  return found.intent
}

function refusals(intent: OrderIntent, instrument: Instrument, options?: QuantizeOptions) {
  const found = quantizeOrder(intent, instrument, options)
  return found.ok ? [] : found.refusals
}

describe('quantizeOrder', () => {
  it.each([
    [0.123456, 0.0001, 0.1234],
    [0.1 + 0.2, 0.1, 0.3],
    [0.7 + 0.1, 0.1, 0.8],
    [3 * 0.3, 0.3, 0.9],
    [0.8, 0.1, 0.8],
    [0.79999999, 0.1, 0.7],
    [1.9999999999, 1, 1],
    [5, 2.5, 5],
    [7, 2.5, 5],
    [1e-8, 1e-8, 1e-8],
    [123456.987654321, 1e-8, 123456.98765432],
  ])('quantity %d in lots of %d is %d', (quantity, lot, expected) => {
    expect(quantized({ quantity }, { lot }).quantity).toBe(expected)
  })

  it.each([
    ['buy', 50_000.09, 0.1, 50_000],
    ['sell', 50_000.01, 0.1, 50_000.1],
    ['buy', 0.3, 0.1, 0.3],
    ['sell', 0.1 + 0.2, 0.1, 0.3],
    ['buy', 0.7 + 0.1, 0.1, 0.8],
    ['buy', 99.99, 0.5, 99.5],
    ['sell', 99.99, 0.5, 100],
    ['sell', 0.00001, 0.01, 0.01],
  ] as const)('a %s at %d in ticks of %d is at %d', (side, price, tick, expected) => {
    expect(quantized({ side, price }, { tick }).price).toBe(expected)
  })

  it('leaves alone what is not restricted, and everything else of the intent', () => {
    expect(quantized({ quantity: 0.123456789 }, {})).toEqual({ ...market, quantity: 0.123456789 })
    expect(quantized({ price: 1.23456, reduceOnly: true, reason: 'exit' }, { lot: 0.1 })).toEqual({
      ...limit,
      price: 1.23456,
      reduceOnly: true,
      reason: 'exit',
    })
    expect('price' in quantized({}, { tick: 0.1 })).toBe(false)
  })

  it('gives something that cannot be changed', () => {
    expect(Object.isFrozen(quantized({}, { lot: 0.1 }))).toBe(true)
  })

  it('refuses less than a lot, and prices under a tick', () => {
    expect(refusals({ ...market, quantity: 0.05 }, { lot: 0.1 })).toEqual([
      { code: 'order/lot', message: 'the quantity 0.05 of BTC/EUR is less than a lot of 0.1; order more' },
    ])
    expect(refusals({ ...limit, price: 0.005 }, { tick: 0.01 })).toEqual([
      { code: 'order/tick', message: 'the price 0.005 of BTC/EUR is less than a tick of 0.01; bid more' },
    ])
  })

  it('refuses values under the minimum, exactly', () => {
    // 0.1 × 0.3 is 0.03 in decimals, and 0.03 in doubles only by luck.
    expect(refusals({ ...limit, quantity: 0.1, price: 0.3 }, { minNotional: 0.03 })).toEqual([])
    expect(refusals({ ...limit, quantity: 0.1, price: 1.1 }, { minNotional: 0.11 })).toEqual([])
    expect(refusals({ ...limit, quantity: 0.19, price: 100 }, { minNotional: 10, lot: 0.1 })).toEqual([])
    expect(refusals({ ...limit, quantity: 0.19, price: 99 }, { minNotional: 10, lot: 0.1 })).toEqual([
      { code: 'order/min-notional', message: 'the value of the order of BTC/EUR is 9.9; the exchange asks for at least 10' },
    ])
  })

  it('values market orders at the current price, and refuses them without one', () => {
    const least = { minNotional: 10 }
    expect(refusals(market, least, { price: 50 })).toEqual([])
    expect(refusals(market, least, { price: 30 })).toHaveLength(1)
    for (const price of [undefined, Number.NaN, 0, -50, Number.POSITIVE_INFINITY]) {
      expect(refusals(market, least, { price })).toEqual([
        {
          code: 'order/min-notional',
          message: 'the value of the order of BTC/EUR is not known, because there is no price; the exchange asks for at least 10',
        },
      ])
    }
    expect(refusals({ ...limit, price: 30, quantity: 0.3 }, least, { price: 50 })).toHaveLength(1)
  })

  it('refuses what a number cannot tell apart', () => {
    expect(refusals({ ...market, quantity: 134217728.00000003 }, { lot: 1e-8 })).toEqual([])
    expect(refusals({ ...market, quantity: 134217728.00000003 }, { lot: 2e-8 })).toEqual([
      {
        code: 'order/precision',
        message: 'the quantity 134217728.00000004 has more steps of 2e-8 than a number can tell apart; split the order',
      },
    ])
    expect(refusals({ ...limit, price: 134217728.00000003 }, { tick: 2e-8 }).map(({ code }) => code)).toEqual(['order/precision'])
  })

  it.each([
    [{ lot: 0 }, 'the lot of the instrument is 0'],
    [{ lot: Number.NaN }, 'the lot'],
    [{ lot: -1 }, 'the lot'],
    [{ lot: Number.POSITIVE_INFINITY }, 'the lot'],
    [{ tick: 0 }, 'the tick'],
    [{ tick: '0.1' }, 'the tick'],
    [{ minNotional: Number.NaN }, 'the minNotional'],
    [{ minNotional: -1 }, 'the minNotional'],
  ])('refuses the instrument %j', (instrument, message) => {
    expect(refusals(limit, instrument as Instrument)).toEqual([{ code: 'order/instrument', message: expect.stringContaining(message) }])
  })

  it('takes a minimum of 0', () => {
    expect(refusals(market, { minNotional: 0 }, { price: 1 })).toEqual([])
  })

  it('says what is wrong with the intent before anything else', () => {
    expect(refusals({ ...market, quantity: Number.NaN }, { lot: 1 }).map(({ code }) => code)).toEqual(['order/quantity'])
  })

  const step = fc.constantFrom(1, 0.1, 0.01, 0.001, 1e-5, 1e-6, 1e-7, 1e-8, 0.5, 0.25, 0.3, 2.5, 0.05, 0.07)

  it('is a whole number of steps, not more than asked, less than a step away, and stays as it is the second time', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        step,
        step,
        (quantity, price, lot, tick) => {
          for (const side of ['buy', 'sell'] as const) {
            const found = quantizeOrder({ ...limit, side, quantity, price }, { lot, tick })
            if (!found.ok) {
              const why: Readonly<Record<string, boolean>> = {
                'order/lot': quantity < lot,
                'order/tick': price < tick,
                'order/precision': quantity / lot > 2 ** 46 || price / tick > 2 ** 46,
              }
              for (const { code } of found.refusals) expect(why[code]).toBe(true)
              continue
            }
            const { intent } = found
            expect(isWhole(intent.quantity, lot)).toBe(true)
            expect(isWhole(intent.price as number, tick)).toBe(true)
            const less = new Decimal(quantity).minus(intent.quantity)
            expect(less.gte(-quantity * 2 ** -49) && less.lt(lot)).toBe(true)
            const worse = new Decimal(price).minus(intent.price as number).times(side === 'buy' ? 1 : -1)
            expect(worse.gte(-price * 2 ** -49) && worse.lt(tick)).toBe(true)
            expect(quantizeOrder(intent, { lot, tick })).toEqual({ ok: true, intent })
          }
        },
      ),
    )
  })

  it('agrees with the lots of backtests', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), step, (lots, lot) => {
        const backtested = floorToStep(lots * lot, lot)
        expect(quantized({ quantity: backtested }, { lot }).quantity).toBe(new Decimal(lot).times(lots).toNumber())
      }),
    )
  })
})

/** In whole numbers, whose remainder is exact. */
function isWhole(value: number, step: number): boolean {
  return digits(value) % digits(step) === 0n
}

/** Of a number, in units of 1e-20. */
function digits(value: number): bigint {
  const [whole, part = ''] = new Decimal(value).toFixed().split('.')
  return BigInt(`${whole}${part.padEnd(20, '0')}`)
}
