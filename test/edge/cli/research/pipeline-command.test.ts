import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../../../../src/edge/cli/run-cli.ts'
import { readPromotion } from '../../../../src/edge/files/promotion-file.ts'
import { reproduce } from '../../../../src/edge/registry/reproduce.ts'
import { openRunStore } from '../../../../src/edge/sqlite/run-store.ts'
import { run } from '../run.ts'
import { syntheticCsv } from '../synthetic-csv.ts'
import { memoryCsv } from './memory-market.ts'

const aapl = createRequire(import.meta.url).resolve('@observablehq/sample-datasets/aapl.csv')
const example = fileURLToPath(new URL('../../../../examples/pipeline.toml', import.meta.url))
let folder: string
let files = 0
const write = (text: string) => {
  const path = join(folder, `pipeline-${files++}.toml`)
  writeFileSync(path, text)
  return path
}
const pipeline = (...argv: string[]) => run('research', 'pipeline', ...argv)
const newHome = () => join(folder, `home-${files++}`)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  writeFileSync(join(folder, 'prices.csv'), syntheticCsv())
  writeFileSync(join(folder, 'memory.csv'), memoryCsv(0.25))
})

describe('research pipeline', () => {
  it('says no-go for a crossover on five years of AAPL, with reasons, and leaves a report and its runs', async () => {
    const home = newHome()
    const report = join(folder, 'report')
    const { code, out, error } = await pipeline(example, '--data', aapl, '--home', home, '--report', report)
    expect(error).toBe('')
    expect(code).toBe(1)
    const stages = ['data', 'sweep', 'choice', 'walk-forward', 'cross-validation', 'Monte Carlo', 'stress', 'overfitting', 'promotion']
    const lines = out.split('\n')
    expect(lines.slice(0, stages.length).map(line => line.slice(0, 17).trim())).toEqual(stages)
    expect(lines[0]).toContain('1,260 bars of AAPL 1d, 2013-05-13 to 2018-05-11, nothing to mend')
    expect(out).toMatch(/^NO-GO by policy moderate: ma_crossover with fast=/m)
    expect(out).toMatch(/^ {2}- Sharpe ratio, in sample: [\d.]+, must be at least 1\.5$/m)
    const page = readFileSync(join(report, 'index.html'), 'utf8')
    for (const title of ['Scorecard', 'Stages', 'Sweep', 'Walk-forward', 'Cross-validation', 'Monte Carlo', 'Stress', 'Evidence'])
      expect(page).toContain(`>${title}</h2>`)
    expect(page.match(/<svg/g)?.length).toBeGreaterThan(8)
    expect(readFileSync(join(report, 'index.md'), 'utf8').split('\n')[0]).toBe('# No-go: Moving-average crossover on AAPL')
    expect(readdirSync(home)).toEqual(expect.not.arrayContaining(['promotions']))

    const store = openRunStore(home)
    const [whole] = store.list({ types: ['experiment'] }).records
    expect(whole).toMatchObject({ name: 'pipeline_ma_crossover_AAPL', status: 'ok', metrics: { go: 0 } })
    expect(whole.artifacts.map(({ kind }) => kind)).toEqual(['report', 'report'])
    const parts = store.list({ parent: whole.id, sort: 'created', order: 'asc' }).records
    const types = ['sweep', 'backtest', 'walk_forward', 'cross_validation', 'monte_carlo', 'stress', 'promotion']
    expect(parts.map(({ type }) => type).sort()).toEqual([...types].sort())
    expect(store.trials(whole)).toBe(parts.find(({ type }) => type === 'sweep')?.trials)
    for (const { type, id } of parts) if (type !== 'promotion') expect((await reproduce(store, id)).verdict).toBe('the same to the bit')
    store.close()
  })

  it('says go for an edge that is there, and writes a record that holds', async () => {
    const home = newHome()
    const file = write(`
      data.file = "memory.csv"
      strategy.id = "momentum"
      [sweep.parameters]
      lookback = [1, 2, 3, 5]
      entry = [0.001, 0.005]
      exit = [-0.001, -0.005]
      shorts = [false, true]
      [settings]
      sizing = { fraction = 0.5 }
      costs = { fee_bps = 2, slippage_bps = 1 }
    `)
    const { code, out } = await pipeline(file, '--home', home, '--json', '--tag', 'planted')
    const data = JSON.parse(out)
    expect(code).toBe(0)
    expect(data).toMatchObject({ go: true, refusals: [], policy: { name: 'moderate' }, choice: { params: { lookback: 1 } } })
    expect(data.stages.map(({ name }: { name: string }) => name)).not.toContain('cross-validation')
    const record = await readPromotion(data.record)
    expect(record.evidence.strategy).toMatchObject({ id: 'momentum', params: data.choice.params })
    const store = openRunStore(home)
    expect(store.get(data.run)).toMatchObject({
      metrics: { go: 1 },
      tags: ['planted'],
      artifacts: [{ kind: 'promotion', path: data.record }],
    })
    store.close()

    // The same again: the same evidence, no new trials, the same record.
    const again = JSON.parse((await pipeline(file, '--home', home, '--json')).out)
    expect(again).toMatchObject({ go: true, record: data.record, evidence: data.evidence })
  })

  it('runs on sample bars when no prices are named, says so, and opens no gate', async () => {
    const home = newHome()
    const file = write(
      '[strategy]\nid = "ma_crossover"\n[montecarlo]\npaths = 20\n[overfitting]\nresamples = 20\n[stress]\nenabled = false',
    )
    const report = join(folder, 'of-samples')
    const { out } = await pipeline(file, '--home', home, '--report', report)
    expect(out.split('\n')[0]).toBe('no --data: these are synthetic sample bars of BTC/EUR 1d, not real prices')
    expect(readFileSync(join(report, 'index.md'), 'utf8')).toContain('Not real prices')
    expect(existsSync(join(home, 'promotions'))).toBe(false)
    const { sample, record } = JSON.parse((await pipeline(file, '--home', home, '--json')).out)
    expect([sample.slice(0, 9), record]).toEqual(['no --data', null])
    expect((await pipeline(file, '--dry-run')).out.split('\n')[0]).toBe(out.split('\n')[0])
  })

  it('previews without running or leaving anything', async () => {
    const home = newHome()
    const { code, out } = await pipeline(example, '--data', aapl, '--dry-run', '--home', home, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ bars: 1260, strategy: 'ma_crossover', paths: 1000, splits: 15, stressRuns: 11 })
    expect((await pipeline(example, '--data', aapl, '--dry-run')).out).toContain('Nothing was run.')
    expect(existsSync(home)).toBe(false)
  })

  it('writes an example that runs as it is, and never over a file', async () => {
    const file = join(folder, 'new', 'pipeline.toml')
    const first = await pipeline(file, '--init', '--data', aapl)
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining(`wrote ${file}`) })
    const { code, out } = await pipeline(file, '--no-save', '--home', join(folder, 'unused'))
    expect(code).toBe(1)
    expect(out).toMatch(/^NO-GO/m)
    expect(readdirSync(join(folder, 'new', 'report')).sort()).toEqual(['index.html', 'index.md'])
    expect(existsSync(join(folder, 'unused'))).toBe(false)
    expect(await pipeline(file, '--init')).toMatchObject({ code: 2, error: expect.stringContaining('is there already') })
  })

  it('shows progress to who watches, and writes the format that is asked for', async () => {
    const file = write(
      'data.file = "prices.csv"\nstrategy.id = "ma_crossover"\nmontecarlo.paths = 100\nreport = { folder = "plain", format = "markdown" }',
    )
    let error = ''
    const watch = (text: string) => {
      error += text
    }
    const terminal = { out: () => undefined, error: watch, live: true }
    expect(await runCli(['research', 'pipeline', file, '--no-save', '--home', join(folder, 'unused')], terminal)).toBe(1)
    expect(error).toContain('walk-forward ████')
    expect(readdirSync(join(folder, 'plain'))).toEqual(['index.md'])
  })

  it('notes a pipeline that fails, with what it had done', async () => {
    const home = newHome()
    const file = write('data.file = "prices.csv"\nstrategy.id = "ma_crossover"\nwalkforward = { train = 5000, test = 10 }')
    const { code, error } = await pipeline(file, '--home', home)
    expect(code).toBe(2)
    expect(error).toContain('too few for one window')
    const store = openRunStore(home)
    const [whole] = store.list({ types: ['experiment'] }).records
    expect(whole).toMatchObject({ status: 'failed', error: expect.stringContaining('too few') })
    expect(
      store
        .list({ parent: whole.id })
        .records.map(({ type }) => type)
        .sort(),
    ).toEqual(['backtest', 'sweep'])
    store.close()
  })

  it.each([
    ['[data]\nfiel = "prices.csv"', /data of a pipeline file has no "fiel"; did you mean "file"\?/],
    ['data.file = "prices.csv"\nstrategy.id = "ma_crosover"', /did you mean "ma_crossover"/],
    [
      'data.file = "prices.csv"\nstrategy.id = "ma_crossover"\nsweep.min_trades = 9999\nsweep.parameters.fast = [5]',
      /has traded 9999 times/,
    ],
  ])('refuses %j', async (text, message) => {
    const { code, error } = await pipeline(write(text), '--home', newHome())
    expect(code).toBe(2)
    expect(error).toMatch(message)
  })

  it('refuses a file that is not there', async () => {
    expect(await pipeline(join(folder, 'none.toml'))).toMatchObject({ code: 3, error: expect.stringContaining('does not exist') })
  })
})
