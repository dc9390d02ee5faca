import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { parse, stringify } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { formatConfigurations } from '../../src/portfolios/parse-configurations.ts'
import type { PortfolioRecipe } from '../../src/portfolios/recipe.ts'
import { formatRecipes, parseRecipes, portfolioRecipesSchema } from '../../src/portfolios/recipe-config.ts'
import { resolveRecipe } from '../../src/portfolios/resolve-recipe.ts'
import { findRecipe, portfolioRecipes } from '../../src/portfolios/shipped-recipes.ts'
import { strategyConfigurations } from '../../src/portfolios/strategy-configuration.ts'

const read = (toml: string) => parseRecipes(parse(toml))
const table = (body: string) => `[portfolio_recipes.mine]\n${body}`
const pair = 'strategies = ["macd", "breakout"]\nweights = [0.5, 0.5]\n'

describe('parseRecipes', () => {
  it('reads a recipe as Peak_Trade wrote it', () => {
    const [recipe] = read(`
[portfolio_recipes.rsi_reversion_balanced]
id = "rsi_reversion_balanced"
portfolio_name = "RSI Reversion Balanced v1"
description = "Top 3"
sweep_name = "rsi_reversion_basic"
top_n = 3
weights = [0.4, 0.3, 0.3]
run_montecarlo = true
mc_num_runs = 1000
run_stress_tests = true
stress_scenarios = ["single_crash_bar", "vol_spike"]
stress_severity = 0.2
format = "both"
risk_profile = "moderate"
tags = ["rsi", "reversion", "balanced"]
`)
    expect(recipe).toEqual({ ...findRecipe('rsi_reversion_balanced'), description: 'Top 3' })
  })

  it('reads everything of ours', () => {
    const [recipe] = read(`
[portfolio_recipes.mine]
portfolio_name = "Alles"
format = "md"
max_drawdown_target = 0.12
tiers = ["core", "aux"]
trials = 40
rebalance = { band = 0.05 }
symbols = { BTC = "XBT/EUR" }
components = [
  { strategy = "rsi_reversion", asset = "BTC", weight = 0.6, name = "Reversion", params = { exit_lower = 45, trend_filter = true }, exits = { stop_loss = 0.03, max_bars = 20 } },
  { strategy = "ma_trend_btc_moderate", weight = 0.4 },
]
[portfolio_recipes.mine.allocation]
method = "maximum_sharpe"
risk_free = 0.01
lookback = 120
when = { every = 30 }
estimate = { covariance = "ewma", decay = 0.9 }
maximum = { Reversion = 0.7 }
groups = [{ name = "g", members = ["Reversion"], maximum = 0.6 }]
[portfolio_recipes.mine.regime]
scales = { neutral_scale = 0.3 }
symbol = "BTC"
initial_scale = 0.2
dwell = 5
confirm = 2
smoothing = 10
params = { min_bars = 3, trend = { noise_bars = 60 }, volatility = { compare = "level", low = 0.1, high = 0.3 } }
`)
    expect(recipe).toEqual({
      id: 'mine',
      title: 'Alles',
      riskProfile: 'moderate',
      format: 'markdown',
      maxDrawdownTarget: 0.12,
      tiers: ['core', 'aux'],
      trials: 40,
      rebalance: { band: 0.05 },
      symbols: { BTC: 'XBT/EUR' },
      components: [
        {
          strategy: 'rsi_reversion',
          asset: 'BTC',
          weight: 0.6,
          name: 'Reversion',
          params: { exitLower: 45, trendFilter: true },
          exits: { stopLoss: 0.03, maxBars: 20 },
        },
        { strategy: 'ma_trend_btc_moderate', weight: 0.4 },
      ],
      allocation: {
        method: 'maximum_sharpe',
        riskFree: 0.01,
        lookback: 120,
        when: { every: 30 },
        estimate: { covariance: 'ewma', decay: 0.9 },
        maximum: { Reversion: 0.7 },
        groups: [{ name: 'g', members: ['Reversion'], maximum: 0.6 }],
      },
      regime: {
        method: 'risk',
        scales: { risk_on_scale: 1, neutral_scale: 0.3, risk_off_scale: 0 },
        symbol: 'BTC',
        initial_scale: 0.2,
        dwell: 5,
        confirm: 2,
        smoothing: 10,
        params: { min_bars: 3, trend: { noise_bars: 60 }, volatility: { compare: 'level', low: 0.1, high: 0.3 } },
      },
    })
    expect(parseRecipes(parse(stringify(formatRecipes([recipe]))))).toEqual([recipe])
  })

  it('fills in what Peak_Trade did when nothing was said', () => {
    const [recipe] = read(table(`${pair}run_montecarlo = true\nrun_stress_tests = true`))
    expect(recipe).toMatchObject({
      id: 'mine',
      title: 'mine',
      riskProfile: 'moderate',
      monteCarlo: { paths: 1000 },
      stress: { scenarios: ['single_crash_bar', 'vol_spike'], severity: 0.2 },
    })
    expect(read(table(`${pair}stress_scenarios = []`))[0]).not.toHaveProperty('stress')
    expect(parseRecipes({})).toEqual([])
  })

  it('the id of the table may be another one than its key', () => {
    expect(read(table(`${pair}id = "other"`))[0]).toMatchObject({ id: 'other', title: 'other' })
  })

  it('weights that nearly sum to 1 are scaled to it', () => {
    const [{ components = [] }] = read(table('strategies = ["macd", "momentum", "breakout"]\nweights = [0.33, 0.33, 0.33]'))
    for (const { weight } of components) expect(weight).toBeCloseTo(1 / 3, 15)
  })
})

