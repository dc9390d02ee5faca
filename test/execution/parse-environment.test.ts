import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { defaultEnvironment } from '../../src/execution/environment.ts'
import { environmentSchema, parseEnvironment } from '../../src/execution/parse-environment.ts'

describe('parseEnvironment', () => {
  it('is safe when nothing is said', () => {
    expect(parseEnvironment({})).toEqual(defaultEnvironment)
  })

  it('reads the file of Peak_Trade', () => {
    const text = `mode = "paper"
      enable_live_trading = false
      require_confirm_token = true
      confirm_token = ""
      testnet_dry_run = true
      log_all_orders = true`
    const environment = parseEnvironment(parse(text))
    expect(environment).toEqual(defaultEnvironment)
    expect('confirmToken' in environment).toBe(false)
  })

  it('reads every key', () => {
    const environment = parseEnvironment({
      mode: 'live',
      enable_live_trading: true,
      require_confirm_token: false,
      confirm_token: 'mine',
      testnet_dry_run: false,
      log_all_orders: false,
      live_mode_armed: true,
      live_dry_run_mode: false,
      max_live_notional_per_order: 100,
      max_live_notional_total: 1_000,
      live_trade_min_size: 5,
    })
    expect(environment).toEqual({
      mode: 'live',
      enableLiveTrading: true,
      requireConfirmToken: false,
      confirmToken: 'mine',
      testnetDryRun: false,
      logAllOrders: false,
      liveModeArmed: true,
      liveDryRunMode: false,
      maxLiveNotionalPerOrder: 100,
      maxLiveNotionalTotal: 1_000,
      liveTradeMinSize: 5,
    })
    expect(Object.isFrozen(environment)).toBe(true)
  })

  it.each([
    [{ enable_live_trading: 'false' }, 'enable_live_trading is "false": must be true or false, without quotation marks'],
    [{ live_dry_run_mode: 'true' }, 'live_dry_run_mode is "true"'],
    [{ testnet_dry_run: 0 }, 'testnet_dry_run is 0'],
    [{ live_mode_armed: null }, 'live_mode_armed is null'],
    [{ mode: 'LIVE' }, 'mode is "LIVE": must be paper, testnet or live'],
    [{ mode: 'papr' }, 'did you mean "paper"?'],
    [{ mode: 'shadow' }, 'mode is "shadow"'],
    [{ mode: 1 }, 'mode is 1'],
    [{ max_live_notional_per_order: 0 }, 'max_live_notional_per_order is 0: must be above 0'],
    [{ max_live_notional_total: -1 }, 'must be above 0'],
    [{ max_live_notional_total: Number.NaN }, 'max_live_notional_total is null'],
    [{ live_trade_min_size: Number.POSITIVE_INFINITY }, 'live_trade_min_size is null'],
    [{ live_trade_min_size: 1e16 }, 'must not exceed 1e15'],
    [{ live_trade_min_size: '5' }, 'live_trade_min_size is "5": must be a number'],
    ['paper', 'the environment is "paper": must be a table'],
    [undefined, 'the environment is undefined: must be a table'],
    [[], 'must be a table'],
  ])('refuses %j', (table, message) => {
    expect(() => parseEnvironment(table)).toThrow(
      expect.objectContaining({ code: 'environment/value', message: expect.stringContaining(message) }),
    )
  })

  it.each([
    ['live_mode_arm', 'did you mean "live_mode_armed"?'],
    ['liveModeArmed', 'live_mode_armed'],
    ['live_dry_run', 'did you mean "live_dry_run_mode"?'],
  ])('refuses the key %s', (key, message) => {
    expect(() => parseEnvironment({ [key]: true })).toThrow(
      expect.objectContaining({ code: 'environment/unknown', message: expect.stringContaining(message) }),
    )
  })

  it('shows no token that it refuses', () => {
    expect(() => parseEnvironment({ confirm_token: 123456789 })).toThrow('confirm_token is a number: must be a text')
  })
})

it('the JSON schema that is shipped says what the code says', () => {
  const file = new URL('../../config-schemas/environment.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(environmentSchema())
})
