import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { sweepPresets } from '../../../../src/research/presets/sweep-presets.ts'
import { run } from '../run.ts'

let dir: string

beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'my config')
})

const policy = () => join(dir, 'promotion-policies', 'moderate.toml')
const edit = (path: string, from: string, to: string) => {
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

describe('config explain', () => {
  it('says what differs from the library and where it is from', async () => {
    await run('config', 'init', '--dir', dir, '--only', 'promotion-policies')
    edit(policy(), 'min_trades = 50', 'min_trades = 60')
    writeFileSync(
      join(dir, 'mine.toml'),
      readFileSync(join(dir, 'promotion-policies', 'aggressive.toml'), 'utf8').replace('"aggressive"', '"mine"'),
    )
    const { out } = await run('config', 'explain', '--config', dir)
    expect(out).toMatch(/promotion-policies +0 +5 +1 +1$/m)
    expect(out).toMatch(new RegExp(`^sweeps +${sweepPresets.length} +0 +0 +0$`, 'm'))
    expect(out).toMatch(/moderate +changed .*moderate\.toml/)
    expect(out).toMatch(/mine +new .*mine\.toml/)
    const one = await run('config', 'explain', 'moderate', '--config', dir, '--json')
    expect(JSON.parse(one.out)).toMatchObject([{ kind: 'promotion-policies', state: 'changed', value: { minTrades: 60 } }])
    expect((await run('config', 'explain', 'breakout_fine', '--config', dir)).out).toContain('comes with the library')
    expect((await run('config', 'explain', 'breakout_fin', '--config', dir)).error).toContain('did you mean "breakout_fine"?')
  })

  it('works without a folder, and complains about one that is not there', async () => {
    expect((await run('config', 'explain')).out).toContain('Nothing differs from the library.')
    expect((await run('config', 'explain', '--config', dir)).error).toContain('is no folder')
  })
})