describe('extends', () => {
  it('begins as a shipped recipe, and what it says itself wins', () => {
    const [recipe] = read(table('extends = "multi_style_moderate"\nrisk_profile = "conservative"\nrebalance = "month"'))
    const { title: _, ...rest } = findRecipe('multi_style_moderate')
    expect(recipe).toEqual({ ...rest, id: 'mine', title: 'mine', riskProfile: 'conservative', rebalance: 'month' })
  })

  it('a body replaces a body', () => {
    expect(read(table(`extends = "rsi_reversion_balanced"\n${pair}`))[0]).toMatchObject({ components: [{}, {}] })
    expect(read(table(`extends = "rsi_reversion_balanced"\n${pair}`))[0]).not.toHaveProperty('sweep')
    expect(read(table('extends = "rsi_reversion_balanced"\ntop_n = 2\nweights = [0.5, 0.5]'))[0].sweep).toEqual({
      preset: 'rsi_reversion_basic',
      top: 2,
      weights: [0.5, 0.5],
    })
    expect(read(table('extends = "core_balanced"\nweights = [0.2, 0.3, 0.5]'))[0].components?.map(({ weight }) => weight)).toEqual([
      0.2, 0.3, 0.5,
    ])
  })

  it('turns tests off', () => {
    const [recipe] = read(table('extends = "core_balanced"\nrun_montecarlo = false\nrun_stress_tests = false'))
    expect(recipe).not.toHaveProperty('monteCarlo')
    expect(recipe).not.toHaveProperty('stress')
    expect(read(table('extends = "core_balanced"\nmc_num_runs = 7'))[0].monteCarlo).toEqual({ paths: 7 })
  })

  it('goes over several recipes of the file, in any order', () => {
    const text = `[portfolio_recipes.c]\nextends = "b"\n[portfolio_recipes.b]\nextends = "a"\nrisk_profile = "aggressive"\n[portfolio_recipes.a]\n${pair}tags = ["a"]`
    expect(read(text)).toMatchObject([
      { id: 'c', riskProfile: 'aggressive', tags: ['a'] },
      { id: 'b', riskProfile: 'aggressive', tags: ['a'] },
      { id: 'a', riskProfile: 'moderate', tags: ['a'] },
    ])
  })

  it('its own name means the one that it replaces', () => {
    const [recipe] = read('[portfolio_recipes.core_balanced]\nextends = "core_balanced"\nrisk_profile = "conservative"')
    expect(recipe).toMatchObject({ id: 'core_balanced', riskProfile: 'conservative', tiers: ['core'] })
  })

  it('other recipes can be the base', () => {
    const base: PortfolioRecipe[] = [{ id: 'theirs', title: 'T', riskProfile: 'aggressive', components: [{ strategy: 'macd', weight: 1 }] }]
    expect(parseRecipes({ portfolio_recipes: { x: { extends: 'theirs' } } }, { base })[0].components).toEqual(base[0].components)
    expect(() => parseRecipes({ portfolio_recipes: { x: { extends: 'core_balanced' } } }, { base })).toThrow(
      'there is no recipe "core_balanced"',
    )
  })

  it.each([
    ['[portfolio_recipes.a]\nextends = "b"\n[portfolio_recipes.b]\nextends = "a"', 'recipe/extends', 'a → b → a'],
    ['[portfolio_recipes.a]\nextends = "core_balance"', 'recipe/unknown', 'did you mean "core_balanced"?'],
    ['[portfolio_recipes.a]\nextends = "a"', 'recipe/unknown', 'there is no recipe "a"'],
    [`[portfolio_recipes.a]\nextends = "bcd"\n[portfolio_recipes.bce]\n${pair}`, 'recipe/unknown', 'did you mean "bce"?'],
  ])('refuses %j', (text, code, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })
})

