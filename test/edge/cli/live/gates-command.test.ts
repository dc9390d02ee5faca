import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../run.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-gates-'))

function config(environment: string): string {
  const path = join(folder, 'live.toml')
  writeFileSync(path, `[environment]\n${environment}\n`)
  return path
}

const ofLive = 'mode = "live"\nenable_live_trading = true\nlive_mode_armed = true'

describe('live gates', () => {
  it('gives every reason, and the gates in their order', async () => {
    const { code, out } = await run('live', 'gates')
    expect(code).toBe(0)
    expect(out).toContain('Environment: paper, because no --config was given\nEffect: paper; orders are simulated here\n')
    expect(out.match(/gate\/[\w-]+/g)).toEqual([
      ...['gate/not-live', 'gate/not-enabled', 'gate/not-armed', 'gate/dry-run', 'gate/token-missing'],
      ...['gate/two-people', 'gate/kill-switch', 'gate/tier', 'gate/promotion', 'gate/live-locked'],
    ])
    expect(out).toContain('Every order passes 18 gates: clock, mode, arming, confirm-token, two-people')
  })

  it.each([
    ['mode = "testnet"', 'testnet-validate; orders are validated by a testnet and not placed'],
    ['mode = "testnet"\ntestnet_dry_run = false', 'testnet; orders are placed on a testnet'],
    [ofLive, 'live-dry-run; orders are written down and not sent'],
    [`${ofLive}\nlive_dry_run_mode = false`, 'blocked; no order passes: live is locked, and dry run is off'],
  ])('says what becomes of orders with %j', async (environment, effect) => {
    const path = config(environment)
    const { code, out } = await run('live', 'gates', '--config', path)
    expect(code).toBe(0)
    expect(out).toContain(`(${path})\nEffect: ${effect}\n`)
    expect(out).toContain('gate/live-locked')
  })

  it('gives data, and no token', async () => {
    const path = config(`${ofLive}\nconfirm_token = "my own secret"`)
    const { code, out } = await run('live', 'gates', '--config', path, '--json')
    expect(code).toBe(0)
    expect(out).not.toContain('my own secret')
    const data = JSON.parse(out)
    expect(data).toMatchObject({
      environment: { mode: 'live', confirmToken: '(given)' },
      effectiveMode: 'live-dry-run',
      liveAllowed: false,
    })
    expect(data.gates).toHaveLength(18)
    expect(data.reasons.at(-1).code).toBe('gate/live-locked')
    expect((await run('live', 'gates', '--config', path)).out).not.toContain('my own secret')
  })

  it('refuses a config that is wrong', async () => {
    const { code, error } = await run('live', 'gates', '--config', config('mode = "LIVE"'))
    expect(code).toBe(2)
    expect(error).toContain('mode is "LIVE": must be paper, testnet or live')
    expect((await run('live', 'gates', '--config', join(folder, 'none.toml'))).code).toBe(3)
  })
})
