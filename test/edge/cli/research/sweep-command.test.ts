import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readBars } from '../../../../src/edge/files/read-bars.ts'
import { sweep } from '../../../../src/research/sweep.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'
import { run } from '../run.ts'
import { spawn } from '../spawn.ts'
import { emptyHome } from './recorded.ts'

const grid = ['--grid', 'fast=5,10,20', '--grid', 'slow=20:60:20', '--where', 'fast<slow']

describe('research sweep', () => {
  it('finds what sweep finds, writes all of it, and counts its trials once', async () => {
    const { ran, file, folder } = emptyHome()
    const [output, report] = [join(folder, 'all.csv'), join(folder, 'out')]
    const { bars } = await readBars(file)
    const expected = sweep(MaCrossover, bars, {
      grid: { fast: [5, 10, 20], slow: [20, 40, 60] },
      where: ({ fast, slow }) => fast < slow,
      costs: { feeBps: 10 },
      objective: 'calmar',
      top: 3,
    })
    const argv = [...grid, '--fee-bps', '10', '--objective', 'calmar', '--top', '3']
    const data = await ran('sweep', ...argv, '--output', output, '--report', report)
    expect(data.best.map(({ params, score }: { params: object; score: number }) => [params, score])).toEqual(
      expected.best.map(({ params, score }) => [params, score]),
    )
    expect([data.combinations, data.trialsSoFar]).toEqual([8, 8])
    expect(readFileSync(output, 'utf8').trim().split('\n')).toHaveLength(9)
    expect(readFileSync(join(report, 'report.html'), 'utf8')).toContain('<svg')
    expect((await ran('sweep', ...argv)).trialsSoFar).toBe(8)
  })

  it('sweeps over settings, each a trial of its own, and can be repeated to the bit', async () => {
    const { ran, research } = emptyHome()
    const vary = ['--vary', 'exits.stopLoss=none,0.01,0.02', '--where', 'exits.stopLoss<0.02']
    const data = await ran('sweep', ...grid, ...vary)
    expect([data.combinations, data.trialsSoFar]).toEqual([16, 16])
    expect((await research('reproduce', data.runId)).out).toContain('the same to the bit')
  })

  it('prints a table, the stability and the trials', async () => {
    const { research, file } = emptyHome()
    const { code, out } = await research('sweep', '--data', file, '--strategy', 'ma_crossover', ...grid, '--top', '2')
    expect(code).toBe(0)
    expect(out).toMatch(/8 combinations, ranked by sharpe\n\n# +fast +slow/)
    expect(out).toMatch(/^stability +\d/m)
    expect(out).toMatch(/^recorded as .* 8 parameter sets of ma_crossover/m)
    expect(out).not.toMatch(/^3 /m)
  })

  it('is the same on threads, and goes on from a checkpoint', async () => {
    const { ran, folder } = emptyHome()
    const space = ['--space', 'fast=5..20', '--space', 'slow=30..60', '--sample', '20', '--no-save']
    const checkpoint = join(folder, 'sweep.ckpt')
    const best = async (...argv: string[]) => (await ran('sweep', ...space, ...argv)).best
    const inline = await best('--runner', 'inline', '--checkpoint', checkpoint)
    expect(existsSync(checkpoint)).toBe(true)
    expect(await best('--checkpoint', checkpoint)).toEqual(inline)
    expect(await best('--threads', '2')).toEqual(inline)
  })

  it('halves, records all candidates, and reports', async () => {
    const { ran, research, folder } = emptyHome()
    const report = join(folder, 'out')
    const data = await ran('sweep', '--space', 'fast=5..20', '--space', 'slow=30..60', '--sample', '27', '--halving', '--report', report)
    expect([data.trials, data.trialsSoFar]).toEqual([27, 27])
    expect(readFileSync(join(report, 'report.md'), 'utf8')).toContain('Successive halving')
    const record = JSON.parse((await research('runs', 'show', data.runId, '--json')).out)
    expect(record).toMatchObject({ type: 'halving', params: data.winner.params, trials: 27 })
    expect((await research('reproduce', data.runId)).out).toContain('the same to the bit')
    expect((await research('report', '--run', data.runId)).out).toContain('Successive halving')
    const none = await ran('sweep', '--grid', 'fast=5,6', '--min-trades', '5000', '--halving')
    expect([none.winner, none.trialsSoFar]).toEqual([undefined, 29])
  })

  it('only says what it would do', async () => {
    const { home } = emptyHome()
    const { code, out } = await run('research', 'sweep', '--preset', 'ma_crossover_basic', '--dry-run', '--home', home)
    expect([code, existsSync(home)]).toEqual([0, false])
    expect(out).toMatch(/^9 combinations would be run\n {2}fast=5 slow=50\n/)
    const { presets } = JSON.parse((await run('research', 'sweep', '--list-presets', '--json')).out)
    expect(presets.length).toBeGreaterThan(10)
  })

  it('runs the strategy of a script, and one that has no name only here', () => {
    const { folder, file, home } = emptyHome()
    const rule = `class Mine extends Strategy { static id = 'mine'; static params = z.object({ n: z._default(z.number(), 1) }); decide() { return this.params.n } }`
    writeFileSync(join(folder, 'named.ts'), `import { Strategy } from 'peak-trade'\nimport * as z from 'zod/mini'\nexport ${rule}`)
    writeFileSync(
      join(folder, 'hidden.ts'),
      `import { Strategy } from 'peak-trade'\nimport * as z from 'zod/mini'\n${rule}\nexport default { Mine }`,
    )
    const sweeping = (script: string, ...argv: string[]) =>
      spawn(folder, 'research', 'sweep', '--data', file, '--strategy', script, '--grid', 'n=0,1', '--home', home, ...argv)
    for (const script of ['named.ts', 'hidden.ts']) {
      const { code, out, error } = sweeping(script, '--json')
      expect([code, error]).toEqual([0, ''])
      expect(JSON.parse(out).combinations).toBe(2)
    }
    const refused = sweeping('hidden.ts', '--threads', '2')
    expect(refused.code).toBe(2)
    expect(refused.error).toContain('export the class')
  })

  it.each([
    [['--strategy', 'ma_crossover', '--grid', 'quick=5', '--dry-run'], /no parameter "quick"/],
    [['--strategy', 'ma_crossover', '--vary', 'exits.stopLos=1', '--dry-run'], /did you mean "exits.stopLoss"/],
    [['--strategy', 'ma_crossover', '--grid', 'fast=5', '--where', 'fest<9', '--dry-run'], /no parameter "fest"/],
    [['--strategy', 'ma_crossover', '--grid', 'fast=5', '--halving', '--output', 'x.csv'], /--output/],
    [['--preset', 'ma_crossover_basic', '--grid', 'fast=5'], /--preset/],
  ])('refuses %j', async (argv, message) => {
    const { code, error } = await run('research', 'sweep', ...argv)
    expect(code).toBe(2)
    expect(error).toMatch(message)
  })
})
