import { describe, expect, it } from 'vitest'
import { defaultEnvironment, type Environment } from '../../src/execution/environment.ts'
import { explainLive } from '../../src/execution/explain-live.ts'
import type { LiveFacts } from '../../src/execution/gates/live-facts.ts'
import { NOW } from './intents.ts'
import { armed, facts, SECRET } from './keeper.ts'

const all: LiveFacts & { at: number } = { ...facts, breaker: { tripped: false }, at: NOW }
const open: Environment = { ...armed, liveDryRunMode: false }
const codes = (environment: Environment, shown: Parameters<typeof explainLive>[1] = all) =>
  explainLive(environment, shown).map(({ code }) => code)

describe('explainLive', () => {
  it('has one reason left when all is well: live is locked', () => {
    expect(explainLive(open, all)).toEqual([
      {
        code: 'gate/live-locked',
        message:
          'live is locked in this version: no order leaves in live mode, and no setting changes that; live_dry_run_mode = true shows what would be sent',
      },
    ])
  })

  it('gives all reasons at once, in a fixed order', () => {
    expect(codes(defaultEnvironment, {})).toEqual([
      'gate/not-live',
      'gate/not-enabled',
      'gate/not-armed',
      'gate/dry-run',
      'gate/token-missing',
      'gate/two-people',
      'gate/kill-switch',
      'gate/tier',
      'gate/promotion',
      'gate/live-locked',
    ])
  })

  it.each([
    [{ mode: 'testnet' }, 'gate/not-live', 'mode = testnet'],
    [{ mode: 'paper' }, 'gate/not-live', 'mode = paper'],
    [{ enableLiveTrading: false }, 'gate/not-enabled', 'enable_live_trading = false'],
    [{ liveModeArmed: false }, 'gate/not-armed', 'live_mode_armed = false'],
    [{ liveDryRunMode: true }, 'gate/dry-run', 'live_dry_run_mode = true'],
    [{ confirmToken: undefined }, 'gate/token-missing', 'confirm_token is not given'],
    [{ confirmToken: 'I_KNOW_WHAT_I_AM_DOING' }, 'gate/token-wrong', 'confirm_token'],
  ])('says %j', (changes, code, message) => {
    const reasons = explainLive({ ...open, ...changes } as Environment, all)
    expect(reasons.map(one => one.code)).toEqual([code, 'gate/live-locked'])
    expect(reasons[0].message).toContain(message)
  })

  it.each([
    [{ token: undefined }, 'gate/token-missing'],
    [{ at: NOW + 3_600_000 }, 'gate/token-expired'],
    [{ confirmations: undefined }, 'gate/two-people'],
    [{ confirmations: [facts.confirmations[0]] }, 'gate/two-people'],
    [{ breaker: undefined }, 'gate/kill-switch'],
    [{ breaker: { tripped: true } }, 'gate/kill-switch'],
    [{ strategy: { ...facts.strategy, tier: 'r_and_d' } }, 'gate/tier'],
    [{ strategy: { ...facts.strategy, fingerprint: 'f-2' } }, 'gate/promotion-changed'],
    [{ promotion: undefined }, 'gate/promotion'],
  ])('takes what is not shown for a reason: %j', (changes, code) => {
    expect(codes(open, { ...all, ...changes } as typeof all)).toEqual([code, 'gate/live-locked'])
  })

  it('without a time, the token and the people do not count', () => {
    expect(codes(open, { ...all, at: undefined })).toEqual(['gate/token-expired', 'gate/two-people', 'gate/live-locked'])
  })

  it('asks for no token when none is required', () => {
    expect(codes({ ...open, requireConfirmToken: false, confirmToken: undefined }, { ...all, token: undefined })).toEqual([
      'gate/live-locked',
    ])
  })

  it('never shows the token', () => {
    for (const given of [undefined, 'a guess', SECRET])
      for (const at of [0, NOW, NOW * 2])
        expect(JSON.stringify(explainLive({ ...open, confirmToken: given }, { ...all, at }))).not.toContain('horse')
    expect(JSON.stringify(explainLive({ ...open, confirmToken: 'my own guess' }, all))).not.toContain('my own guess')
  })

  it('cannot be edited', () => {
    expect(Object.isFrozen(explainLive(defaultEnvironment))).toBe(true)
  })
})
