import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExchangeFill, LiveOrder, OrderEvent, OrderState } from '../../src/execution/order.ts'
import { applyOrderEvent, isOver, newOrder } from '../../src/execution/order-lifecycle.ts'
import { fillOf, limit, market, NOW } from './intents.ts'

const at = NOW + 100
type Type = OrderEvent['type']

const events: Readonly<Record<Exclude<Type, 'resolve'>, OrderEvent>> = {
  approve: { type: 'approve', at },
  journal: { type: 'journal', at },
  send: { type: 'send', at },
  acknowledge: { type: 'acknowledge', exchangeId: 'O-1', at },
  fill: { type: 'fill', fill: fillOf(), at },
  cancel: { type: 'cancel', at },
  reject: { type: 'reject', reason: 'no funds', at },
  expire: { type: 'expire', at },
  'lose-track': { type: 'lose-track', reason: 'timeout', at },
  amend: { type: 'amend', quantity: 0.4, at },
}

/** How an order gets into each state without any fill, but for the two that need one. */
const ways: Readonly<Record<OrderState, readonly OrderEvent[]>> = {
  new: [],
  approved: [events.approve],
  journaled: [events.approve, events.journal],
  sent: [events.approve, events.journal, events.send],
  acknowledged: [events.approve, events.journal, events.send, events.acknowledge],
  'partially-filled': [
    events.approve,
    events.journal,
    events.send,
    { type: 'fill', fill: fillOf({ fillId: 'T-0', quantity: 0.1 }), at: NOW },
  ],
  filled: [events.approve, events.journal, events.send, { type: 'fill', fill: fillOf({ fillId: 'T-0', quantity: 0.3 }), at: NOW }],
  canceled: [events.approve, events.journal, events.send, events.cancel],
  rejected: [events.approve, events.journal, events.send, events.reject],
  expired: [events.approve, events.journal, events.send, events.expire],
  unknown: [events.approve, events.journal, events.send, events['lose-track']],
}
const states = Object.keys(ways) as OrderState[]

function replay(list: readonly OrderEvent[], from: LiveOrder = newOrder(market)): LiveOrder {
  return list.reduce((order, event) => {
    const move = applyOrderEvent(order, event)
    if (!move.ok) throw new Error(move.refusal.message)
    return move.order
  }, from)
}

function refusalOf(order: LiveOrder, event: OrderEvent) {
  const move = applyOrderEvent(order, event)
  return move.ok ? undefined : move.refusal
}

const inState = (state: OrderState) => replay(ways[state])
const resolve = (state: string, more: object = {}): OrderEvent => ({ type: 'resolve', state, at, ...more }) as OrderEvent

describe('newOrder', () => {
  it('has nothing yet', () => {
    expect(newOrder(market)).toEqual({ intent: market, state: 'new', filled: 0, averagePrice: Number.NaN, fees: 0, fillIds: [], at: NOW })
  })
})

describe('isOver', () => {
  it('is true for the four ends only', () => {
    expect(states.filter(state => isOver(inState(state)))).toEqual(['filled', 'canceled', 'rejected', 'expired'])
  })
})