describe('parseRecipes refuses', () => {
  it.each([
    // What the validation of Peak_Trade refused, or only warned of.
    ['', 'recipe/components', 'it is made of nothing'],
    ['strategies = []\nweights = []', 'recipe/components', 'its list of components is empty'],
    ['strategies = ["macd", "breakout"]\nweights = [1]', 'recipe/weights', 'it has 2 strategies and 1 weights'],
    ['strategies = ["macd", "breakout"]', 'recipe/weights', 'it has 2 strategies and 0 weights'],
    ['strategies = ["macd", "breakout"]\nweights = [1.5, -0.5]', 'recipe/weights', 'weight 2 is -0.5'],
    ['strategies = ["macd", "breakout"]\nweights = [nan, 1]', 'recipe/value', 'portfolio_recipes.mine.weights.0'],
    ['strategies = ["macd", "breakout"]\nweights = [0.5, 0.4]', 'recipe/weights', 'its weights sum to 0.9, not to 1'],
    ['strategies = ["macd", "breakout"]\nweights = [0.5, 0.52]', 'recipe/weights', 'its weights sum to 1.02'],
    ['sweep_name = "x"\nweights = [1]', 'recipe/sweep', 'without top_n'],
    ['sweep_name = "x"\ntop_n = 1', 'recipe/sweep', 'without weights'],
    ['sweep_name = "x"\ntop_n = 0\nweights = []', 'recipe/value', 'portfolio_recipes.mine.top_n must be at least 1'],
    ['sweep_name = "x"\ntop_n = 2\nweights = [1]', 'recipe/weights', 'best 2 of its sweep and has 1 weights'],
    ['sweep_name = "x"\ntop_n = 2\nweights = [0.5, 0.6]', 'recipe/weights', 'its weights sum to 1.1'],
    [`${pair}top_n = 2`, 'recipe/sweep', 'top_n without a sweep_name'],
    [`${pair}sweep_name = "x"\ntop_n = 2`, 'recipe/components', 'it has strategies and sweep_name'],
    [`${pair}mc_num_runs = 100`, 'recipe/montecarlo', 'mc_num_runs but no run_montecarlo'],
    [`${pair}run_montecarlo = false\nmc_num_runs = 100`, 'recipe/montecarlo', 'mc_num_runs but no run_montecarlo'],
    [`${pair}stress_severity = 0.2`, 'recipe/stress', 'stress_severity but no run_stress_tests'],
    [`${pair}stress_scenarios = ["vol_spike"]`, 'recipe/stress', 'stress_scenarios but no run_stress_tests'],
    [`${pair}run_stress_tests = true\nstress_scenarios = []`, 'recipe/stress', 'without scenarios'],
    [`${pair}run_stress_tests = true\nstress_severity = 1.1`, 'recipe/value', 'stress_severity must not exceed 1'],
    [`${pair}run_stress_tests = true\nstress_severity = -0.1`, 'recipe/value', 'stress_severity must not be negative'],
    [`${pair}format = "pdf"`, 'recipe/value', 'format must be md or html or both'],
    // Ours.
    [`${pair}risk_profile = "bold"`, 'recipe/value', 'risk_profile must be conservative or moderate or aggressive'],
    [`${pair}max_drawdown_target = 0`, 'recipe/value', 'its drawdown target is 0'],
    [`${pair}strategis = 1`, 'recipe/unknown-key', 'portfolio_recipes.mine has no "strategis"; did you mean "strategies"?'],
    [`${pair}[portfolio_recipes.mine.allocation]\nmethod = "kelly"\nnet = 1`, 'recipe/unknown-key', 'Known: method, lookback'],
    [`${pair}[portfolio_recipes.mine.allocation]\nmethod = "kely"`, 'recipe/value', 'allocation'],
    [`${pair}[portfolio_recipes.mine.regime]\nsmothing = 3`, 'recipe/unknown-key', 'regime has no "smothing"; did you mean "smoothing"?'],
    [`${pair}[portfolio_recipes.mine.regime.scales]\nneutral = 1`, 'recipe/unknown-key', 'Known: risk_on_scale, neutral_scale'],
    [`${pair}[portfolio_recipes.mine.regime.params.trend]\nspann = 3`, 'recipe/regime', 'recipe "mine": '],
    [`${pair}rebalance = "fortnight"`, 'recipe/value', 'rebalance must be signal, day'],
    [`${pair}tiers = []`, 'recipe/value', 'its tiers are an empty list'],
    ['weights = [1]\ncomponents = [{ strategy = "macd", weight = 1 }]', 'recipe/weights', 'it has components and weights'],
    [
      'components = [{ strategy = "macd", wieght = 1, weight = 1 }]',
      'recipe/unknown-key',
      'components.0 has no "wieght"; did you mean "weight"?',
    ],
    ['components = [{ strategy = "macd", weight = 1, exits = { stop_loss = 2 } }]', 'recipe/value', 'component 1: exits.stopLoss is 2'],
    [
      'components = [{ strategy = "macd", weight = 1, params = { fast = [1] } }]',
      'recipe/value',
      'must be a number, a text, true or false',
    ],
    [
      'components = [{ strategy = "a", weight = 0.5, name = "n" }, { strategy = "b", weight = 0.5, name = "n" }]',
      'recipe/components',
      'two components are called "n"',
    ],
  ])('%j', (body, code, message) => {
    expect(() => read(table(body))).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })

  it.each([
    [{ portfolio_recipe: {} }, 'recipe/unknown-key', 'the file has no "portfolio_recipe"; did you mean "portfolio_recipes"?'],
    [{ portfolio_recipes: 3 }, 'recipe/value', 'portfolio_recipes'],
    [{ portfolio_recipes: { 'Großer Name': { strategies: ['macd'], weights: [1] } } }, 'recipe/value', 'Großer Name'],
    [3, 'recipe/value', 'the file'],
    [
      { portfolio_recipes: { a: { strategies: ['macd'], weights: [1] }, b: { id: 'a', strategies: ['macd'], weights: [1] } } },
      'recipe/duplicate',
      'two recipes of the file have the id "a"',
    ],
  ])('%j', (data, code, message) => {
    expect(() => parseRecipes(data)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })

  it('nothing with more than one line', () => {
    try {
      read(table(`${pair}colour = "red"`))
    } catch (error) {
      expect((error as Error).message).not.toContain('\n')
    }
    expect.assertions(1)
  })
})

describe('formatRecipes', () => {
  it('comes back the same, through TOML and JSON: every shipped recipe', () => {
    const data = formatRecipes(portfolioRecipes)
    const expected = portfolioRecipes.map(resolveRecipe)
    expect(parseRecipes(parse(stringify(data)))).toEqual(expected)
    expect(parseRecipes(JSON.parse(JSON.stringify(data)))).toEqual(expected)
    expect(formatRecipes(expected)).toEqual(data)
  })

  it('comes back the same: any recipe', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/)
    const component = fc.record(
      {
        strategy: word,
        asset: fc.string({ minLength: 1 }),
        params: fc.dictionary(
          fc.stringMatching(/^[a-z][a-zA-Z]{0,6}$/),
          fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.string()),
          { minKeys: 1 },
        ),
        exits: fc.record({ stopLoss: fc.double({ min: 0.01, max: 0.5 }), maxBars: fc.integer({ min: 1, max: 99 }) }, { requiredKeys: [] }),
      },
      { requiredKeys: ['strategy'] },
    )
    const any = fc.record(
      {
        id: word,
        title: fc.string({ minLength: 1 }),
        description: fc.string(),
        tags: fc.array(fc.string()),
        riskProfile: fc.constantFrom('conservative', 'moderate', 'aggressive'),
        parts: fc.array(fc.tuple(component, fc.integer({ min: 1, max: 100 })), { minLength: 1, maxLength: 6 }),
        rebalance: fc.constantFrom('signal', 'quarter', { every: 5 }, { band: 0.1 }),
        symbols: fc.dictionary(fc.stringMatching(/^[A-Z]{1,4}$/), fc.string({ minLength: 1 })),
        monteCarlo: fc.record({ paths: fc.integer({ min: 1, max: 1e6 }) }),
        format: fc.constantFrom('markdown', 'html', 'both'),
      },
      { requiredKeys: ['id', 'title', 'riskProfile', 'parts'] },
    )
    fc.assert(
      fc.property(any, ({ parts, ...rest }) => {
        const total = parts.reduce((sum, [, part]) => sum + part, 0)
        const recipe = resolveRecipe({
          ...rest,
          components: parts.map(([one, part]) => ({ ...one, weight: part / total })),
        } as PortfolioRecipe)
        expect(parseRecipes(JSON.parse(JSON.stringify(formatRecipes([recipe]))))).toEqual(JSON.parse(JSON.stringify([recipe])))
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    [{ allocation: { method: 'volatility_target', target: 0.1, mix: () => ({}) as never } }, 'allocation.mix is a function'],
    [
      { components: [{ strategy: 'macd', weight: 1, params: { list: [1] } }] },
      'component 1: the parameter list is no number, text or flag',
    ],
    [
      { components: [{ strategy: 'macd', weight: 1, params: { my_param: 1 } }] },
      'the parameter "my_param" would not come back from a file; call it myParam',
    ],
  ])('refuses what cannot be written down: %#', (part, message) => {
    const recipe = { ...findRecipe('core_balanced'), ...part } as PortfolioRecipe
    expect(() => formatRecipes([recipe])).toThrow(
      expect.objectContaining({ code: 'recipe/value', message: expect.stringContaining(message) }),
    )
  })
})

it('a file may have strategy configurations as well', () => {
  const data = { ...formatRecipes([findRecipe('core_balanced')]), ...formatConfigurations(strategyConfigurations) }
  expect(parseRecipes(data)).toHaveLength(1)
})

it('the JSON schema that is shipped says what the code says', () => {
  const file = new URL('../../config-schemas/portfolio-recipes.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(portfolioRecipesSchema())
})
