import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { markOutput, markReport } from '../../../src/edge/cli/mark-sample.ts'
import { openRunStore } from '../../../src/edge/sqlite/run-store.ts'
import { run } from './run.ts'

const notice = 'no --data: these are synthetic sample bars of BTC/EUR 1d, not real prices'

describe('the mark of samples', () => {
  it('stands above everything, and not on real prices', () => {
    const output = { text: '\nfound\n', data: { a: 1 }, exitCode: 1 }
    expect(markOutput(output, undefined)).toBe(output)
    expect(markOutput(output, notice)).toEqual({ text: `${notice}\n\nfound\n`, data: { sample: notice, a: 1 }, exitCode: 1 })
    const report = { title: 't', subtitle: 's', blocks: [] }
    expect(markReport(report, undefined)).toBe(report)
    expect(markReport(report, notice).blocks[0]).toMatchObject({
      tone: 'warning',
      text: 'These are synthetic sample bars of BTC/EUR 1d, not real prices.',
    })
  })
})

describe('commands without --data', () => {
  const crossover = ['--strategy', 'ma_crossover']
  it.each([
    ['backtest', ['backtest', ...crossover]],
    ['sweep', ['research', 'sweep', ...crossover, '--grid', 'fast=5,10']],
    ['halving', ['research', 'sweep', ...crossover, '--grid', 'fast=5,10', '--halving']],
    ['walkforward', ['research', 'walkforward', ...crossover, '--train', '1000', '--test', '500']],
    ['montecarlo', ['research', 'montecarlo', ...crossover, '--paths', '20']],
    ['stress', ['research', 'stress', ...crossover, '--scenarios', 'fee_shock', '--severity', '0.01', '--max-drawdown', '1']],
    ['promote', ['research', 'promote', ...crossover]],
  ])('%s says that the prices are not real, in text, JSON and report', async (_name, argv) => {
    const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    const { out, error, code } = await run(...argv, '--report', folder)
    expect([error, code]).toEqual(['', argv.includes('promote') ? 1 : 0])
    expect(out.split('\n')[0]).toBe(notice)
    for (const file of ['report.html', 'report.md']) expect(readFileSync(join(folder, file), 'utf8')).toContain('synthetic sample bars')
    expect(JSON.parse((await run(...argv, '--json', '--no-save')).out).sample).toBe(notice)
  })

  it('are recorded with the recipe of the bars, and reproduce', async () => {
    const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    const { out } = await run('backtest', ...crossover, '--symbol', 'ETH/EUR', '--timeframe', '4h', '--home', home, '--json')
    const store = openRunStore(home)
    expect(store.get(JSON.parse(out).runId)?.location).toMatchObject({ kind: 'synthetic', options: { symbol: 'ETH/EUR', length: 6576 } })
    store.close()
    expect((await run('research', 'reproduce', JSON.parse(out).runId, '--home', home)).code).toBe(0)
  })

  it('trials counts on them too', async () => {
    await run('backtest', ...crossover)
    expect((await run('research', 'runs', 'trials', ...crossover)).out).toMatch(
      /^no --data: [^\n]+\n\n[1-9]\d* parameter sets? of ma_crossover/,
    )
  })

  it('refuse what the samples are not', async () => {
    expect((await run('backtest', ...crossover, '--symbol', 'AAPL')).error).toContain('no sample bars of AAPL')
    expect((await run('backtest', ...crossover, '--timeframe', '1w')).error).toContain('there are: 1h, 4h, 1d')
    expect((await run('backtest', ...crossover, '--calendar', 'stocks')).error).toContain('leave out --calendar')
  })
})