describe('every event in every state', () => {
  // Written by hand from the rules: the state after the event, `same` for nothing changed, `–` for a refusal.
  const table = `
    state             approve   journal    send  acknowledge       fill              cancel    reject    expire   lose-track  amend
    new               approved  –          –     –                 –                 canceled  rejected  expired  –           new
    approved          –         journaled  –     –                 –                 canceled  rejected  expired  –           –
    journaled         –         –          sent  –                 –                 canceled  rejected  expired  –           –
    sent              –         –          –     acknowledged      partially-filled  canceled  rejected  expired  unknown     –
    acknowledged      –         –          –     same              partially-filled  canceled  rejected  expired  unknown     acknowledged
    partially-filled  –         –          –     same              partially-filled  canceled  –         expired  unknown     partially-filled
    filled            –         –          –     same              filled            –         –         –        –           –
    canceled          –         –          –     canceled          canceled          same      –         –        –           –
    rejected          –         –          –     –                 partially-filled  –         same      –        –           –
    expired           –         –          –     expired           expired           –         –         same     –           –
    unknown           –         –          –     acknowledged      partially-filled  canceled  rejected  expired  same        –`
  const [head, ...rows] = table
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/))
  const cases = rows.flatMap(([state, ...cells]) =>
    cells.map((cell, k) => [state as OrderState, head[k + 1] as keyof typeof events, cell] as const),
  )

  it('the table is complete', () => {
    expect(cases).toHaveLength(11 * 10)
    expect(rows.map(([state]) => state)).toEqual(states)
    expect(head.slice(1)).toEqual(Object.keys(events))
  })

  it.each(cases)('%s, %s: %s', (state, type, expected) => {
    const order = inState(state)
    const move = applyOrderEvent(order, events[type])
    if (expected === '–') {
      expect(move).toEqual({ ok: false, refusal: { code: 'order/state', message: expect.stringContaining('order order-1: ') } })
      return
    }
    if (!move.ok) throw new Error(move.refusal.message)
    if (expected === 'same') expect(move.order).toBe(order)
    else {
      expect(move.order.state).toBe(expected)
      expect(move.order).not.toBe(order)
      expect(move.order.at).toBe(at)
      expect(Object.isFrozen(move.order)).toBe(true)
    }
  })

  it('resolves only what is unknown', () => {
    for (const state of states.filter(one => one !== 'unknown'))
      expect(refusalOf(inState(state), resolve('open', { exchangeId: 'O-1' }))?.code).toBe('order/state')
  })

  it('refuses events that there are not, and times that are none', () => {
    expect(refusalOf(newOrder(market), { type: 'toString', at } as unknown as OrderEvent)?.code).toBe('order/state')
    expect(refusalOf(newOrder(market), { type: 'teleport', at } as unknown as OrderEvent)?.code).toBe('order/state')
    for (const time of [Number.NaN, Number.POSITIVE_INFINITY, undefined])
      expect(refusalOf(newOrder(market), { type: 'approve', at: time } as OrderEvent)?.code).toBe('order/time')
  })
})

describe('sending', () => {
  it('happens once', () => {
    for (const state of ['sent', 'acknowledged', 'unknown', 'rejected', 'canceled'] as const)
      expect(refusalOf(inState(state), events.send)?.message).toBe(
        `order order-1: it is ${state} and was sent already; ask the exchange about it, never send it again`,
      )
    expect(refusalOf(inState('approved'), events.send)?.message).toBe('order order-1: send cannot happen while it is approved')
  })
})

