import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

describe('backtest', () => {
  it('prints a table and writes both reports', async () => {
    const target = join(folder, 'new', 'out')
    const { code, out, error } = await run(
      'backtest',
      '--data',
      file,
      '--strategy',
      'ma_crossover',
      '--params',
      'fast=20,slow=50',
      '--fee-bps',
      '10',
      '--report',
      target,
    )
    expect(error).toBe('')
    expect(code).toBe(0)
    expect(out).toContain('Moving-average crossover on preise-€ 1h')
    expect(out).toMatch(/Sharpe +[−\d]/)
    expect(readdirSync(target).sort()).toEqual(['report.html', 'report.md'])
    expect(readFileSync(join(target, 'report.html'), 'utf8')).toContain('</html>')
    expect(out).toContain(join(target, 'report.html'))
  })

  it('prints the same as JSON', async () => {
    const { code, out } = await run(
      'backtest',
      '--data',
      file,
      '--strategy',
      'ma_crossover',
      '--params',
      'fast=5,slow=20',
      '--stop-loss',
      '0.02',
      '--json',
    )
    const data = JSON.parse(out)
    expect(code).toBe(0)
    expect(data.strategy.params).toEqual({ fast: 5, slow: 20 })
    expect(data.settings.exits.stopLoss).toBe(0.02)
    expect(data.summary.bars).toBe(600)
    expect(data.trades.length).toBe(data.summary.trades + data.summary.openTrades)
  })

  it('takes every setting, and lists the orders that were not sent', async () => {
    const { code, out } = await run(
      ...['backtest', '--data', file, '--strategy', 'ma_crossover', '--params', 'fast=5,slow=20', '--json'],
      ...[
        '--sizing',
        'kelly=0.5,trades=3,minimum=0.1',
        '--max-leverage',
        '2',
        '--stop-atr',
        '2',
        '--min-notional',
        '2000',
        '--lot',
        '0.01',
      ],
    )
    expect(code).toBe(0)
    const { settings, refusals, summary } = JSON.parse(out)
    expect(settings).toMatchObject({
      sizing: { kelly: 0.5, trades: 3, minimum: 0.1 },
      maxLeverage: 2,
      exits: { stopAtr: 2 },
      instrument: { lot: 0.01, minNotional: 2000 },
    })
    // A tenth of 10 000 is less than 2 000.
    expect(refusals[0]).toMatchObject({ reason: 'min-notional' })
    expect(refusals.length).toBe(summary.refusals)
  })

  it('groups its help', async () => {
    const { out } = await run('backtest', '--help')
    const groups = out.match(/^[A-Z][a-z ]+:$/gm)
    expect(groups).toEqual(['What to run:', 'Money and size:', 'Costs:', 'Exits:', 'Instrument:', 'Output:', 'Registry:', 'Example:'])
  })

  it.each([
    [['--strategy', 'ma_crosover'], 'strategy "ma_crosover" is unknown; did you mean "ma_crossover"?'],
    [['--strategy', 'ma_crossover', '--params', 'fast=50,slow=20'], 'ma_crossover: fast must be smaller than slow'],
    [['--strategy', 'ma_crossover', '--params', 'fsat=5'], 'did you mean "fast"?'],
    [['--strategy', 'ma_crossover', '--params', 'fast'], '"fast" is not name=value'],
    [['--strategy', 'ma_crossover', '--fee-bps', '-3'], 'costs.feeBps is -3: must not be negative'],
    [['--strategy', 'ma_crossover', '--capital', 'lots'], 'must be a number'],
    [['--strategy', 'ma_crossover', '--stop-loss', '1'], 'exits.stopLoss is 1'],
    [['--strategy', 'ma_crossover', '--sizing', 'share=1'], 'sizing is {"share":1}'],
    [['--strategy', 'ma_crossover', '--fee-bp', '3'], "unknown option '--fee-bp'"],
  ])('%j is refused with exit code 2 and one sentence', async (argv, sentence) => {
    const { code, out, error } = await run('backtest', '--data', file, ...argv)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(error).toContain(sentence)
  })

  it('writes nothing when the data is bad', async () => {
    writeFileSync(file, 'Date,Open,High,Low,Close,Volume\n2024-01-01,1,2,3,x,5\n')
    const target = join(folder, 'out')
    const { code, error } = await run('backtest', '--data', file, '--strategy', 'ma_crossover', '--report', target)
    expect(code).toBe(2)
    expect(error).toMatch(/row 2.*Close.*x/)
    expect(existsSync(target)).toBe(false)
  })

  it('an error is JSON too, when asked', async () => {
    const { code, out } = await run('backtest', '--data', join(folder, 'none.csv'), '--strategy', 'ma_crossover', '--json')
    expect(code).toBe(2)
    expect(JSON.parse(out).error.code).toMatch(/^file\//)
  })
})

describe('backtest with another symbol', () => {
  const rule = `
    import { Strategy } from 'peak-trade'
    export class Lead extends Strategy {
      static id = 'lead'
      lead = this.other('ETH/EUR')
      decide() {
        return this.lead.close.value > this.lead.close.previous ? 1 : 0
      }
    }
  `

  it('reads its file and gives it to the strategy', async () => {
    const strategy = join(folder, 'lead.js')
    const other = join(folder, 'eth=1h.csv')
    writeFileSync(strategy, rule)
    writeFileSync(other, syntheticCsv())
    const backtest = ['backtest', '--data', file, '--strategy', strategy]
    const { code, out, error } = await run(...backtest, '--other', `ETH/EUR=${other}`, '--json')
    expect({ code, error }).toEqual({ code: 0, error: '' })
    const result = JSON.parse(out) as { summary: { trades: number }; others: { symbol: string }[] }
    expect(result.summary.trades).toBeGreaterThan(10)
    expect(result.others.map(({ symbol }) => symbol)).toEqual(['ETH/EUR'])
    const without = await run(...backtest)
    expect(without.code).toBe(2)
    expect(without.error).toContain('withOthers')
    const twice = await run(...backtest, '--other', `A=${other}`, '--other', `A=${other}`)
    expect(twice.error).toContain('A is twice among the other symbols')
  })

  it.each(['ETH/EUR', '=x.csv', 'ETH/EUR='])('refuses --other %s', async text => {
    const { code, error } = await run('backtest', '--data', file, '--strategy', 'ma_crossover', '--other', text)
    expect(code).toBe(2)
    expect(error).toContain('such as --other ETH/EUR=eth-1h.csv')
  })
})
