import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
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

describe('config validate', () => {
  it('names every file that is wrong, and what is wrong with it', async () => {
    await run('config', 'init', '--dir', dir)
    edit(policy(), 'min_sharpe', 'min_sharp')
    writeFileSync(join(dir, 'broken.toml'), 'x =')
    writeFileSync(join(dir, 'sweeps', 'again.toml'), readFileSync(join(dir, 'sweeps', 'breakout_fine.toml')))
    writeFileSync(join(dir, 'other.toml'), '[tool]\nname = "x"\n')
    const { code, out } = await run('config', 'validate', dir)
    expect(code).toBe(1)
    expect(out).toMatch(/moderate\.toml: .*did you mean "min_sharpe"\?/)
    expect(out).toMatch(/broken\.toml cannot be read/)
    expect(out).toMatch(/breakout_fine\.toml: "breakout_fine" is in .*again\.toml too/)
    expect(out).toMatch(/other\.toml +not ours +ok/)
    expect(out).toMatch(/^3 files of \d+ to correct$/m)
  })

  it('checks one file by its schema or by what is in it', async () => {
    await run('config', 'init', '--dir', dir)
    const bare = join(dir, 'bare.toml')
    const check = async (text: string) => {
      writeFileSync(bare, text)
      return JSON.parse((await run('config', 'validate', bare, '--json')).out).files[0]
    }
    for (const [file, kind] of [
      ['portfolio-recipes.toml', 'portfolio-recipes'],
      ['strategy-configurations.toml', 'strategy-configurations'],
      ['strategy-tiering.toml', 'strategy-tiering'],
      ['pipeline.toml', 'pipeline'],
      ['sweeps/breakout_fine.toml', 'sweeps'],
      ['promotion-policies/moderate.toml', 'promotion-policies'],
    ])
      expect(await check(readFileSync(join(dir, file), 'utf8').replace(/^#:schema.*\n/, ''))).toMatchObject({ kind, problem: null })
    expect((await check('[tool]\n')).problem).toMatchObject({ code: 'config/kind' })
  })

  it('wants something to look at', async () => {
    mkdirSync(dir)
    expect((await run('config', 'validate', dir)).error).toContain('has no TOML files')
    expect((await run('config', 'validate', join(dir, 'nowhere'))).error).toContain('does not exist')
  })
})
