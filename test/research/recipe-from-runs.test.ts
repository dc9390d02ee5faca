import { describe, expect, it } from 'vitest'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { formatRecipes, parseRecipes } from '../../src/portfolios/recipe-config.ts'
import { buildPortfolio } from '../../src/research/build-portfolio.ts'
import { describeRun } from '../../src/research/describe-run.ts'
import { recipeFromRuns, recipeFromSweep } from '../../src/research/recipe-from-runs.ts'
import { sweep } from '../../src/research/sweep.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'

const history = (symbol: string, seed: number) => syntheticBars({ seed, length: 500, symbol, kind: 'regimes' })
const crossovers = { grid: { fast: [5, 10, 15], slow: [20, 50] }, exits: { stopLoss: 0.03, takeProfit: 0.2 } }
const reversions = { grid: { period: [7, 14] }, costs: { feeBps: 5 } }

const records = ['BTC/EUR', 'ETH/EUR', 'LTC/EUR'].flatMap((symbol, seed) => {
  const bars = history(symbol, seed)
  return [
    describeRun(
      { type: 'sweep', strategy: MaCrossover, bars, options: crossovers, result: sweep(MaCrossover, bars, crossovers) },
      { id: `ma-${symbol}`, createdAt: 0, version: '1', keep: 'all' },
    ),
    describeRun(
      { type: 'sweep', strategy: RsiReversion, bars, options: reversions, result: sweep(RsiReversion, bars, reversions) },
      { id: `rsi-${symbol}`, createdAt: 0, version: '1' },
    ),
  ].flatMap(({ record, children = [] }) => [record, ...children])
})
const weightsOf = (recipe: ReturnType<typeof recipeFromRuns>) => recipe.components?.map(({ weight }) => weight)

describe('recipeFromRuns', () => {
  it('keeps the parameters and exits that were found', () => {
    const recipe = recipeFromRuns(records, { id: 'auto', strategies: ['ma_crossover'], riskProfile: 'conservative' })
    expect(recipe.components).toHaveLength(3)
    for (const { asset, params, exits, weight } of recipe.components ?? []) {
      const bars = history(asset ?? '', ['BTC/EUR', 'ETH/EUR', 'LTC/EUR'].indexOf(asset ?? ''))
      const [best] = sweep(MaCrossover, bars, crossovers).best
      expect(params).toEqual(best.params)
      expect(exits).toMatchObject({ stopLoss: 0.03, takeProfit: 0.2 })
      expect(weight).toBeCloseTo(1 / 3, 15)
    }
    expect(recipe).toMatchObject({ id: 'auto', title: 'auto', tags: ['auto'], riskProfile: 'conservative', trials: 18 })
    expect(recipe.description).toBe('The best 3 of 18 parameter sets by sharpe, on the history on which they were tried')
  })

  it('can be written down, read back, built, and still knows its trials', () => {
    const recipe = recipeFromRuns(records, { id: 'auto', maxPerSymbol: 2, title: 'Auto', tags: ['x'] })
    const [read] = parseRecipes(JSON.parse(JSON.stringify(formatRecipes([recipe]))))
    expect(read).toEqual(recipe)
    const panel = alignBars(['BTC/EUR', 'ETH/EUR', 'LTC/EUR'].map(history))
    const { portfolio, trials } = buildPortfolio(read, panel)
    expect(portfolio.sleeves.map(({ params }) => params)).toEqual(recipe.components?.map(({ params }) => params))
    expect(trials).toBe(recipe.trials)
    // What ran without a stop has the one of the profile now.
    const reversion = portfolio.sleeves.find(({ strategy }) => strategy.id === 'rsi_reversion')
    expect(reversion?.exits).toEqual({ stopLoss: 0.05 })
  })

  it('weighs by the metric, and the same when none is above 0', () => {
    const scored = (...scores: number[]) => {
      const rows = scores.map((sharpe, k) => ({ ...records[0], id: `r${k}`, symbols: [`S${k}`], metrics: { sharpe, maxDrawdown: sharpe } }))
      return (metric: string) => weightsOf(recipeFromRuns(rows, { id: 'w', allocation: 'metric_weighted', metric }))
    }
    expect(scored(3, 1)('sharpe')).toEqual([0.75, 0.25])
    expect(scored(3, -1)('sharpe')).toEqual([1, 0])
    expect(scored(-2, -1)('sharpe')).toEqual([0.5, 0.5])
    // The smaller drawdown comes first and weighs more.
    expect(scored(0.3, 0.1)('maxDrawdown')).toEqual([expect.closeTo(0.75, 12), expect.closeTo(0.25, 12)])
  })

  it('no run is an error', () => {
    expect(() => recipeFromRuns([], { id: 'none' })).toThrow(expect.objectContaining({ code: 'recipe/selection' }))
    expect(() => recipeFromRuns(records, { id: 'none', minSharpe: 1e9 })).toThrow('none of ')
  })
})

describe('recipeFromSweep', () => {
  const bars = history('BTC/EUR', 4)
  const options = { grid: { fast: [5, 10], slow: [20, 50] }, settings: { 'exits.stopLoss': [null, 0.02, 0.05] }, top: 5 } as const

  it('keeps parameters and swept exits', () => {
    const result = sweep(MaCrossover, bars, options)
    const recipe = recipeFromSweep(result, { id: 'best', allocation: 'metric_weighted', top: 4 })
    expect(recipe.components?.map(({ asset, params, exits }) => [asset, params, exits?.stopLoss])).toEqual(
      result.best.slice(0, 4).map(({ params, settings }) => ['BTC/EUR', params, settings?.['exits.stopLoss'] ?? undefined]),
    )
    expect(recipe.trials).toBe(12)
    expect(weightsOf(recipe)?.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
    expect(recipeFromSweep(result, { id: 'all' }).components).toHaveLength(5)
  })

  it('an objective of which less is better', () => {
    const result = sweep(MaCrossover, bars, { ...options, objective: 'maxDrawdown' })
    const [first, second] = weightsOf(recipeFromSweep(result, { id: 'calm', allocation: 'metric_weighted', top: 2 })) ?? []
    expect(first / second).toBeCloseTo(result.best[1].score / result.best[0].score, 12)
  })

  it.each([0, 6, 1.5])('the best %d of 5 are refused', top => {
    expect(() => recipeFromSweep(sweep(MaCrossover, bars, options), { id: 'x', top })).toThrow(
      expect.objectContaining({ code: 'recipe/selection' }),
    )
  })
})
