import { describe, expect, it } from 'vitest'
import { sliceBars } from '../../src/market/bars.ts'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { withOthers } from '../../src/market/with-others.ts'
import type { PortfolioRecipe } from '../../src/portfolios/recipe.ts'
import { findRecipe } from '../../src/portfolios/shipped-recipes.ts'
import { buildPortfolio } from '../../src/research/build-portfolio.ts'
import { describeRun } from '../../src/research/describe-run.ts'
import { presetSweep, runPreset, type SweepPreset } from '../../src/research/presets/sweep-preset.ts'
import { sweepPreset } from '../../src/research/presets/sweep-presets.ts'
import { presetOf } from '../../src/research/recipe-sweep.ts'
import type { TriedSets } from '../../src/research/run-store.ts'

const btc = syntheticBars({ seed: 1, length: 800, symbol: 'BTC/EUR', kind: 'regimes' })
const eth = syntheticBars({ seed: 2, length: 800, symbol: 'ETH/EUR', kind: 'regimes' })
const coins = alignBars([btc, eth])
const balanced = findRecipe('rsi_reversion_balanced')

const of = (preset: string, weights: readonly number[]): PortfolioRecipe => ({
  id: 'found',
  title: 'Found',
  riskProfile: 'moderate',
  sweep: { preset, top: weights.length, weights },
})

