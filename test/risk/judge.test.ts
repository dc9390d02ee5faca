import { describe, expect, it } from 'vitest'
import { checkLimit, judge, showNumber } from '../../src/risk/judge.ts'
import type { Limit } from '../../src/risk/limits/limit.ts'
import { contextOf } from './limits/contexts.ts'

const limit: Limit = {
  ...{ id: 'max_leverage', scope: 'account', always: false, what: 'the value of the symbol', unit: 'number', remedy: 'do less' },
  value: ({ notional }) => notional,
  bound: () => 100,
}
const severity = (value: number, changes: Partial<Limit> = {}, opens = true) =>
  checkLimit({ ...limit, ...changes }, contextOf({ notional: value, opens }), 0.8).severity

describe('one limit', () => {
  it.each([
    [0, 'ok'],
    [79.9, 'ok'],
    [80, 'warning'],
    [100, 'warning'],
    [100.1, 'breach'],
    [Number.NaN, 'breach'],
    [Number.POSITIVE_INFINITY, 'breach'],
  ])('of 100 with %d: %s', (value, expected) => expect(severity(value)).toBe(expected))

  it.each([
    [200, 'ok'],
    [125, 'ok'],
    [124.9, 'warning'],
    [100, 'warning'],
    [99.9, 'breach'],
    [Number.NaN, 'breach'],
  ])('of at least 100 with %d: %s', (value, expected) => expect(severity(value, { minimum: true })).toBe(expected))

  it('of 0 does not warn of 0', () => expect(severity(0, { bound: () => 0 })).toBe('ok'))

  it('warns of a breach by an order that only reduces, unless it holds always', () => {
    expect([severity(101, {}, false), severity(101, { always: true }, false)]).toEqual(['warning', 'breach'])
    expect([severity(Number.NaN, {}, false), severity(Number.NaN, { always: true }, false)]).toEqual(['warning', 'breach'])
  })

  it('says what, value, bound and remedy', () => {
    const say = (value: number, unknown?: string) => checkLimit(limit, contextOf({ notional: value, unknown }), 0.8).message
    expect(say(50)).toBe('')
    expect(say(90)).toBe('max_leverage: the value of BTC is 90, and 100 is the most')
    expect(say(123.456)).toBe('max_leverage: the value of BTC is 123.46, more than 100; do less')
    expect(say(Number.NaN)).toBe('max_leverage: the value of BTC is not known; give every number that it needs')
    expect(say(Number.NaN, 'ETH')).toContain('because "ETH" cannot be valued')
  })
})

it('takes the worst of all', () => {
  const all = (...values: number[]) => {
    const limits = values.map(value => ({ ...limit, value: () => value }))
    const { ok, severity: worst, refusals } = judge({ limits, warnAt: 0.8, usesVolatility: false }, contextOf())
    return [ok, worst, refusals.length]
  }
  expect([all(), all(1, 2), all(1, 90, 2), all(101, 90, 102, 1)]).toEqual([
    [true, 'ok', 0],
    [true, 'ok', 0],
    [true, 'warning', 0],
    [false, 'breach', 2],
  ])
})

it('writes numbers for people', () => {
  expect([
    ...[showNumber(0.052, 'share'), showNumber(Number.MAX_VALUE, 'share'), showNumber(1_500, 'ms'), showNumber(20, 'ms')],
    ...[
      showNumber(1_234.567, 'number'),
      showNumber(0.000_123_45, 'number'),
      showNumber(1e300, 'number'),
      showNumber(Number.MAX_VALUE, 'number'),
    ],
  ]).toEqual(['5.2 %', 'everything', '1.5 s', '20 ms', '1234.57', '0.000123', '1e+300', 'without end'])
})