describe('fills', () => {
  it('count once', () => {
    const once = replay([events.fill], inState('sent'))
    expect(replay([events.fill, events.fill], once)).toBe(once)
    expect(once).toMatchObject({ filled: 0.1, fees: 0.02, averagePrice: 100, fillIds: ['T-1'], exchangeId: 'O-1' })
  })

  it('are added as decimals: ten times 0.1 is 1', () => {
    const fills = Array.from({ length: 10 }, (_, k): OrderEvent => ({ type: 'fill', fill: fillOf({ fillId: `T-${k}`, fee: 0.1 }), at }))
    const order = replay([...ways.sent, ...fills], newOrder({ ...market, quantity: 1 }))
    expect(order).toMatchObject({ state: 'filled', filled: 1, fees: 1, averagePrice: 100 })
    expect('overfilled' in order).toBe(false)
  })

  it('weigh the price by quantity', () => {
    const order = replay([...ways.sent, fillEvent({ quantity: 0.1, price: 100 }), fillEvent({ fillId: 'T-2', quantity: 0.2, price: 130 })])
    expect(order).toMatchObject({ state: 'filled', averagePrice: 120, filled: 0.3 })
  })

  it('may come before the acknowledgment, which then changes nothing', () => {
    const order = replay([events.fill], inState('sent'))
    expect(order.exchangeId).toBe('O-1')
    expect(replay([events.acknowledge], order)).toBe(order)
  })

  it('prove that an unknown order arrived', () => {
    expect(replay([events.fill], inState('unknown'))).toMatchObject({ state: 'partially-filled', exchangeId: 'O-1' })
  })

  it('that come late are kept: a canceled order may be filled after all, a rejected one was not', () => {
    expect(replay([events.fill], inState('canceled'))).toMatchObject({ state: 'canceled', filled: 0.1 })
    expect(replay([fillEvent({ quantity: 0.3 })], inState('canceled'))).toMatchObject({ state: 'filled', filled: 0.3 })
    expect(replay([events.fill], inState('expired'))).toMatchObject({ state: 'expired', filled: 0.1 })
    expect(replay([events.fill], inState('rejected'))).toMatchObject({ state: 'partially-filled', filled: 0.1 })
    expect(replay([fillEvent({ quantity: 0.3 })], inState('rejected'))).toMatchObject({ state: 'filled', filled: 0.3 })
  })

  it('beyond the order are kept and marked', () => {
    const order = replay([fillEvent({ quantity: 0.1 })], inState('filled'))
    expect(order).toMatchObject({ state: 'filled', filled: 0.4, overfilled: true })
  })

  it('keep the time of what came last, however late the news', () => {
    const order = replay([events.fill], inState('sent'))
    expect(replay([{ ...fillEvent({ fillId: 'T-2' }), at: at - 50 }], order).at).toBe(at)
  })

  it.each([
    [{ fillId: '' }, 'order/fill', 'has no id'],
    [{ fillId: undefined }, 'order/fill', 'has no id'],
    [{ clientId: 'order-2' }, 'order/fill', 'belongs to order-2'],
    [{ symbol: 'ETH/EUR' }, 'order/fill', 'is a buy of ETH/EUR, not a buy of BTC/EUR'],
    [{ side: 'sell' }, 'order/fill', 'is a sell of BTC/EUR, not a buy of BTC/EUR'],
    [{ exchangeId: '' }, 'order/fill', 'names no order'],
    [{ exchangeId: undefined }, 'order/fill', 'names no order'],
    [{ exchangeId: 'O-2' }, 'order/exchange-id', 'the exchange knows it as O-1, and now as O-2'],
    [{ quantity: 0 }, 'order/fill', 'is 0 at 100'],
    [{ quantity: -0.1 }, 'order/fill', 'is -0.1 at 100'],
    [{ quantity: Number.NaN }, 'order/fill', 'is NaN at 100'],
    [{ price: 0 }, 'order/fill', 'is 0.1 at 0'],
    [{ price: Number.POSITIVE_INFINITY }, 'order/fill', 'is 0.1 at Infinity'],
    [{ fee: Number.NaN }, 'order/fill', 'has a fee of NaN'],
  ])('that make no sense are refused: %j', (changes, code, message) => {
    const order = inState('acknowledged')
    expect(refusalOf(order, { type: 'fill', fill: { ...fillOf(), ...changes } as ExchangeFill, at })).toEqual({
      code,
      message: expect.stringContaining(message),
    })
  })

  it('may have a rebate, and the own client id', () => {
    expect(replay([fillEvent({ fee: -0.01, clientId: 'order-1' })], inState('sent')).fees).toBe(-0.01)
  })

  it('of an order that was not sent point at somebody else', () => {
    expect(refusalOf(inState('journaled'), events.fill)?.message).toContain('look for another process that uses its id')
  })
})

describe('acknowledge', () => {
  it('gives the id of the exchange, and never another one', () => {
    const order = inState('acknowledged')
    expect(order.exchangeId).toBe('O-1')
    expect(refusalOf(order, { type: 'acknowledge', exchangeId: 'O-2', at })?.code).toBe('order/exchange-id')
    expect(refusalOf(inState('sent'), { type: 'acknowledge', exchangeId: '', at })?.code).toBe('order/exchange-id')
    expect(refusalOf(inState('sent'), { type: 'acknowledge', at } as unknown as OrderEvent)?.code).toBe('order/exchange-id')
  })

  it('ends not knowing, with what was filled before', () => {
    expect(replay([events['lose-track'], events.acknowledge], inState('acknowledged')).state).toBe('acknowledged')
    expect(replay([events['lose-track'], events.acknowledge], inState('partially-filled')).state).toBe('partially-filled')
  })

  it('of an order at its end only adds the id', () => {
    expect(replay([events.acknowledge], inState('canceled'))).toMatchObject({ state: 'canceled', exchangeId: 'O-1' })
  })
})

describe('reasons', () => {
  it('are kept', () => {
    expect(inState('rejected').reason).toBe('no funds')
    expect(inState('unknown').reason).toBe('timeout')
    expect(replay([{ type: 'cancel', reason: 'session ends', at }], inState('sent')).reason).toBe('session ends')
    expect('reason' in inState('canceled')).toBe(false)
  })
})

