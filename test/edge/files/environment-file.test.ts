import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readEnvironment } from '../../../src/edge/files/environment-file.ts'
import { defaultEnvironment } from '../../../src/execution/environment.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-environment-'))

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('readEnvironment', () => {
  it('reads its table, and leaves others alone', async () => {
    const path = write('live.toml', '[environment]\nmode = "testnet"\ntestnet_dry_run = false\n\n[live_risk]\nmax_open_positions = 5\n')
    expect(await readEnvironment(path)).toEqual({ ...defaultEnvironment, mode: 'testnet', testnetDryRun: false })
  })

  it('takes an empty table for the safe one', async () => {
    expect(await readEnvironment(write('empty.toml', '[environment]\n'))).toEqual(defaultEnvironment)
  })

  it.each([
    ['[live_risk]\n', 'environment/missing', 'has no table [environment]'],
    ['', 'environment/missing', 'has no table [environment]'],
    ['[environment\n', 'environment/syntax', 'cannot be read'],
    ['[environment]\nmode = "production"\n', 'environment/value', 'mode is "production"'],
    ['[environment]\nlive_mode_armed = "false"\n', 'environment/value', 'without quotation marks'],
    ['[environment]\nlive_armed = true\n', 'environment/unknown', 'live_armed'],
    ['environment = "paper"\n', 'environment/value', 'must be a table'],
  ])('refuses %j', async (text, code, message) => {
    await expect(readEnvironment(write('bad.toml', text))).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })

  it('shows no line of a file that it cannot read', async () => {
    const path = write('secret.toml', '[environment]\nconfirm_token = "my own secret" mode = "live"\n')
    const error: unknown = await readEnvironment(path).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'environment/syntax' })
    expect(inspect(error, { depth: 9 })).not.toContain('my own secret')
  })

  it('says which file is missing', async () => {
    await expect(readEnvironment(join(folder, 'none.toml'))).rejects.toMatchObject({ code: 'file/missing' })
  })
})