describe('a recipe with a sweep', () => {
  it('has the best sets of the first part, per symbol, and leaves the rest to trade on', () => {
    const settings = { costs: { feeBps: 10 } }
    const built = buildPortfolio(balanced, coins, { settings, trainShare: 0.6 })
    const traded = { ...settings, sizing: { fraction: 0.9 }, exits: { stopLoss: 0.05 }, maxLeverage: 1 }
    const expected = [btc, eth].flatMap(bars => {
      const { best } = runPreset(sweepPreset('rsi_reversion_basic'), sliceBars(bars, 0, 480), { ...traded, minTrades: 1, top: 27 })
      const results = best.filter(
        ({ metrics }, k) => best.findIndex(other => JSON.stringify(other.metrics) === JSON.stringify(metrics)) === k,
      )
      return results.slice(0, 3).map(({ params }, k) => [bars.symbol, params, [0.2, 0.15, 0.15][k]])
    })
    expect(built.portfolio.sleeves.map(({ symbol, params, weight }) => [symbol, params, weight])).toEqual(expected)
    expect(built.portfolio.sleeves[1].name).toBe('rsi_reversion BTC/EUR #2')
    expect(built.settings).toEqual(traded)
    expect(built.trials).toBe(54)
    expect(built.panel.length).toBe(320)
    expect(built.panel.time[0]).toBe(btc.time[480])
    expect(built.notes).toEqual([
      'The components are the best 3 of 54 parameter sets of rsi_reversion_basic on the first 480 of 800 times; the other 320 are left to trade on.',
    ])
  })

  it('notes all that it tried, as the sweep on its own would', () => {
    const settings = { costs: { feeBps: 10 } }
    const { tried, settings: traded } = buildPortfolio(balanced, coins, { settings, trainShare: 0.6 })
    const preset = sweepPreset('rsi_reversion_basic')
    const bars = withOthers(sliceBars(eth, 0, 480), [sliceBars(btc, 0, 480)])
    const { strategy, options } = presetSweep(preset)
    const run = { type: 'sweep', strategy, bars, options: { ...options, ...traded }, result: runPreset(preset, bars, traded) } as const
    const alone = describeRun(run, { id: 's', createdAt: 0, version: '1' }).tried as TriedSets
    expect(tried).toHaveLength(2)
    expect({ ...tried[1], fingerprints: [...tried[1].fingerprints] }).toEqual({ ...alone, fingerprints: [...alone.fingerprints] })
    // They can be read again.
    expect([...tried[1].fingerprints]).toHaveLength(27)
    expect(buildPortfolio(findRecipe('core_balanced'), coins).tried).toEqual([])
  })

  it('does not look at the part that is left', () => {
    const crashed = alignBars([btc, eth].map(bars => alignedEnd(bars)))
    const paramsOf = (panel: typeof coins) => buildPortfolio(balanced, panel).portfolio.sleeves.map(({ params }) => params)
    expect(paramsOf(crashed)).toEqual(paramsOf(coins))
  })

  it('a sweep over exits decides about them alone', () => {
    const own: SweepPreset = {
      id: 'own',
      strategy: 'breakout',
      description: '',
      tags: [],
      grid: { lookback: [10, 20] },
      settings: { 'exits.stopLoss': [null, 0.002, 0.005] },
      where: [],
      objective: 'totalReturn',
    }
    const { sleeves } = buildPortfolio(of('own', [0.3, 0.25, 0.15, 0.15, 0.15]), alignBars([btc]), { presets: [own] }).portfolio
    const { best } = runPreset(own, sliceBars(btc, 0, 400), { sizing: { fraction: 0.9 }, maxLeverage: 1 })
    expect(new Set(best.map(({ metrics }) => JSON.stringify(metrics))).size).toBe(6)
    const stops = best.slice(0, 5).map(({ settings }) => settings?.['exits.stopLoss'] ?? undefined)
    expect(sleeves.map(({ exits }) => exits?.stopLoss)).toEqual(stops)
    expect(new Set(stops).size).toBeGreaterThan(1)
    expect(stops).toContain(undefined)
  })

  it('of sets that made the same trades the first counts', () => {
    const own: SweepPreset = {
      id: 'twins',
      strategy: 'rsi_reversion',
      description: '',
      tags: [],
      where: [],
      grid: { period: [14], trendPeriod: [50, 60, 70], lower: [25, 30] },
    }
    const { sleeves } = buildPortfolio(of('twins', [0.5, 0.5]), alignBars([btc]), { presets: [own] }).portfolio
    expect(new Set(sleeves.map(({ params }) => (params as { lower: number }).lower)).size).toBe(2)
    expect(() => buildPortfolio(of('twins', [0.4, 0.3, 0.3]), alignBars([btc]), { presets: [own] })).toThrow(
      'but of 6 sets on the 400 bars of BTC/EUR before the cut only 2 have different results with a sharpe to rank by and at least 1 closed trade; give more bars',
    )
  })

  it('too few trades are an error, not an empty portfolio', () => {
    const flat = alignBars([syntheticBars({ seed: 1, length: 100, volatility: 0, drift: 0, symbol: 'FLAT' })])
    expect(() => buildPortfolio(balanced, flat)).toThrow(expect.objectContaining({ code: 'recipe/sweep-results' }))
    expect(() => buildPortfolio(balanced, alignBars([sliceBars(btc, 0, 20)]))).toThrow(
      expect.objectContaining({ code: 'recipe/sweep-results' }),
    )
    const late = alignBars([btc, sliceBars(eth, 700)], { join: 'outer' })
    expect(() => buildPortfolio(balanced, late)).toThrow(/on the 0 bars of ETH\/EUR before the cut/)
  })

  it.each([
    [of('rsi_reversion_basicc', [1]), {}, 'sweep/preset', 'did you mean "rsi_reversion_basic"?'],
    [of('rsi_reversion_basic', [1]), { trainShare: 0 }, 'recipe/sweep', 'cannot be cut at 0'],
    [of('rsi_reversion_basic', [1]), { trainShare: 1 }, 'recipe/sweep', 'cannot be cut at 1'],
    [of('rsi_reversion_basic', [1]), { trainShare: Number.NaN }, 'recipe/sweep', 'cannot be cut at NaN'],
    [
      of('costly', [1]),
      {
        presets: [
          {
            id: 'costly',
            strategy: 'macd',
            description: '',
            tags: [],
            grid: { fast: [5] },
            settings: { 'costs.feeBps': [0, 5] },
            where: [],
          },
        ],
      },
      'recipe/sweep',
      'its sweep costly varies costs.feeBps',
    ],
  ] as const)('refuses %#', (recipe, options, code, message) => {
    expect(() => buildPortfolio(recipe, coins, options)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    )
  })

  it('one bar cannot be cut', () => {
    expect(() => buildPortfolio(balanced, alignBars([sliceBars(btc, 0, 1)]))).toThrow(expect.objectContaining({ code: 'recipe/sweep' }))
  })
})

it('presets of one’s own come first', () => {
  const own = { ...sweepPreset('rsi_reversion_basic'), description: 'mine' }
  const sweep = { preset: own.id, top: 1, weights: [1] }
  expect(presetOf(sweep, [own]).description).toBe('mine')
  expect(presetOf(sweep).description).not.toBe('mine')
})

/** The same first half, and a crash in the second. */
function alignedEnd(bars: typeof btc): typeof btc {
  const shrink = (column: typeof bars.close) => Float64Array.from(column, (value, i) => (i < 400 ? value : value * 0.9 ** ((i - 400) / 20)))
  return { ...bars, open: shrink(bars.open), high: shrink(bars.high), low: shrink(bars.low), close: shrink(bars.close) }
}