describe('lose-track', () => {
  it('is no rejection', () => {
    expect(inState('unknown').state).toBe('unknown')
    expect(isOver(inState('unknown'))).toBe(false)
  })

  it('forbids to reject what has fills', () => {
    const order = replay([events['lose-track']], inState('partially-filled'))
    expect(refusalOf(order, events.reject)?.message).toContain('0.1 of it are filled, so it cannot have been rejected')
    expect(refusalOf(order, resolve('rejected'))?.code).toBe('order/state')
    expect(refusalOf(order, resolve('absent'))?.code).toBe('order/state')
  })
})

describe('resolve', () => {
  const lost = inState('unknown')

  it('says where the order is', () => {
    expect(replay([resolve('open', { exchangeId: 'O-1' })], lost)).toMatchObject({
      state: 'acknowledged',
      exchangeId: 'O-1',
      reason: 'timeout',
    })
    expect(replay([resolve('canceled', { exchangeId: 'O-1', reason: 'by the exchange' })], lost)).toMatchObject({
      state: 'canceled',
      exchangeId: 'O-1',
      reason: 'by the exchange',
    })
    expect(replay([resolve('expired')], lost).state).toBe('expired')
    expect(replay([resolve('rejected', { exchangeId: 'O-1', reason: 'no funds' })], lost)).toMatchObject({
      state: 'rejected',
      exchangeId: 'O-1',
      reason: 'no funds',
    })
  })

  it('ends as rejected when the order never arrived', () => {
    expect(replay([resolve('absent')], lost)).toMatchObject({ state: 'rejected', reason: 'it never arrived' })
    expect(replay([resolve('absent', { reason: 'not found for 60 s' })], lost).reason).toBe('not found for 60 s')
  })

  it('leaves it to fills to make it filled', () => {
    const order = replay([resolve('filled', { exchangeId: 'O-1' })], lost)
    expect(order).toMatchObject({ state: 'acknowledged', filled: 0 })
    expect(replay([fillEvent({ quantity: 0.3 })], order).state).toBe('filled')
    const part = replay([events['lose-track'], resolve('filled')], inState('partially-filled'))
    expect(part).toMatchObject({ state: 'partially-filled', filled: 0.1, exchangeId: 'O-1' })
  })

  it('refuses contradictions', () => {
    expect(refusalOf(lost, resolve('open'))?.code).toBe('order/exchange-id')
    expect(refusalOf(lost, resolve('filled'))?.code).toBe('order/exchange-id')
    expect(refusalOf(lost, resolve('open', { exchangeId: '' }))?.code).toBe('order/exchange-id')
    expect('exchangeId' in replay([resolve('expired')], lost)).toBe(false)
    expect(replay([resolve('expired')], lost).reason).toBe('timeout')
    expect(refusalOf(lost, resolve('vanished'))?.message).toContain('vanished, which is no state of an order')
    const known = replay([events['lose-track']], inState('acknowledged'))
    expect(refusalOf(known, resolve('absent'))?.message).toContain('ask again')
    expect(refusalOf(known, resolve('open', { exchangeId: 'O-2' }))?.code).toBe('order/exchange-id')
    expect(replay([resolve('open')], known).state).toBe('acknowledged')
  })
})

describe('amend', () => {
  const order = replay(ways.acknowledged, newOrder(limit))

  it('changes quantity and price of the intent', () => {
    expect(replay([{ type: 'amend', quantity: 0.5, price: 90, at }], order).intent).toEqual({ ...limit, quantity: 0.5, price: 90 })
    expect(replay([{ type: 'amend', price: 90, at }], order).intent).toEqual({ ...limit, price: 90 })
    expect('price' in replay([events.amend], inState('acknowledged')).intent).toBe(false)
    expect(replay([events.amend], inState('acknowledged')).intent).toEqual({ ...market, quantity: 0.4 })
  })

  it('counts fills against the new quantity', () => {
    const part = inState('partially-filled')
    expect(replay([{ type: 'amend', quantity: 0.1, at }], part).state).toBe('filled')
    expect(replay([{ type: 'amend', quantity: 0.2, at }, fillEvent({ quantity: 0.1 })], part).state).toBe('filled')
    expect(replay([{ type: 'amend', quantity: 0.2, at }], part).state).toBe('partially-filled')
  })

  it.each([
    [{}, 'nothing is amended'],
    [{ quantity: 0 }, '0 is no new quantity'],
    [{ quantity: Number.NaN }, 'NaN is no new quantity'],
    [{ price: 0 }, '0 is no price'],
    [{ price: Number.NaN }, 'NaN is no price'],
  ])('refuses %j', (changes, message) => {
    expect(refusalOf(order, { type: 'amend', at, ...changes })).toEqual({ code: 'order/amend', message: expect.stringContaining(message) })
  })

  it('refuses less than is filled, and a price for a market order', () => {
    expect(refusalOf(inState('partially-filled'), { type: 'amend', quantity: 0.05, at })?.message).toContain('0.1 are filled already')
    expect(refusalOf(inState('acknowledged'), { type: 'amend', price: 5, at })?.message).toContain('market order')
  })
})

