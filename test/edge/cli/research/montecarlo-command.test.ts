import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readBars } from '../../../../src/edge/files/read-bars.ts'
import { backtest } from '../../../../src/engine/backtest.ts'
import type { Bars } from '../../../../src/market/bars.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'
import { run } from '../run.ts'
import { syntheticCsv } from '../synthetic-csv.ts'

let folder: string
let file: string
let bars: Bars
const research = (command: string, ...more: string[]) => run('research', command, '--data', file, '--strategy', 'ma_crossover', ...more)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  file = join(folder, 'prices.csv')
  writeFileSync(file, syntheticCsv())
  bars = (await readBars(file)).bars
})

describe('research montecarlo', () => {
  it('draws returns of the backtest that it ran', async () => {
    const { code, out } = await research('montecarlo', '--paths', '50', '--method', 'iid', '--seed', '7', '--json')
    expect(code).toBe(0)
    const data = JSON.parse(out)
    const { summary } = backtest(MaCrossover, bars)
    expect(data.length).toBe(599)
    expect(data.metrics.totalReturn.observed).toBeCloseTo(summary.totalReturn, 9)
    expect(data.metrics.maxDrawdown.observed).toBeCloseTo(summary.maxDrawdown, 9)
    expect(data.paths).toBe(50)
  })

  it('gives the same for the same seed, and other paths for another', async () => {
    const bands = async (seed: string) => (await research('montecarlo', '--paths', '50', '--seed', seed, '--no-save', '--json')).out
    expect(await bands('a')).toBe(await bands('a'))
    expect(await bands('a')).not.toBe(await bands('b'))
  })

  it('draws trades, too, and says when there are none', async () => {
    const params = ['--params', 'fast=3,slow=10']
    const data = JSON.parse((await research('montecarlo', ...params, '--of', 'trades', '--paths', '20', '--json')).out)
    expect(data.length).toBe(backtest(MaCrossover, bars, { params: { fast: 3, slow: 10 } }).summary.trades)
    const none = await research('montecarlo', '--params', 'fast=300,slow=590', '--of', 'trades')
    expect(none.code).toBe(2)
    expect(none.error).toMatch(/closed no trade/)
  })

  it.each(['params', 'noise', 'synthetic'])('runs the strategy again for %s', async method => {
    const data = JSON.parse((await research('montecarlo', '--method', method, '--paths', '5', '--json')).out)
    expect(data.method).toBe(method)
    expect(data.observed.totalReturn).toBe(backtest(MaCrossover, bars).summary.totalReturn)
  })

  it('prints Markdown and writes the report with the fan', async () => {
    const target = join(folder, 'paths')
    const { out } = await research('montecarlo', '--paths', '50', '--report', target)
    expect(out).toContain('# What else could have happened')
    expect(readFileSync(join(target, 'report.html'), 'utf8')).toContain('class="fan"')
  })

  it.each([
    [['--ruin', '2'], /ruin.drawdown is 2/],
    [['--paths', '0'], /paths is 0/],
    [['--method', 'magic'], /Allowed choices/],
  ])('refuses %j', async (argv, message) => {
    const { code, error } = await research('montecarlo', ...argv)
    expect(code).toBe(2)
    expect(error).toMatch(message)
  })
})
