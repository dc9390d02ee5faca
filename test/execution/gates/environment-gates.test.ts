import { describe, expect, it } from 'vitest'
import { defaultEnvironment, type Environment } from '../../../src/execution/environment.ts'
import {
  armingGate,
  locked,
  modeGate,
  peopleGate,
  refuseAlone,
  refuseToken,
  refuseUnarmed,
  tokenGate,
} from '../../../src/execution/gates/environment-gates.ts'
import type { Gate } from '../../../src/execution/gates/gate.ts'
import { NOW } from '../intents.ts'
import { armed, facts, moment, requestOf, SECRET } from '../keeper.ts'

const codes = (gate: Gate, environment: Environment, shown: object = {}, at = NOW) =>
  gate.check(requestOf({ environment, facts: { ...facts, ...shown }, context: { ...moment, at } })).map(({ code }) => code)

describe('modeGate', () => {
  it('lets everything pass but live without dry run', () => {
    expect(codes(modeGate, defaultEnvironment)).toEqual([])
    expect(codes(modeGate, { ...defaultEnvironment, mode: 'testnet', testnetDryRun: false })).toEqual([])
    expect(codes(modeGate, armed)).toEqual([])
    expect(codes(modeGate, { ...armed, liveDryRunMode: false })).toEqual(['gate/live-locked'])
    expect(codes(modeGate, { ...armed, mode: 'production' } as unknown as Environment)).toEqual(['gate/live-locked'])
  })

  it('says what would show an order in live mode only', () => {
    expect(locked(armed).message).toContain('; live_dry_run_mode = true shows what would be sent')
    expect(locked(defaultEnvironment).message).not.toContain('live_dry_run_mode')
  })
})

describe('armingGate', () => {
  it('asks for both switches, in live mode', () => {
    expect(codes(armingGate, armed)).toEqual([])
    expect(codes(armingGate, { ...armed, enableLiveTrading: false })).toEqual(['gate/not-enabled'])
    expect(codes(armingGate, { ...armed, liveModeArmed: false })).toEqual(['gate/not-armed'])
    expect(codes(armingGate, { ...armed, enableLiveTrading: false, liveModeArmed: false })).toEqual(['gate/not-enabled', 'gate/not-armed'])
    expect(codes(armingGate, defaultEnvironment)).toEqual([])
    expect(codes(armingGate, { ...defaultEnvironment, mode: 'testnet' })).toEqual([])
  })

  it.each(['true', 1, null, undefined])('takes %j for off', value => {
    const odd = { ...armed, enableLiveTrading: value, liveModeArmed: value } as unknown as Environment
    expect(refuseUnarmed(odd)).toHaveLength(2)
  })
})

describe('tokenGate', () => {
  it('asks for the token that was issued, in live mode', () => {
    expect(codes(tokenGate, armed)).toEqual([])
    expect(codes(tokenGate, { ...armed, confirmToken: undefined })).toEqual(['gate/token-missing'])
    expect(codes(tokenGate, { ...armed, confirmToken: 'I_KNOW_WHAT_I_AM_DOING' })).toEqual(['gate/token-wrong'])
    expect(codes(tokenGate, armed, {}, NOW + 3_600_000)).toEqual(['gate/token-expired'])
    expect(codes(tokenGate, armed, {}, Number.NaN)).toEqual(['gate/token-expired'])
    expect(codes(tokenGate, armed, { token: undefined })).toEqual(['gate/token-missing'])
    expect(codes(tokenGate, { ...defaultEnvironment, mode: 'testnet' }, { token: undefined })).toEqual([])
    expect(codes(tokenGate, defaultEnvironment, { token: undefined })).toEqual([])
  })

  it('is content when none is required, and only for a plain false', () => {
    expect(codes(tokenGate, { ...armed, requireConfirmToken: false }, { token: undefined })).toEqual([])
    for (const odd of [undefined, null, 0, 'false'])
      expect(codes(tokenGate, { ...armed, requireConfirmToken: odd } as unknown as Environment, { token: undefined })).toEqual([
        'gate/token-missing',
      ])
  })

  it('says whose token it asks for, and not which', () => {
    const [{ message }] = refuseToken({ ...armed, confirmToken: 'a guess' }, facts, NOW)
    expect(message).toBe('confirm_token is not the token that was issued to Ada')
    expect(message).not.toContain(SECRET)
  })
})

describe('peopleGate', () => {
  const [ada, grace] = facts.confirmations
  const asked = (confirmations: unknown) => refuseAlone({ confirmations } as typeof facts, NOW).map(({ message }) => message)

  it('asks for two people, in live mode', () => {
    expect(codes(peopleGate, armed)).toEqual([])
    expect(codes(peopleGate, armed, { confirmations: undefined })).toEqual(['gate/two-people'])
    expect(codes(peopleGate, armed, { confirmations: [ada] })).toEqual(['gate/two-people'])
    expect(codes(peopleGate, defaultEnvironment, { confirmations: [] })).toEqual([])
    expect(codes(peopleGate, { ...defaultEnvironment, mode: 'testnet' }, { confirmations: [] })).toEqual([])
  })

  it('says who is missing', () => {
    expect(asked([])).toEqual(['nobody has confirmed live mode in the last 12 hours; it takes two people'])
    expect(asked([ada])).toEqual(['only Ada has confirmed live mode in the last 12 hours; it takes two people'])
  })

  it('does not count the same person twice, however it is written', () => {
    expect(asked([ada, { person: ' ada ', at: NOW }])).toHaveLength(1)
  })

  it('does not count nobody, the future, the past, and no time at all', () => {
    for (const other of [
      { person: ' ', at: NOW },
      { person: 'Grace', at: NOW + 1 },
      { person: 'Grace', at: NOW - 12 * 3_600_000 },
      { person: 'Grace', at: Number.NaN },
    ])
      expect(asked([ada, other])).toHaveLength(1)
    expect(asked([ada, { person: 'Grace', at: NOW }])).toHaveLength(0)
    expect(asked([ada, { person: 'Grace', at: NOW - 12 * 3_600_000 + 1 }])).toHaveLength(0)
    expect(refuseAlone({ confirmations: [ada, grace] }, Number.NaN)).toHaveLength(1)
  })
})
