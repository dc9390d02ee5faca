import { parse, stringify } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { formatConfigurations, parseConfigurations, writeParams } from '../../src/portfolios/parse-configurations.ts'
import { strategyConfigurations } from '../../src/portfolios/strategy-configuration.ts'

const read = (toml: string) => parseConfigurations(parse(toml))

describe('parseConfigurations', () => {
  it('reads everything', () => {
    const text = `
[strategy_configurations.rsi_mine]
strategy = "rsi_reversion"
title = "Meine"
asset = "BTC"
timeframes = ["15m", "1h"]
risk_profile = "moderate"
params = { period = 9, exit_lower = 45.5, trend_filter = true }
exits = { stop_loss = 0.03, take_profit = 0.06 }
[strategy_configurations.plain]
strategy = "macd"
[portfolio_recipes.left_alone]
`
    expect(read(text)).toEqual([
      {
        id: 'rsi_mine',
        title: 'Meine',
        strategy: 'rsi_reversion',
        asset: 'BTC',
        timeframes: ['15m', '1h'],
        riskProfile: 'moderate',
        params: { period: 9, exitLower: 45.5, trendFilter: true },
        exits: { stopLoss: 0.03, takeProfit: 0.06 },
      },
      { id: 'plain', title: 'plain', strategy: 'macd', params: {} },
    ])
    expect(parseConfigurations({})).toEqual([])
  })

  it.each([
    ['[strategy_configurations.a]\nstrategie = "macd"\nstrategy = "macd"', 'configuration/unknown-key', 'did you mean "strategy"?'],
    ['[strategy_configurations.a]', 'configuration/value', 'strategy_configurations.a.strategy must be a text'],
    ['[strategy_configurations.A]\nstrategy = "macd"', 'configuration/value', 'must be a name in snake_case'],
    ['[strategy_configurations.a]\nstrategy = "macd"\ntimeframes = ["7m"]', 'configuration/value', 'timeframes.0 must be one of 1m'],
    [
      '[strategy_configurations.a]\nstrategy = "macd"\nexits = { stop_loss = -1 }',
      'configuration/value',
      'configuration "a": exits.stopLoss is -1',
    ],
    ['[strategy_configurations.a]\nstrategy = "macd"\nexits = { stop_los = 1 }', 'configuration/unknown-key', 'did you mean "stop_loss"?'],
    ['[strategy_configuration.a]', 'configuration/unknown-key', 'did you mean "strategy_configurations"?'],
  ])('refuses %j', (text, code, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })
})

it('every shipped configuration comes back the same', () => {
  const text = stringify(formatConfigurations(strategyConfigurations))
  expect(text).toContain('[strategy_configurations.rsi_reversion_btc_conservative]')
  expect(read(text)).toEqual(strategyConfigurations)
})

it('what would not come back is refused', () => {
  const of = (params: Record<string, unknown>) => () => formatConfigurations([{ id: 'a', title: 'a', strategy: 's', params }])
  expect(of({ list: [1] })).toThrow(expect.objectContaining({ code: 'configuration/value' }))
  expect(of({ a_b: 1 })).toThrow('call it aB')
  expect(writeParams(undefined, 'x', 'a/b')).toEqual({})
  expect(writeParams({ aB: 1, c: undefined }, 'x', 'a/b')).toEqual({ params: { a_b: 1 } })
})
