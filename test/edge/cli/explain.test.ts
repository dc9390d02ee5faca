import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { run } from './run.ts'
import { syntheticCsv } from './synthetic-csv.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  file = join(folder, 'preise-€.csv')
  writeFileSync(file, syntheticCsv())
})

const backtest = (...argv: string[]) =>
  run('backtest', '--data', file, '--strategy', 'ma_crossover', '--params', 'fast=5,slow=20', '--stop-loss', '0.02', '--no-save', ...argv)

describe('backtest --explain', () => {
  it('tells the trade after the metrics, by its number in the table', async () => {
    const plain = (await backtest()).out
    const { code, out, error } = await backtest('--explain', '2')
    expect([code, error]).toEqual([0, ''])
    expect(out.startsWith(plain.trimEnd())).toBe(true)
    const added = out.slice(plain.trimEnd().length).trim().split('\n')
    const [, second] = JSON.parse((await backtest('--json')).out).trades
    expect(added[0]).toMatch(/^Trade 2: (long|short) preise-€ 1h, /)
    expect(added[0]).toContain(new Date(second.entryTime).toISOString().slice(0, 16).replace('T', ' '))
    expect(added.at(-2)).toMatch(/^Why it ended: /)
    expect(added.at(-1)).toMatch(/^What it came to: /)
  })

  it('adds the explanation to the JSON, and only when asked', async () => {
    const { explanation, trades } = JSON.parse((await backtest('--explain', '1', '--json')).out)
    expect(explanation).toMatchObject({ number: 1, symbol: 'preise-€', trade: trades[0] })
    expect(explanation.steps.at(-1).index).toBe(trades[0].exitIndex)
    expect(JSON.parse((await backtest('--json')).out)).not.toHaveProperty('explanation')
  })

  it.each(['0', '-1', '1.5', '100000'])('%s is no trade: exit code 2, nothing written', async number => {
    const target = join(folder, 'out')
    const { code, out, error } = await backtest('--explain', number, '--report', target)
    const { length } = JSON.parse((await backtest('--json')).out).trades
    expect([code, out]).toEqual([2, ''])
    expect(error).toContain(`--explain: there is no trade ${number}, the backtest made ${length} trades; take 1 to ${length}`)
    expect(existsSync(target)).toBe(false)
  })

  it('says so when there are no trades at all', async () => {
    const none = await run(
      'backtest',
      '--data',
      file,
      '--strategy',
      'ma_crossover',
      '--params',
      'fast=5,slow=5000',
      '--explain',
      '1',
      '--json',
    )
    expect(none.code).toBe(2)
    expect(JSON.parse(none.out).error).toMatchObject({ code: 'trade/index', details: { number: 1, trades: 0 } })
  })

  it('refuses what is no number, and is in the help', async () => {
    const { code, error } = await backtest('--explain', 'first')
    expect([code, error]).toEqual([2, expect.stringContaining('must be a number')])
    expect((await run('backtest', '--help')).out).toContain('--explain <number>')
  })
})
