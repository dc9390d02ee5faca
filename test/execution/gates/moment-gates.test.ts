import { describe, expect, it } from 'vitest'
import type { ApprovalContext, GateMemory } from '../../../src/execution/gates/gate.ts'
import { clockGate, duplicateGate, repeatGate, sessionGate } from '../../../src/execution/gates/moment-gates.ts'
import type { OrderIntent } from '../../../src/execution/order.ts'
import { market, NOW } from '../intents.ts'
import { moment, requestOf } from '../keeper.ts'

function request({ intent = {}, context = {}, memory = {} }: Parts) {
  const base = requestOf({ intent: { ...market, ...intent }, context: { ...moment, ...context } })
  return { ...base, memory: { ...base.memory, ...memory } }
}

interface Parts {
  readonly intent?: Partial<OrderIntent>
  readonly context?: Partial<ApprovalContext>
  readonly memory?: Partial<GateMemory>
}

describe('clockGate', () => {
  const messages = (parts: Parts) => clockGate.check(request(parts)).map(({ message }) => message)

  it('lets an order of now pass', () => {
    expect(messages({})).toEqual([])
    expect(messages({ memory: { lastAt: NOW } })).toEqual([])
    expect(messages({ intent: { at: NOW - 300_000 } })).toEqual([])
  })

  it.each([
    [{ context: { at: Number.NaN } }, 'now is NaN'],
    [{ context: { at: Number.POSITIVE_INFINITY } }, 'now is Infinity'],
    [{ context: { at: undefined } as unknown as ApprovalContext }, 'now is undefined'],
    [{ memory: { lastAt: NOW + 1 } }, 'the clock went back by 1 ms'],
    [{ intent: { at: NOW + 1 } }, 'decided 1 ms from now'],
    [{ intent: { at: NOW - 300_001 } }, 'decided 300001 ms ago'],
  ])('refuses %j', (parts, message) => {
    expect(messages(parts)).toEqual([expect.stringContaining(message)])
    expect(clockGate.check(request(parts))[0].code).toBe('gate/clock')
  })
})

describe('sessionGate', () => {
  it.each([
    ['starting', false, false],
    ['starting', true, false],
    ['running', false, true],
    ['running', true, true],
    ['paused', false, false],
    ['paused', true, false],
    ['stopping', false, false],
    ['stopping', true, true],
    ['stopped', false, false],
    ['stopped', true, false],
    ['asleep', true, false],
    [undefined, true, false],
  ])('%s, reduce-only %s: %s', (session, reduceOnly, passes) => {
    const refusals = sessionGate.check(request({ intent: { reduceOnly }, context: { session } as ApprovalContext }))
    expect(refusals.map(({ code }) => code)).toEqual(passes ? [] : ['gate/session'])
  })

  it('says what the session is', () => {
    expect(sessionGate.check(request({ context: { session: 'paused' } }))[0].message).toContain('is paused')
  })
})

describe('duplicateGate', () => {
  it('refuses a client id that is known, or among the open orders', () => {
    const open = (id: string) => ({ cash: 1, positions: {}, openOrders: [{ id, symbol: 'BTC/EUR', side: 'buy', quantity: 1 } as const] })
    expect(duplicateGate.check(request({}))).toEqual([])
    expect(duplicateGate.check(request({ context: { account: open('order-2') } }))).toEqual([])
    expect(duplicateGate.check(request({ context: { account: open('order-1') } })).map(({ code }) => code)).toEqual(['gate/duplicate'])
    const known = { isKnown: (id: string) => id === 'order-1' }
    expect(duplicateGate.check(request({ memory: known }))).toHaveLength(1)
    expect(duplicateGate.check(request({ memory: known, intent: { clientId: 'order-2' } }))).toEqual([])
  })

  it('does not look at the side: an id is an id', () => {
    expect(duplicateGate.check(request({ memory: { isKnown: () => true }, intent: { side: 'sell' } }))[0].message).toContain('order-1')
  })
})

describe('repeatGate', () => {
  const earlier = (count: number, changes: Partial<OrderIntent> = {}, age = 0) =>
    Array.from({ length: count }, () => ({ intent: { ...market, clientId: 'before', ...changes }, at: NOW - age }))
  const codes = (recent: GateMemory['recent']) => repeatGate.check(request({ memory: { recent } })).map(({ code }) => code)

  it('refuses the sixth of the same within a minute', () => {
    expect(codes(earlier(4))).toEqual([])
    expect(codes(earlier(5))).toEqual(['gate/repeat'])
    expect(codes(earlier(5, {}, 59_999))).toEqual(['gate/repeat'])
    expect(codes(earlier(5, {}, 60_000))).toEqual([])
    expect(repeatGate.check(request({ memory: { recent: earlier(5) } }))[0].message).toContain('(buy 0.3 BTC/EUR) was approved 5 times')
  })

  it('counts only the same', () => {
    for (const other of [{ symbol: 'ETH/EUR' }, { side: 'sell' }, { quantity: 0.4 }] as const) expect(codes(earlier(5, other))).toEqual([])
    expect(codes([...earlier(4), ...earlier(4, { side: 'sell' })])).toEqual([])
    expect(codes(earlier(5, { kind: 'limit', price: 90, at: 1 }))).toEqual(['gate/repeat'])
  })
})
