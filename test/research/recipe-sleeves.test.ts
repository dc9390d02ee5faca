import { describe, expect, it } from 'vitest'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { strategyConfigurations } from '../../src/portfolios/strategy-configuration.ts'
import { componentSleeves, resolveComponent } from '../../src/research/recipe-sleeves.ts'
import { createCatalog } from '../../src/strategies/catalog.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

describe('resolveComponent', () => {
  it('knows strategies and configurations; what the component says wins', () => {
    expect(resolveComponent({ strategy: 'macd', weight: 1 })).toMatchObject({
      params: {},
      exits: undefined,
      asset: undefined,
      configuration: undefined,
    })
    const named = resolveComponent({ strategy: 'ma_trend_btc_aggressive', params: { slow: 50 }, asset: 'ETH', weight: 1 })
    expect(named).toMatchObject({
      strategy: MaCrossover,
      params: { fast: 10, slow: 50 },
      exits: { stopLoss: 0.06, takeProfit: 0.2 },
      asset: 'ETH',
    })
  })

  it('every shipped configuration has parameters that its strategy takes', () => {
    for (const { id } of strategyConfigurations) expect(resolveComponent({ strategy: id, weight: 1 }).configuration?.id).toBe(id)
    expect(strategyConfigurations.length).toBeGreaterThan(30)
  })

  it('one’s own configurations come before the shipped ones', () => {
    const own = { id: 'momentum_1h', title: 'Mine', strategy: 'ma_crossover', params: { fast: 3 } }
    expect(resolveComponent({ strategy: 'momentum_1h', weight: 1 }, { configurations: [own] }).strategy).toBe(MaCrossover)
  })

  it.each([
    [{ strategy: 'momentumm' }, {}, 'recipe/strategy', 'did you mean "momentum"?'],
    [{ strategy: 'breakout_v2' }, {}, 'recipe/strategy', 'did you mean "breakout_v1"?'],
    [{ strategy: 'ma_of_mine' }, {}, 'recipe/strategy', 'there is no strategy "ma_of_mine". Known: ma_crossover, '],
    [
      { strategy: 'breakout_v1' },
      { catalog: createCatalog([MaCrossover]) },
      'recipe/strategy',
      'there is no strategy "breakout", which the configuration "breakout_v1" asks for',
    ],
    [{ strategy: 'ma_crossover', params: { fast: 60 } }, {}, 'strategy/params', 'fast'],
  ])('refuses %j', (component, names, code, message) => {
    expect(() => resolveComponent({ ...component, weight: 1 }, names)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    )
  })
})

it('says few names of many, each once', () => {
  const messageOf = (strategy: string) => {
    try {
      // One's own repeat the shipped ids.
      resolveComponent({ strategy, weight: 1 }, { configurations: strategyConfigurations })
      return ''
    } catch (error) {
      return (error as Error).message
    }
  }
  const message = messageOf('zzz')
  expect(message.length).toBeLessThan(200)
  expect(message).toMatch(/^there is no strategy "zzz"\. Known: (\w+, ){7}\w+ and \d+ more$/)
  const named = /Known: (.*) and/.exec(message)?.[1].split(', ') ?? []
  expect(new Set(named).size).toBe(8)
})

describe('componentSleeves', () => {
  const panel = alignBars(['A', 'B', 'C'].map((symbol, seed) => syntheticBars({ seed, length: 50, symbol })))
  const recipe = { id: 'r', title: 'R', riskProfile: 'moderate' } as const

  it('a name of its own is kept on one symbol, and told apart on several', () => {
    const names = (asset?: string) =>
      componentSleeves(
        { ...recipe, components: [{ strategy: 'macd', name: 'mine', weight: 1, ...(asset === undefined ? {} : { asset }) }] },
        panel,
        {},
      ).sleeves.map(({ name }) => name)
    expect(names('B')).toEqual(['mine'])
    expect(names()).toEqual(['mine A', 'mine B', 'mine C'])
  })

  it('the shares of a component sum to its weight', () => {
    const { sleeves } = componentSleeves(
      {
        ...recipe,
        components: [
          { strategy: 'macd', weight: 0.4 },
          { strategy: 'momentum', asset: 'a', weight: 0.6 },
        ],
      },
      panel,
      {},
    )
    expect(sleeves.map(({ symbol }) => symbol)).toEqual(['A', 'B', 'C', 'A'])
    expect(sleeves.slice(0, 3).reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(0.4, 15)
    expect(sleeves[3].weight).toBe(0.6)
  })
})
