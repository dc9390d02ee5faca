import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readBars } from '../../../../src/edge/files/read-bars.ts'
import type { Bars } from '../../../../src/market/bars.ts'
import { walkForward } from '../../../../src/research/walk-forward.ts'
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

describe('research walkforward', () => {
  const windows = ['--train', '300', '--test', '100']
  const search = ['--grid', 'fast=5,10', '--grid', 'slow=10:30:10', '--where', 'fast<slow']

  it('finds what walkForward finds', async () => {
    const { code, out } = await research('walkforward', ...windows, ...search, '--fee-bps', '10', '--json')
    expect(code).toBe(0)
    const expected = walkForward(MaCrossover, bars, {
      grid: { fast: [5, 10], slow: [10, 20, 30] },
      where: ({ fast, slow }) => fast < slow,
      train: 300,
      test: 100,
      costs: { feeBps: 10 },
    })
    const data = JSON.parse(out)
    expect(data.candidates).toBe(5)
    expect(data.windows.map((window: { params: unknown }) => window.params)).toEqual(expected.windows.map(({ params }) => params))
    expect(data.summary.totalReturn).toBe(expected.summary.totalReturn)
    expect(data.trades.length).toBe(expected.stitched.trades.length)
  })

  it('is the same on threads, and goes on from a checkpoint', async () => {
    const checkpoint = join(folder, 'forward.ckpt')
    const found = async (...argv: string[]) =>
      JSON.parse((await research('walkforward', ...windows, ...search, '--no-save', ...argv, '--json')).out)
    const inline = await found('--runner', 'inline', '--checkpoint', checkpoint)
    expect(existsSync(checkpoint)).toBe(true)
    expect(await found('--checkpoint', checkpoint)).toEqual(inline)
    expect(await found('--threads', '2')).toEqual(inline)
    const { code, error } = await research('walkforward', ...windows, ...search, '--runner', 'inline', '--threads', '2')
    expect([code, error]).toEqual([2, expect.stringContaining('--threads')])
  })

  it('prints a table of windows and writes the report', async () => {
    const target = join(folder, 'forward')
    const { code, out } = await research('walkforward', ...windows, ...search, '--anchored', '--report', target)
    expect(code).toBe(0)
    expect(out).toContain('walk-forward over 5 candidates')
    expect(out.match(/fast=\d+ slow=\d+/g)).toHaveLength(3)
    expect(readFileSync(join(target, 'report.html'), 'utf8')).toContain('Stitched equity')
  })

  it('keeps given parameters, and takes the strategy as it is without a grid', async () => {
    const kept = JSON.parse((await research('walkforward', ...windows, '--params', 'slow=30', '--grid', 'fast=5,10', '--json')).out)
    expect(kept.candidates).toBe(2)
    expect(kept.windows[0].params.slow).toBe(30)
    expect(JSON.parse((await research('walkforward', ...windows, '--json')).out).candidates).toBe(1)
  })

  it('takes durations', async () => {
    const data = JSON.parse((await research('walkforward', '--train', '10d', '--test', '5d', '--embargo', '1d', '--json')).out)
    expect(data.windows[0].train).toEqual([0, 240])
    expect(data.windows[0].test).toEqual([264, 384])
  })

  it.each([
    [['--train', 'long', '--test', '100'], /train is "long"/],
    [['--train', '900', '--test', '100'], /too few for one window/],
    [[...windows, '--grid', 'quick=1,2'], /no parameter "quick"/],
    [[...windows, ...search, '--where', 'fast>slow'], /leaves none/],
    [[...windows, '--objective', 'sharp'], /no objective "sharp".*sharpe/],
  ])('refuses %j', async (argv, message) => {
    const { code, error, out } = await research('walkforward', ...argv)
    expect([code, out]).toEqual([2, ''])
    expect(error).toMatch(message)
  })
})
