import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtestPanel } from '../../src/engine/backtest-panel.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { alignBars, type Panel } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { allocationMethods } from '../../src/portfolios/allocate.ts'
import { backtestPortfolio } from '../../src/portfolios/backtest-portfolio.ts'
import type { PortfolioRecipe } from '../../src/portfolios/recipe.ts'
import { riskProfiles } from '../../src/portfolios/risk-profile.ts'
import { findRecipe, portfolioRecipes } from '../../src/portfolios/shipped-recipes.ts'
import { coreAndAuxRecipe, coreOnlyRecipe } from '../../src/portfolios/tiered-recipes.ts'
import { buildPortfolio } from '../../src/research/build-portfolio.ts'

const history = (symbol: string, seed: number, length = 600) => syntheticBars({ seed, length, symbol, kind: 'regimes' })
const coins = alignBars([history('BTC/EUR', 1), history('ETH/EUR', 2)])
const one = (symbol: string): Panel => alignBars([history(symbol, 3)])

const simple = (weights: Readonly<Record<string, number>>, more: Partial<PortfolioRecipe> = {}): PortfolioRecipe => ({
  id: 'simple',
  title: 'Simple',
  riskProfile: 'moderate',
  components: Object.entries(weights).map(([strategy, weight]) => ({ strategy, weight })),
  ...more,
})
const weightsOf = (recipe: PortfolioRecipe, panel = coins) => buildPortfolio(recipe, panel).portfolio.sleeves.map(({ weight }) => weight)
const sum = (values: readonly (number | undefined)[]) => values.reduce<number>((total, value) => total + (value ?? Number.NaN), 0)

describe('every recipe', () => {
  it.each([...portfolioRecipes, coreOnlyRecipe(), coreAndAuxRecipe()])('$id can be built and traded', recipe => {
    const built = buildPortfolio(recipe, coins, { settings: { costs: { feeBps: 10 } } })
    const profile = riskProfiles[recipe.riskProfile]
    const { sleeves } = built.portfolio
    expect(sum(sleeves.map(({ weight }) => weight))).toBeCloseTo(1, 12)
    for (const { weight, exits } of sleeves) {
      expect(weight).toBeGreaterThan(0)
      expect(weight).toBeLessThanOrEqual(profile.maxWeight)
      expect(exits?.stopLoss ?? exits?.trailingStop).toBeGreaterThan(0)
    }
    // Shipped weights keep within their own profile: what a recipe says per component is what it gets.
    const { components, sweep } = built.recipe
    for (const [k, { weight }] of (components ?? []).entries()) {
      const named = sleeves.filter(({ name }) => name?.startsWith(`${components?.[k].strategy} `))
      expect(sum(named.map(sleeve => sleeve.weight))).toBeCloseTo(weight, 12)
    }
    expect(built.panel.length).toBe(sweep === undefined ? 600 : 300)
    const plain = backtestPanel(sleeves, built.panel, built.settings)
    expect(plain.sleeves.map(({ weight }) => weight)).toEqual(sleeves.map(({ weight }) => weight))
    const result = backtestPortfolio(built.portfolio, built.panel, built.settings)
    expect(Array.from(result.equity).every(Number.isFinite)).toBe(true)
    expect(Math.max(...result.leverage)).toBeLessThanOrEqual(profile.maxLeverage + 1e-9)
    // A scale of 0 to 1 times the weight; without a regime the weight.
    for (const [k, { weight = Number.NaN }] of sleeves.entries()) {
      const scales = Array.from(result.weights.columns[k], value => value / weight)
      if (recipe.regime === undefined) expect(scales).toEqual([1])
      else expect(new Set(scales.map(scale => Number(scale.toFixed(9))))).toEqual(new Set([0, recipe.regime.scales?.neutral_scale, 1]))
    }
    expect(built.maxDrawdown).toBeLessThanOrEqual(profile.maxDrawdown)
  })

  it('takes positions: most sleeves of the recipes trade on some market', () => {
    const traded = portfolioRecipes.flatMap(recipe => {
      const { portfolio, panel, settings } = buildPortfolio(recipe, coins)
      return backtestPanel(portfolio.sleeves, panel, settings).sleeves.map(({ fills }) => (fills.length > 0 ? 1 : 0))
    })
    expect(sum(traded) / traded.length).toBeGreaterThan(0.8)
  })
})

