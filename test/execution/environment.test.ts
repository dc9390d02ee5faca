import { describe, expect, it } from 'vitest'
import { defaultEnvironment, type Environment, effectiveMode, hideToken } from '../../src/execution/environment.ts'

describe('defaultEnvironment', () => {
  it('is the safe one of Peak_Trade', () => {
    expect(defaultEnvironment).toEqual({
      mode: 'paper',
      enableLiveTrading: false,
      requireConfirmToken: true,
      testnetDryRun: true,
      logAllOrders: true,
      liveModeArmed: false,
      liveDryRunMode: true,
    })
    expect(Object.isFrozen(defaultEnvironment)).toBe(true)
  })
})

describe('effectiveMode', () => {
  // All combinations of what it looks at, and everything else on.
  it.each([
    ['paper', true, true, 'paper'],
    ['paper', false, false, 'paper'],
    ['testnet', true, true, 'testnet-validate'],
    ['testnet', true, false, 'testnet-validate'],
    ['testnet', false, true, 'testnet'],
    ['testnet', false, false, 'testnet'],
    ['live', true, true, 'live-dry-run'],
    ['live', false, true, 'live-dry-run'],
    ['live', true, false, 'blocked'],
    ['live', false, false, 'blocked'],
  ] as const)('%s, testnet dry run %s, live dry run %s: %s', (mode, testnetDryRun, liveDryRunMode, expected) => {
    const open = { enableLiveTrading: true, liveModeArmed: true, requireConfirmToken: false }
    expect(effectiveMode({ ...defaultEnvironment, ...open, mode, testnetDryRun, liveDryRunMode })).toBe(expected)
  })

  it.each(['false', 0, null, undefined])('takes %j for no permission to send', value => {
    const odd = { ...defaultEnvironment, testnetDryRun: value, liveDryRunMode: value } as unknown as Environment
    expect(effectiveMode({ ...odd, mode: 'testnet' })).toBe('testnet-validate')
    expect(effectiveMode({ ...odd, mode: 'live' })).toBe('blocked')
  })

  it.each(['LIVE', 'shadow', '', undefined])('blocks the mode %j', mode => {
    expect(effectiveMode({ ...defaultEnvironment, mode } as unknown as Environment)).toBe('blocked')
  })
})

describe('hideToken', () => {
  it('says that there is one, and not which', () => {
    const hidden = hideToken({ ...defaultEnvironment, confirmToken: 'my secret' })
    expect(JSON.stringify(hidden)).not.toContain('my secret')
    expect(hidden).toEqual({ ...defaultEnvironment, confirmToken: '(given)' })
    expect(hideToken(defaultEnvironment)).toBe(defaultEnvironment)
  })
})
