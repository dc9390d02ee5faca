import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { configFolder, ownEntries, readConfigFile, readConfigFolder } from '../../../../src/edge/cli/config/config-folder.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
})

const put = (name: string, text: string) => writeFileSync(join(folder, name), text)
const sweep = (id: string) => `[sweep]\nid = "${id}"\nstrategy = "ma_crossover"\n[sweep.parameters]\nfast = [5]\n`

describe('the folder of configurations', () => {
  it('is the given one; the default need not exist', () => {
    expect(configFolder(folder)).toBe(folder)
    expect(configFolder(undefined)).toBeUndefined()
    expect(() => configFolder(join(folder, 'none'))).toThrow('make one with: peak-trade config init --dir')
  })

  it('is read with all folders in it, but for hidden ones', async () => {
    for (const name of ['deep', '.git', 'node_modules']) mkdirSync(join(folder, name))
    for (const name of ['a.toml', 'deep/b.toml', '.git/c.toml', 'node_modules/d.toml', 'e.txt']) put(name, sweep('one'))
    expect((await readConfigFolder(folder)).map(({ path }) => path)).toEqual([join(folder, 'a.toml'), join(folder, 'deep', 'b.toml')])
  })

  it('gives what is its own of a kind, and refuses an id that is there twice', async () => {
    put('a.toml', sweep('one'))
    put('b.toml', sweep('two'))
    put('c.toml', '[portfolio_recipes.mine]\nextends = "core_balanced"\n[strategy_configurations.own]\nstrategy = "macd"\n')
    expect([...(await ownEntries(folder, 'sweeps')).keys()]).toEqual(['one', 'two'])
    expect([...(await ownEntries(folder, 'portfolio-recipes')).keys()]).toEqual(['mine'])
    expect([...(await ownEntries(folder, 'strategy-configurations')).keys()]).toEqual(['own'])
    expect((await ownEntries(undefined, 'sweeps')).size).toBe(0)
    put('z.toml', sweep('one'))
    await expect(ownEntries(folder, 'sweeps')).rejects.toMatchObject({ code: 'config/twice' })
  })

  it('is stopped by a file of the same kind that is wrong, and by no other', async () => {
    put('a.toml', sweep('one').replace('fast', 'fest'))
    await expect(ownEntries(folder, 'sweeps')).rejects.toThrow(/a\.toml: .*fest/)
    expect((await ownEntries(folder, 'portfolio-recipes')).size).toBe(0)
  })

  it('says what is wrong with a file that cannot be read', async () => {
    put('a.toml', 'x =')
    expect((await readConfigFile(join(folder, 'a.toml')))[0].error).toMatchObject({ code: 'config/syntax' })
    expect((await readConfigFile(join(folder, 'none.toml')))[0].error).toMatchObject({ code: 'file/missing' })
  })
})
