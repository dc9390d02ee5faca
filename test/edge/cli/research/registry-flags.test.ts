import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { spawn } from '../spawn.ts'
import { emptyHome } from './recorded.ts'

const runs: readonly (readonly [command: string, type: string, ...argv: string[]])[] = [
  ['sweep', 'sweep', '--grid', 'fast=5,10'],
  ['walkforward', 'walk_forward', '--train', '300', '--test', '100', '--grid', 'fast=5,10'],
  ['montecarlo', 'monte_carlo', '--paths', '20'],
  ['montecarlo', 'monte_carlo_runs', '--method', 'noise', '--paths', '3'],
  ['stress', 'stress', '--scenarios', 'fee_shock'],
]

describe('the registry', () => {
  it.each(runs)('takes %s as %s, with tags and the prices it read', async (command, type, ...argv) => {
    const { ran, research, file } = emptyHome()
    const { runId } = await ran(command, ...argv, '--tag', 'one', '--tag', 'two')
    const record = JSON.parse((await research('runs', 'show', runId, '--json')).out)
    expect(record).toMatchObject({ id: runId, type, tags: ['one', 'two'], location: { kind: 'file', path: file } })
    expect((await research('reproduce', runId)).code).toBe(0)
  })

  it('takes a backtest, counts what was tried, and names the files', async () => {
    const { file, home, folder, research } = emptyHome()
    const backtest = (...argv: string[]) => run('backtest', '--data', file, '--strategy', 'ma_crossover', '--home', home, ...argv)
    const report = join(folder, 'out')
    const { runId, trialsSoFar } = JSON.parse((await backtest('--report', report, '--json')).out)
    expect(trialsSoFar).toBe(1)
    const { artifacts } = JSON.parse((await research('runs', 'show', runId, '--json')).out)
    expect(artifacts.map(({ path }: { path: string }) => path)).toEqual([join(report, 'report.html'), join(report, 'report.md')])
    expect((await backtest('--params', 'fast=7')).out).toMatch(/recorded as \w{26}; 2 parameter sets of ma_crossover/)
  })

  it('stays out of it with --no-save', async () => {
    const { ran, home } = emptyHome()
    expect(await ran('sweep', '--grid', 'fast=5,10', '--no-save')).toMatchObject({ runId: null, trialsSoFar: null, combinations: 2 })
    expect(existsSync(home)).toBe(false)
  })

  it('is asked before the work begins', async () => {
    const { file, folder } = emptyHome()
    writeFileSync(join(folder, 'blocked'), '')
    const argv = ['--data', file, '--strategy', 'ma_crossover', '--grid', 'fast=5', '--home', join(folder, 'blocked', 'home')]
    const { code, out, error } = await run('research', 'sweep', ...argv)
    expect([code, out]).toEqual([3, ''])
    expect(error).toMatch(/^error: .*blocked.*\n$/)
  })

  it('finds the strategy of a script again', () => {
    const { folder, file, home } = emptyHome()
    writeFileSync(
      join(folder, 'mine.ts'),
      `import { Strategy } from 'peak-trade'
       export class Mine extends Strategy { static override readonly id = 'mine'; protected override decide(): number { return 1 } }`,
    )
    const made = spawn(
      folder,
      'research',
      'stress',
      '--data',
      file,
      '--strategy',
      'mine.ts',
      '--scenarios',
      'fee_shock',
      '--home',
      home,
      '--json',
    )
    expect([made.code, made.error]).toEqual([0, ''])
    const again = spawn(folder, 'research', 'reproduce', JSON.parse(made.out).runId, '--home', home)
    expect([again.code, again.error]).toEqual([0, ''])
    expect(again.out).toContain('the same to the bit')
  })
})
