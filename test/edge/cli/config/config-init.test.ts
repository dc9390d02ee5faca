import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

describe('config init', () => {
  it('writes what validates, with schemas that editors find', async () => {
    const { code, out } = await run('config', 'init', '--dir', dir, '--json')
    const { files } = JSON.parse(out)
    expect([code, existsSync(policy())]).toEqual([0, true])
    for (const file of files as string[]) {
      const [, schema] = /^#:schema (\S+)/.exec(readFileSync(file, 'utf8')) ?? []
      if (file.endsWith('.toml')) expect(existsSync(join(file, '..', schema))).toBe(true)
    }
    const checked = await run('config', 'validate', dir, '--json')
    expect(checked.code).toBe(0)
    const kinds = JSON.parse(checked.out).files.map((file: { kind: string }) => file.kind)
    expect(kinds).not.toContain(null)
    expect(JSON.parse((await run('config', 'explain', '--config', dir, '--json')).out).entries).not.toContainEqual(
      expect.objectContaining({ state: expect.not.stringMatching('same') }),
    )
    // Nothing half-written lies beside it.
    expect(readdirSync(join(dir, '..'))).toEqual(['my config'])
  })

  it('writes over nothing unless it is told to', async () => {
    await run('config', 'init', '--dir', dir)
    edit(policy(), 'min_trades = 50', 'min_trades = 60')
    const again = await run('config', 'init', '--dir', dir)
    expect([again.code, again.error]).toEqual([2, expect.stringMatching(/and \d+ other files would be written over.*--force/)])
    expect(readFileSync(policy(), 'utf8')).toContain('min_trades = 60')
    writeFileSync(join(dir, 'note.md'), 'mine')
    expect((await run('config', 'init', '--dir', dir, '--force')).code).toBe(0)
    expect(readFileSync(policy(), 'utf8')).toContain('min_trades = 50')
    expect(readFileSync(join(dir, 'note.md'), 'utf8')).toBe('mine')
  })

  it('writes only what is asked for, also beside other files', async () => {
    mkdirSync(dir)
    writeFileSync(join(dir, 'own.txt'), 'mine')
    await run('config', 'init', '--dir', dir, '--only', 'promotion-policies')
    expect(readdirSync(dir).sort()).toEqual(['own.txt', 'promotion-policies', 'schemas'])
    expect((await run('config', 'init', '--dir', dir, '--only', 'sweep')).error).toContain('did you mean "sweeps"?')
  })
})
