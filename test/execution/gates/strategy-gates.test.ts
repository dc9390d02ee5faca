import { describe, expect, it } from 'vitest'
import { defaultEnvironment } from '../../../src/execution/environment.ts'
import type { LiveFacts } from '../../../src/execution/gates/live-facts.ts'
import { promotionGate, refusePromotion, refuseTier, tierGate } from '../../../src/execution/gates/strategy-gates.ts'
import { shippedTiering } from '../../../src/strategies/tiering.ts'
import { armed, facts, requestOf } from '../keeper.ts'

const tierOf = (strategy: object | undefined) => refuseTier({ strategy } as LiveFacts).map(({ message }) => message)

describe('tierGate', () => {
  it('lets core and aux pass', () => {
    expect(tierOf({ id: 'mine', tier: 'core' })).toEqual([])
    expect(tierOf({ id: 'mine', tier: 'aux' })).toEqual([])
    expect(tierOf({ id: 'macd', tier: 'aux' })).toEqual([])
  })

  it.each([
    [{ id: 'mine', tier: 'r_and_d' }, 'mine is research (r_and_d); only core and aux leave paper'],
    [{ id: 'mine', tier: 'legacy' }, 'mine is legacy; only core and aux leave paper'],
    [{ id: 'mine', tier: 'gold' }, 'mine is gold; only core and aux leave paper'],
    [{ id: 'mine' }, 'mine states no tier; only core and aux leave paper'],
    // What somebody states does not raise what the library knows.
    [{ id: 'armstrong_cycle', tier: 'core' }, 'armstrong_cycle is research (r_and_d); only core and aux leave paper'],
    [{ id: 'armstrong_cycle' }, 'armstrong_cycle states no tier; only core and aux leave paper'],
    [{ id: 'my_strategy', tier: 'core' }, 'my_strategy is legacy; only core and aux leave paper'],
    [{ id: 'toString', tier: 'legacy' }, 'toString is legacy; only core and aux leave paper'],
    [undefined, 'no strategy is named, so its tier is not known'],
  ])('refuses %j', (strategy, message) => {
    expect(tierOf(strategy)).toEqual([message])
  })

  it('lets no research of the library pass, whatever it says', () => {
    const research = Object.entries(shippedTiering).filter(([, { tier }]) => tier === 'r_and_d')
    expect(research.length).toBeGreaterThan(5)
    for (const [id] of research) expect(tierOf({ id, tier: 'core' })).toHaveLength(1)
  })

  it('asks outside of paper', () => {
    const odd = { ...facts, strategy: { id: 'mine', tier: 'r_and_d' } } as const
    const codes = (environment: typeof armed) => tierGate.check(requestOf({ environment, facts: odd })).map(({ code }) => code)
    expect(codes(defaultEnvironment)).toEqual([])
    expect(codes({ ...defaultEnvironment, mode: 'testnet' })).toEqual(['gate/tier'])
    expect(codes(armed)).toEqual(['gate/tier'])
  })
})

describe('promotionGate', () => {
  const codesOf = (changes: object) => refusePromotion({ ...facts, ...changes }).map(({ code }) => code)

  it('lets pass what was promoted, as it was promoted', () => {
    expect(codesOf({})).toEqual([])
  })

  it.each([
    [{ promotion: undefined }, 'gate/promotion'],
    [{ promotion: { ...facts.promotion, id: '' } }, 'gate/promotion'],
    [{ promotion: { ...facts.promotion, id: undefined } }, 'gate/promotion'],
    [{ promotion: { ...facts.promotion, fingerprint: ' ' } }, 'gate/promotion'],
    [{ promotion: { ...facts.promotion, strategy: 'macd' } }, 'gate/promotion'],
    [{ strategy: undefined }, 'gate/promotion'],
    [{ promotion: { ...facts.promotion, fingerprint: 'f-2' } }, 'gate/promotion-changed'],
    [{ strategy: { ...facts.strategy, fingerprint: undefined } }, 'gate/promotion-changed'],
    [{ strategy: { id: 'ma_crossover' }, promotion: { ...facts.promotion, fingerprint: undefined } }, 'gate/promotion'],
  ])('refuses %j', (changes, code) => {
    expect(codesOf(changes)).toEqual([code])
  })

  it('says for whom the promotion is', () => {
    const other = { ...facts.promotion, strategy: 'macd' }
    expect(refusePromotion({ ...facts, promotion: other })[0].message).toBe('promotion record-1 is for macd, not for ma_crossover')
  })

  it('asks outside of paper', () => {
    const codes = (environment: typeof armed) => promotionGate.check(requestOf({ environment, facts: {} })).map(({ code }) => code)
    expect(codes(defaultEnvironment)).toEqual([])
    expect(codes({ ...defaultEnvironment, mode: 'testnet' })).toEqual(['gate/promotion'])
    expect(codes(armed)).toEqual(['gate/promotion'])
  })
})