describe('an allocation of a recipe', () => {
  const needed: Readonly<Record<string, object>> = {
    fixed: { weights: [0.25, 0.25, 0.25, 0.25] },
    volatility_target: { target: 0.05 },
    black_litterman: { views: [{ weights: { 'rsi_reversion_btc_moderate BTC/EUR': 1 }, expected: 0.0001 }] },
  }

  it.each(allocationMethods)('%s keeps the cap of the profile', method => {
    const allocation = { method, lookback: 200, when: 'week', ...needed[method] } as unknown as PortfolioRecipe['allocation']
    const recipe: PortfolioRecipe = { ...findRecipe('multi_style_moderate'), riskProfile: 'conservative', allocation, rebalance: 'week' }
    const { portfolio, panel, settings } = buildPortfolio(recipe, coins)
    const { weights, equity } = backtestPortfolio(portfolio, panel, settings)
    expect(weights.rows.length).toBeGreaterThan(1)
    for (const column of weights.columns) expect(Math.max(...column)).toBeLessThanOrEqual(0.6)
    expect(Array.from(equity).every(Number.isFinite)).toBe(true)
  })
})

describe('sleeves', () => {
  it('configurations bring their asset, parameters and exits', () => {
    const { portfolio } = buildPortfolio(findRecipe('multi_style_moderate'), coins)
    expect(
      portfolio.sleeves.map(({ strategy, symbol, params, exits, weight, name }) => [strategy.id, symbol, params, exits, weight, name]),
    ).toEqual([
      [
        'rsi_reversion',
        'BTC/EUR',
        { period: 14, lower: 30, upper: 70 },
        { stopLoss: 0.04, takeProfit: 0.08 },
        0.25,
        'rsi_reversion_btc_moderate BTC/EUR',
      ],
      [
        'rsi_reversion',
        'ETH/EUR',
        { period: 14, lower: 30, upper: 70 },
        { stopLoss: 0.04, takeProfit: 0.08 },
        0.25,
        'rsi_reversion_eth_moderate ETH/EUR',
      ],
      ['ma_crossover', 'BTC/EUR', { fast: 20, slow: 60 }, { stopLoss: 0.05, takeProfit: 0.15 }, 0.25, 'ma_trend_btc_moderate BTC/EUR'],
      [
        'trend_following',
        'ETH/EUR',
        { period: 14, threshold: 25, exitThreshold: 20, maPeriod: 30 },
        { stopLoss: 0.05, takeProfit: 0.15 },
        0.25,
        'trend_following_eth_moderate ETH/EUR',
      ],
    ])
  })

  it('a component without an asset is spread over all symbols, and gets the stop of the profile', () => {
    const { portfolio, settings } = buildPortfolio(simple({ macd: 0.6, breakout: 0.4 }), coins)
    expect(portfolio.sleeves.map(({ name, weight }) => [name, weight])).toEqual([
      ['macd BTC/EUR', 0.3],
      ['macd ETH/EUR', 0.3],
      ['breakout BTC/EUR', 0.2],
      ['breakout ETH/EUR', 0.2],
    ])
    expect(portfolio.sleeves.map(({ exits }) => exits)).toEqual(Array(4).fill({ stopLoss: 0.05 }))
    expect(settings).toEqual({ sizing: { fraction: 0.9 }, exits: { stopLoss: 0.05 }, maxLeverage: 1 })
  })

  it('what a component says wins over its configuration', () => {
    const component = {
      strategy: 'rsi_reversion_btc_moderate',
      asset: 'ETH/EUR',
      params: { period: 5 },
      exits: { maxBars: 3 },
      weight: 1,
      name: 'mine',
    }
    const [sleeve] = buildPortfolio({ ...simple({}), components: [component] }, coins).portfolio.sleeves
    expect(sleeve).toMatchObject({ symbol: 'ETH/EUR', params: { period: 5, lower: 30, upper: 70 }, name: 'mine' })
    expect(sleeve.exits).toEqual({ maxBars: 3 })
  })

  it('own settings win over the profile, but for leverage', () => {
    const own = { sizing: { fraction: 0.5 }, exits: { stopLoss: 0.2 }, maxLeverage: 3, costs: { feeBps: 7 } }
    const { settings, portfolio, notes } = buildPortfolio(simple({ macd: 1 }), coins, { settings: own })
    expect(settings).toEqual({ ...own, maxLeverage: 1 })
    expect(portfolio.sleeves[0].exits).toEqual({ stopLoss: 0.2 })
    expect(notes).toEqual(['A leverage of 3 is more than the moderate profile allows; it is 1.'])
    expect(buildPortfolio(simple({ macd: 1 }), coins, { settings: { maxLeverage: 0.5 } }).settings.maxLeverage).toBe(0.5)
  })

  it('the same strategy twice gets two names', () => {
    const component = { strategy: 'macd', asset: 'BTC', weight: 0.5 }
    const { sleeves } = buildPortfolio({ ...simple({}), components: [component, { ...component, params: { fast: 5 } }] }, coins).portfolio
    expect(sleeves.map(({ name }) => name)).toEqual(['macd BTC/EUR', 'macd BTC/EUR (2)'])
  })

  it('a weight of 0 is left out, with a note', () => {
    const { portfolio, notes } = buildPortfolio(simple({ macd: 0, breakout: 0.5, momentum: 0.5 }), coins)
    expect(portfolio.sleeves.map(({ strategy }) => strategy.id)).toEqual(['breakout', 'breakout', 'momentum', 'momentum'])
    expect(notes).toEqual(['macd has a weight of 0 and is left out.'])
  })

  it('says when bars are not what a configuration is made for', () => {
    const days = alignBars([syntheticBars({ seed: 1, length: 300, timeframe: '1d', symbol: 'BTC' })])
    const { notes } = buildPortfolio(simple({ rsi_reversion_btc_moderate: 0.5, ma_trend_btc_moderate: 0.5 }), days)
    expect(notes).toContain('rsi_reversion_btc_moderate is made for bars of 15m, 1h, 4h; these are of 1d.')
    expect(notes.join()).not.toContain('ma_trend')
  })
})

