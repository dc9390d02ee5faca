import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatOf } from '../../../../../src/edge/cli/research/portfolio/portfolio-command.ts'
import { openRunStore } from '../../../../../src/edge/sqlite/run-store.ts'
import { portfolioRecipes } from '../../../../../src/portfolios/shipped-recipes.ts'
import { run } from '../../run.ts'
import { recipeMarket } from './recipe-market.ts'

const { prices, config, folder } = recipeMarket()
const portfolio = (...argv: string[]) => run('research', 'portfolio', ...argv)
const memory = (...argv: string[]) => portfolio('--preset', 'memory', '--config', config, '--data', prices, ...argv)

describe('research portfolio', () => {
  it('says what it is made of and what it came to, and writes both reports', async () => {
    const { code, out, error } = await memory('--fee-bps', '5', '--out', join(folder, 'out'))
    expect([code, error]).toEqual([0, ''])
    expect(out).toMatch(/^Memory \(memory\) on BTC\/EUR, ETH\/EUR 1d, 1,825 bars, 2020-01-01 to 2024-12-29$/m)
    expect(out).toMatch(/^quick_momentum BTC\/EUR +momentum +lookback=1 .* BTC\/EUR +50\.00% {2}stopLoss=0\.3$/m)
    expect(out).toMatch(/^rebalanced +when a strategy changes its target$/m)
    expect(out).toMatch(/^risk +moderate: leverage to 1, 90\.00% of the account/m)
    for (const file of ['report.html', 'report.md']) expect(readFileSync(join(folder, 'out', file), 'utf8')).toContain('Memory')
    expect(out).not.toContain('not real prices')
  })

  it('gives the same as data; contributions make up the return', async () => {
    const { summary, attribution, portfolio: made, files, notes, trials } = JSON.parse((await memory('--fee-bps', '5', '--json')).out)
    expect(attribution.contribution[0] + attribution.contribution[1]).toBeCloseTo(summary.totalReturn, 10)
    expect(made).toMatchObject({ recipe: 'memory', riskProfile: 'moderate', rebalance: 'signal', prices: { kind: 'files' } })
    expect(made.sleeves.map(({ symbol, weight, params }: never) => [symbol, weight, (params as { lookback: number }).lookback])).toEqual([
      ['BTC/EUR', 0.5, 1],
      ['ETH/EUR', 0.5, 1],
    ])
    expect([files, notes, trials]).toEqual([[], [], 1])
  })

  it('records the run; another allocation or rebalancing is another trial', async () => {
    const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    const trials = async (...argv: string[]) => JSON.parse((await memory('--home', home, '--json', ...argv)).out).trialsSoFar
    expect(await trials()).toBe(1)
    expect(await trials('--tag', 'again')).toBe(1)
    expect(await trials('--rebalance', 'month')).toBe(2)
    expect(await trials('--allocation', 'inverse_volatility,lookback=100')).toBe(3)
    expect(await trials('--no-save')).toBe(null)
    const store = openRunStore(home)
    const { records } = store.list({ types: ['portfolio_backtest'] })
    expect(records).toHaveLength(4)
    expect(records[0]).toMatchObject({
      name: 'portfolio_memory',
      family: 'momentum',
      symbols: ['BTC/EUR', 'ETH/EUR'],
      options: { portfolio: { recipe: 'memory', allocation: { method: 'inverse_volatility', lookback: 100 } } },
    })
    store.close()
  })

  it('runs on the sample bars, and says so', async () => {
    const { code, out } = await portfolio('--preset', 'multi_style_moderate', '--timeframe', '1d', '--out', join(folder, 'sample'))
    expect(code).toBe(0)
    expect(out).toMatch(/^no --data: these are synthetic sample bars of BTC\/EUR and ETH\/EUR 1d, not real prices\n/)
    expect(readFileSync(join(folder, 'sample', 'report.md'), 'utf8')).toContain('synthetic sample bars')
  })

  it('takes other symbols for the assets, other money and one format', async () => {
    const flags = ['--data', `A=${join(prices, 'BTC-EUR.csv')}`, '--data', `B=${join(prices, 'ETH-EUR.csv')}`, '--symbols', 'BTC=A,ETH=B']
    const { out } = await portfolio(
      ...flags,
      '--preset',
      'rsi_reversion_moderate',
      '--capital',
      '500',
      '--out',
      join(folder, 'md'),
      '--format',
      'md',
    )
    expect(out).toMatch(/ A +50\.00%/)
    expect(existsSync(join(folder, 'md', 'report.html'))).toBe(false)
    expect(readFileSync(join(folder, 'md', 'report.md'), 'utf8')).toContain('500')
  })

  it('keeps the prices on which a sweep chose its components out of the backtest', async () => {
    const { out } = await portfolio('--preset', 'best_of_sweep', '--config', config, '--data', prices, '--train-share', '0.6', '--json')
    const { summary, trials, portfolio: made } = JSON.parse(out)
    expect(summary.bars).toBe(730)
    expect(trials).toBeGreaterThan(1)
    expect(made.sleeves).toHaveLength(4)
  })

  it('lists the recipes, also as data', async () => {
    expect((await portfolio('--list')).out).toMatch(/^core_balanced +moderate +rsi_reversion 0\.34, .* library$/m)
    const { recipes } = JSON.parse((await portfolio('--list', '--json', '--config', config)).out)
    expect(recipes).toHaveLength(portfolioRecipes.length + 2)
    expect(recipes.filter(({ from }: { from: string }) => from === 'config').map(({ id }: { id: string }) => id)).toEqual([
      'memory',
      'core_balanced',
      'best_of_sweep',
    ])
  })

  it.each([
    [[], '--preset is missing'],
    [['--preset', 'core_balancd'], 'did you mean "core_balanced"?'],
    [['--preset', 'core_balanced', '--rebalance', 'fortnight'], '--rebalance'],
    [['--preset', 'core_balanced', '--fee-bps', '-1'], '--fee-bps'],
    [['--preset', 'core_balanced', '--data', 'nowhere.csv'], 'nowhere.csv'],
    [['--preset', 'core_balanced', '--config', 'nowhere'], 'config init'],
    [['--preset', 'rsi_reversion_moderate', '--symbols', 'ETH=XRP'], 'XRP'],
    [['--preset', 'core_balanced', '--timeframe', '1w'], '1h, 4h, 1d'],
  ])('refuses %j', async (argv, message) => {
    const { code, error } = await portfolio(...argv)
    expect([code, error]).toEqual([2, expect.stringContaining(message)])
    expect(error.trim().split('\n')).toHaveLength(1)
  })

  it('has help with examples', async () => {
    expect((await portfolio('--help')).out).toContain('peak-trade research portfolio --preset multi_style_moderate --data prices/')
  })
})

it('the format of the flag wins over that of the recipe', () => {
  expect([formatOf('md', 'html'), formatOf(undefined, 'markdown'), formatOf(undefined, 'html'), formatOf(undefined, undefined)]).toEqual([
    'md',
    'md',
    'html',
    'both',
  ])
})
