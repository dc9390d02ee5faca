import { describe, expect, it } from 'vitest'
import { type Constraint, constraintOperators, whereAll } from '../../src/research/constraint.ts'

const known = ['fast', 'slow', 'side', 'exits.stopLoss']

describe('whereAll', () => {
  it.each([
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
    ['>', [false, false, true]],
    ['>=', [false, true, true]],
    ['==', [false, true, false]],
    ['!=', [true, false, true]],
  ] as const)('%s of two parameters', (op, want) => {
    const where = whereAll([{ left: 'fast', op, right: 'slow' }], known)
    expect([1, 2, 3].map(fast => where({ fast, slow: 2 }))).toEqual(want)
  })

  it('has six signs', () => {
    expect(constraintOperators).toEqual(['<', '<=', '>', '>=', '==', '!='])
  })

  it('compares with values, words and swept settings, and wants all rules to hold', () => {
    const rules: Constraint[] = [
      { left: 'fast', op: '>=', right: 5 },
      { left: 'side', op: '!=', right: 'short' },
      { left: 'exits.stopLoss', op: '<', right: 0.1 },
    ]
    const where = whereAll(rules, known)
    expect(where({ fast: 5, side: 'long' }, { 'exits.stopLoss': 0.05 })).toBe(true)
    expect(where({ fast: 4, side: 'long' }, { 'exits.stopLoss': 0.05 })).toBe(false)
    expect(where({ fast: 5, side: 'short' }, { 'exits.stopLoss': 0.05 })).toBe(false)
    expect(where({ fast: 5, side: 'long' }, { 'exits.stopLoss': 0.1 })).toBe(false)
  })

  it('a rule about what is switched off holds, and none lets everything through', () => {
    const where = whereAll([{ left: 'exits.stopLoss', op: '<', right: 'fast' }], known)
    expect(where({ fast: 0 }, { 'exits.stopLoss': null })).toBe(true)
    expect(where({}, { 'exits.stopLoss': 1 })).toBe(true)
    expect(whereAll([], known)({})).toBe(true)
  })

  it.each([
    [{ left: 'fsat', op: '<', right: 'slow' }, 'names "fsat", which there is not; did you mean "fast"?'],
    [{ left: 'fast', op: '<', right: 'slwo' }, 'compares with "slwo", which there is not; did you mean "slow"?'],
    [{ left: 'fast', op: '=', right: 'slow' }, 'there is no "="; use one of < <= > >= == !='],
  ])('refuses %o', (rule, message) => {
    expect(() => whereAll([rule as Constraint], known)).toThrow(
      expect.objectContaining({ code: 'sweep/where', message: expect.stringContaining(message) }),
    )
  })

  it('asks some rules only where another one holds', () => {
    const when = { left: 'on', op: '==', right: false } as const
    const where = whereAll([{ left: 'length', op: '==', right: 20, when }], ['length', 'on'])
    expect([where({ length: 20, on: false }), where({ length: 50, on: false }), where({ length: 50, on: true })]).toEqual([
      true,
      false,
      true,
    ])
    const typo = { ...when, left: 'onn' }
    expect(() => whereAll([{ left: 'length', op: '==', right: 20, when: typo }], ['length', 'on'])).toThrow(/did you mean "on"/)
  })

  it('refuses to order words', () => {
    const where = whereAll([{ left: 'side', op: '<', right: 'fast' }], known)
    expect(() => where({ side: 'long', fast: 1 })).toThrow('compares "long" with 1; only numbers have an order')
  })
})