describe('any sequence of events', () => {
  const type = fc.constantFrom<Type>('approve', 'journal', 'send', 'acknowledge', 'cancel', 'reject', 'expire', 'lose-track')
  const time = fc.integer({ min: 0, max: 1000 })
  const plain = fc.record({ type, at: time }).map(({ type, at }) => ({ ...events[type as keyof typeof events], at }))
  const filled = fc
    .record({ id: fc.integer({ min: 0, max: 6 }), at: time })
    // The same id is the same fill, as at an exchange.
    .map(({ id, at }): OrderEvent => ({ type: 'fill', fill: fillOf({ fillId: `T-${id}`, quantity: (id + 1) / 10, price: 100 + id }), at }))
  const resolved = fc
    .record({ state: fc.constantFrom('open', 'filled', 'canceled', 'rejected', 'expired', 'absent'), at: time })
    .map(({ state, at }) => ({ ...resolve(state, state === 'absent' ? {} : { exchangeId: 'O-1' }), at }))
  const journey = fc.record({
    // Half of them have been sent, or most sequences would go nowhere.
    start: fc.constantFrom<readonly OrderEvent[]>([], ways.sent, ways.sent),
    rest: fc.array(fc.oneof(plain, filled, filled, resolved), { maxLength: 30 }),
    tenths: fc.integer({ min: 1, max: 30 }),
  })

  it('gives what a list of all fills, added as whole numbers, gives', () => {
    fc.assert(
      fc.property(journey, ({ start, rest, tenths }) => {
        let order = newOrder({ ...market, quantity: tenths / 10 })
        const fills = new Map<string, ExchangeFill>()
        let wasSent = false
        let ended = false
        for (const event of [...start, ...rest]) {
          const before = order
          const move = applyOrderEvent(order, event)
          if (!move.ok) {
            // No fill of an order that was sent is ever lost.
            expect(event.type === 'fill' && wasSent).toBe(false)
            continue
          }
          order = move.order
          if (event.type === 'send') {
            expect(wasSent).toBe(false)
            wasSent = true
          }
          if (event.type === 'fill') fills.set(event.fill.fillId, event.fill)
          if (ended && event.type !== 'fill') expect(order.state).toBe(before.state)
          ended = isOver(order)
          check(order, before, [...fills.values()], tenths)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

/** Against the plain model: whole tenths. */
function check(order: LiveOrder, before: LiveOrder, fills: readonly ExchangeFill[], tenths: number): void {
  const sum = fills.reduce((total, { quantity }) => total + Math.round(quantity * 10), 0)
  const paid = fills.reduce((total, { quantity, price }) => total + Math.round(quantity * 10) * price, 0)
  expect(Math.round(order.filled * 10)).toBe(sum)
  expect(String(order.filled).length).toBeLessThan(5)
  expect(order.fillIds).toEqual(fills.map(({ fillId }) => fillId))
  expect(Math.round(order.fees * 100)).toBe(2 * fills.length)
  if (sum === 0) expect(order.averagePrice).toBeNaN()
  else expect(order.averagePrice).toBeCloseTo(paid / sum, 9)
  expect(order.overfilled ?? false).toBe(sum > tenths)
  if (sum >= tenths) expect(order.state).toBe('filled')
  if (order.state === 'filled') expect(sum).toBeGreaterThanOrEqual(tenths)
  if (order.state === 'partially-filled') expect(sum).toBeGreaterThan(0)
  if (sum > 0) expect(['acknowledged', 'sent', 'rejected', 'new', 'approved', 'journaled']).not.toContain(order.state)
  expect(order.at).toBeGreaterThanOrEqual(before.at)
}

function fillEvent(changes: Partial<ExchangeFill>): OrderEvent {
  return { type: 'fill', fill: fillOf(changes), at }
}