describe('caps', () => {
  it('hold after weights are normalized, and what cannot be placed is cash', () => {
    const recipe = (profile: 'conservative' | 'moderate' | 'aggressive') =>
      simple({ macd: 0.8, breakout: 0.15, momentum: 0.05 }, { riskProfile: profile })
    const single = one('X')
    expect(weightsOf(recipe('aggressive'), single)).toEqual([0.8, 0.15, 0.05])
    // 0.75 stays, 0.25 goes to the others in their proportions.
    for (const [k, expected] of [0.75, 0.1875, 0.0625].entries()) expect(weightsOf(recipe('moderate'), single)[k]).toBeCloseTo(expected, 12)
    for (const [k, expected] of [0.6, 0.3, 0.1].entries()) expect(weightsOf(recipe('conservative'), single)[k]).toBeCloseTo(expected, 12)
    const alone = buildPortfolio(simple({ macd: 1 }, { riskProfile: 'conservative' }), single)
    expect(alone.portfolio.sleeves[0].weight).toBeCloseTo(0.6, 12)
    expect(alone.notes).toEqual(['With 1 sleeve of at most 0.6 each, 0.4 of the account is not shared out.'])
    expect(buildPortfolio(recipe('conservative'), single).notes).toEqual([
      'The conservative profile caps weights at 0.6: maximum of macd X (0.6).',
    ])
  })

  it('hold for any weights', () => {
    const profiles = ['conservative', 'moderate', 'aggressive'] as const
    const strategies = ['macd', 'breakout', 'momentum', 'ma_crossover', 'rsi_reversion']
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...profiles),
        (parts, riskProfile) => {
          const total = sum(parts)
          const recipe = simple(Object.fromEntries(parts.map((part, k) => [strategies[k], part / total])), { riskProfile })
          const weights = weightsOf(recipe, one('X'))
          const { maxWeight } = riskProfiles[riskProfile]
          expect(Math.max(...(weights as number[]))).toBeLessThanOrEqual(maxWeight)
          expect(sum(weights)).toBeCloseTo(Math.min(1, maxWeight * parts.length), 10)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('hold for weights that are estimated', () => {
    const built = (allocation: PortfolioRecipe['allocation'], profile: PortfolioRecipe['riskProfile'] = 'conservative', panel = coins) =>
      buildPortfolio(simple({ macd: 0.5, breakout: 0.5 }, { allocation, riskProfile: profile }), panel).portfolio.allocation
    const names = ['macd BTC/EUR', 'macd ETH/EUR', 'breakout BTC/EUR', 'breakout ETH/EUR']
    const caps = (cap: number) => Object.fromEntries(names.map(name => [name, cap]))
    expect(built({ method: 'risk_parity', lookback: 100 })).toEqual({ method: 'risk_parity', lookback: 100, maximum: caps(0.6) })
    expect(built({ method: 'equal', maximum: 0.3 })).toMatchObject({ maximum: caps(0.3) })
    expect(built({ method: 'equal', maximum: { [names[0]]: 0.1 } })).toMatchObject({ maximum: { ...caps(0.6), [names[0]]: 0.1 } })
    expect(() => built({ method: 'equal', maximum: { macd: 0.1 } })).toThrow(expect.objectContaining({ code: 'portfolio/sleeve' }))
    expect(built({ method: 'kelly', leverage: 4 }, 'aggressive')).toMatchObject({ leverage: 1.5 })
    // 24 hours of all days of the year.
    expect(built({ method: 'volatility_target', target: 0.2 })).toMatchObject({ leverage: 1, barsPerYear: 24 * 365 })
  })

  it('an allocation of too few sleeves shares out less', () => {
    const allocation = { method: 'equal' } as const
    const { portfolio } = buildPortfolio(simple({ macd: 1 }, { allocation, riskProfile: 'conservative' }), one('X'))
    expect(portfolio.allocation).toMatchObject({ net: 0.6, maximum: { 'macd X': 0.6 } })
    const fixed = { method: 'fixed', weights: [1] } as const
    expect(
      buildPortfolio(simple({ macd: 1 }, { allocation: fixed, riskProfile: 'conservative' }), one('X')).portfolio.allocation,
    ).toMatchObject({
      net: 0.6,
      scale: true,
    })
  })
})

describe('assets', () => {
  it('are found by their base, or mapped by hand', () => {
    const pair = findRecipe('rsi_reversion_moderate')
    const usd = alignBars([history('BTCUSDT', 1), history('ETH-USD', 2)])
    expect(buildPortfolio(pair, usd).portfolio.sleeves.map(({ symbol }) => symbol)).toEqual(['BTCUSDT', 'ETH-USD'])
    const stocks = one('AAPL')
    const symbols = { BTC: 'AAPL', ETH: 'AAPL' }
    expect(buildPortfolio(pair, stocks, { symbols }).portfolio.sleeves.map(({ symbol }) => symbol)).toEqual(['AAPL', 'AAPL'])
    expect(buildPortfolio({ ...pair, symbols }, stocks).portfolio.sleeves).toHaveLength(2)
    expect(() => buildPortfolio(pair, stocks)).toThrow(
      expect.objectContaining({
        code: 'recipe/asset',
        message:
          'component 1 (rsi_reversion_btc_moderate) of recipe "rsi_reversion_moderate" asks for BTC, and the panel has only AAPL; add its bars, or map it by hand: symbols: { "BTC": "AAPL" }',
      }),
    )
  })

  it('the regime may look at one', () => {
    const recipe = { ...findRecipe('regime_aware_conservative'), regime: { symbol: 'ETH', dwell: 3 } }
    expect(buildPortfolio(recipe, coins).portfolio.regime).toMatchObject({ symbol: 'ETH/EUR', dwell: 3 })
    expect(() => buildPortfolio({ ...recipe, regime: { symbol: 'DOGE' } }, coins)).toThrow(
      expect.objectContaining({ code: 'recipe/asset' }),
    )
  })

  it('regime and rebalancing of a recipe reach the portfolio', () => {
    const { portfolio } = buildPortfolio({ ...findRecipe('regime_aware_breakout_rsi'), rebalance: { band: 0.05 } }, coins)
    expect(portfolio).toMatchObject({ rebalance: { band: 0.05 }, regime: { scales: { risk_on: 1, neutral: 0.5, risk_off: 0 } } })
    expect(Object.keys(buildPortfolio(simple({ macd: 1 }), coins).portfolio)).toEqual(['sleeves'])
  })
})

it.each([
  [simple({ macdd: 1 }), 'recipe/strategy', 'did you mean "macd"?'],
  [simple({ macd: 0.5, breakout: 0.4 }), 'recipe/weights', 'its weights sum to 0.9, not to 1'],
  [simple({ macd: 1 }, { stress: { scenarios: ['flash_crush'], severity: 0.2 } }), 'stress/scenario', 'did you mean "flash_crash"?'],
  [{ ...simple({}), components: [{ strategy: 'macd', weight: 1, params: { fastt: 3 } }] }, 'strategy/params', 'did you mean "fast"?'],
])('refuses what cannot be built: %#', (recipe, code, message) => {
  expect(() => buildPortfolio(recipe, coins)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
})

it('a panel with holes is no obstacle', () => {
  const holes = alignBars([history('BTC/EUR', 1), sliceBars(history('ETH/EUR', 2), 200)], { join: 'outer' })
  const { portfolio, panel, settings } = buildPortfolio(findRecipe('rsi_reversion_balanced'), holes, { trainShare: 0.7 })
  expect(panel.length).toBe(180)
  expect(Array.from(backtestPanel(portfolio.sleeves, panel, settings).equity).every(Number.isFinite)).toBe(true)
})
