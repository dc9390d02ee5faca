import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { whySkipDistTests } from '../../../scripts/build-state.ts'
import { strategyNames } from '../../../src/edge/cli/strategy-new-command.ts'
import { run } from './run.ts'
import { spawn } from './spawn.ts'
import { syntheticCsv } from './synthetic-csv.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const newFolder = () => mkdtempSync(join(tmpdir(), 'peak-trade-new-'))

/** Runs tests with Node's own test runner, which must not find out that it runs inside another one. */
function nodeTest(cwd: string, ...argv: string[]) {
  const { NODE_TEST_CONTEXT: _context, NODE_OPTIONS: _options, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--test', ...argv], { cwd, env, encoding: 'utf8', timeout: 120_000 })
  return { status, output: `${stdout}${stderr}` }
}

const kinds = [
  ['a strategy of targets', 'rsi_dip', [], 3],
  ['a strategy that places orders', 'limit-dip', ['--orders'], 2],
] as const

describe('strategy new', () => {
  it.each(kinds)('writes %s and a test that passes, from the sources', (_kind, name, flags, tests) => {
    const folder = newFolder()
    const { code, out } = spawn(folder, 'strategy', 'new', name, '--dir', 'mine', ...flags)
    const file = name.replace('_', '-')
    expect(code).toBe(0)
    expect(readdirSync(join(folder, 'mine')).sort()).toEqual([`${file}.test.ts`, `${file}.ts`])
    expect(out).toContain(`node --test ${join('mine', `${file}.test.ts`)}`)
    const hook = join(folder, 'hook.mjs')
    writeFileSync(hook, `import { shareOwnModules } from ${JSON.stringify(join(root, 'src/edge/cli/own-modules.ts'))}\nshareOwnModules()\n`)
    const { status, output } = nodeTest(join(folder, 'mine'), '--import', hook, `${file}.test.ts`)
    expect(status, output).toBe(0)
    expect(output).toMatch(new RegExp(`pass ${tests}\\b`))
    // The test is one that can fail.
    const source = join(folder, 'mine', `${file}.ts`)
    writeFileSync(source, readFileSync(source, 'utf8').replace('this.average.value * (1 ', 'this.average.value * (2 '))
    expect(nodeTest(join(folder, 'mine'), '--import', hook, `${file}.test.ts`).status).toBe(1)
  })

  const why = whySkipDistTests()
  it.skipIf(why !== undefined).each(kinds)(
    `writes %s and a test that passes, with the package${why === undefined ? '' : ` (skipped: ${why})`}`,
    (_kind, name, flags, tests) => {
      const folder = newFolder()
      mkdirSync(join(folder, 'node_modules'))
      symlinkSync(root, join(folder, 'node_modules/peak-trade'))
      // As npm does it: what the package needs lies next to it.
      symlinkSync(join(root, 'node_modules/zod'), join(folder, 'node_modules/zod'))
      const command = spawnSync(process.execPath, ['node_modules/peak-trade/dist/cli.js', 'strategy', 'new', name, ...flags, '--json'], {
        cwd: folder,
        encoding: 'utf8',
      })
      const { files } = JSON.parse(command.stdout)
      const { status, output } = nodeTest(folder, files[1])
      expect(status, output).toBe(0)
      expect(output).toMatch(new RegExp(`pass ${tests}\\b`))
      const check = spawnSync(
        process.execPath,
        ['node_modules/peak-trade/dist/cli.js', 'strategy', 'check', files[0], '--histories', '3'],
        { cwd: folder, encoding: 'utf8' },
      )
      expect(check.status, check.stderr).toBe(0)
    },
  )

  it('what it wrote can be checked and backtested at once, with nothing installed', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'prices.csv'), syntheticCsv())
    for (const [, name, flags] of kinds) spawn(folder, 'strategy', 'new', name, ...flags)
    expect(spawn(folder, 'strategy', 'check', 'rsi-dip.ts', '--params', 'period=5', '--histories', '3')).toMatchObject({
      code: 0,
      error: '',
    })
    expect(spawn(folder, 'strategy', 'check', 'limit-dip.ts', '--histories', '3')).toMatchObject({ code: 0, error: '' })
    const { code, out } = spawn(folder, 'backtest', '--data', 'prices.csv', '--strategy', './rsi-dip.ts')
    expect(code).toBe(0)
    expect(out).toContain('Rsi dip on prices 1h')
  })

  it('never overwrites', async () => {
    const folder = newFolder()
    const file = join(folder, 'mine.test.ts')
    writeFileSync(file, 'precious')
    const { code, error } = await run('strategy', 'new', 'mine', '--dir', folder)
    expect(code).toBe(2)
    expect(error).toContain(`${file} is there already and stays as it is`)
    expect(readFileSync(file, 'utf8')).toBe('precious')
    expect(existsSync(join(folder, 'mine.ts'))).toBe(false)
  })

  it('says when the folder cannot be made', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'file'), '')
    const { code, error } = await run('strategy', 'new', 'mine', '--dir', join(folder, 'file', 'deeper'))
    expect(code).toBe(3)
    expect(error).toContain('not a folder')
  })
})

describe('names', () => {
  it.each([
    ['rsi_dip', { id: 'rsi_dip', file: 'rsi-dip', className: 'RsiDip', title: 'Rsi dip' }],
    ['momentum-1h', { id: 'momentum_1h', file: 'momentum-1h', className: 'Momentum1h', title: 'Momentum 1h' }],
    ['date', { className: 'DateRule' }],
    ['strategy', { className: 'StrategyRule' }],
    ['order_strategy', { className: 'OrderStrategyRule' }],
  ])('%s', (name, expected) => {
    expect(strategyNames(name)).toMatchObject(expected)
  })

  it.each([
    ['RsiDip', 'such as rsi_dip'],
    ['rsi dip', 'such as rsi_dip'],
    ['1st', 'such as st'],
    ['../escape', 'such as escape'],
    ['größe', 'such as gr_e'],
    ['__proto__', 'such as proto'],
    ['a__b', 'such as a_b'],
    ['', 'such as rsi_dip'],
    ['€', 'such as rsi_dip'],
    ['x'.repeat(61), 'up to 60'],
  ])('%j is refused', (name, sentence) => {
    expect(() => strategyNames(name)).toThrow(sentence)
  })

  it('of the catalog are taken', () => {
    expect(() => strategyNames('ma-crossover')).toThrow('the library has a strategy "ma_crossover"')
  })
})
