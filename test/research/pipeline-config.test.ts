import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { parsePipeline, pipelineSchema } from '../../src/research/pipeline-config.ts'

const read = (text: string) => parsePipeline(text, parse)

describe('parsePipeline', () => {
  it('fills in what is left out', () => {
    expect(read('')).toEqual({
      seed: 42,
      data: {},
      strategy: { params: {} },
      sweep: { own: {} },
      settings: {},
      walkForward: {},
      crossValidation: false,
      monteCarlo: {},
      stress: {},
      overfitting: {},
      promotion: { policy: 'moderate', overrides: {} },
      report: { format: 'both' },
    })
  })

  it('turns keys of a file into those of code, at every depth, and leaves values alone', () => {
    const config = read(`
      seed = "spring"
      [data]
      file = "btc.csv"
      symbol = "BTC/EUR ₿"
      timeframe = "1h"
      calendar = "24/7"
      [strategy]
      id = "bollinger_bands"
      params = { entry_threshold = 0.9 }
      [sweep]
      preset = "bollinger_bands"
      min_trades = 3
      [settings]
      fill_at = "close"
      sizing = { volatility = 0.15, period = 30 }
      rebalance = { every = 20 }
      costs = { maker_fee_bps = 1, half_spread_bps = 2 }
      [settings.exits]
      stop_loss = 0.05
      [walkforward]
      train = "2y"
      test = 100
      min_trades = 5
      [cross_validation]
      test_groups = 3
      [montecarlo]
      block_length = 10
      ruin_drawdown = 0.4
      [stress]
      scenarios = ["gap_down", "fee_shock"]
      max_drawdown = 0.35
      [overfitting]
      keep_trials = 500
      [promotion]
      policy = "mine.toml"
      min_trades = 20
      advisory = ["out_of_sample_sharpe"]
    `)
    expect(config.strategy).toEqual({ id: 'bollinger_bands', params: { entryThreshold: 0.9 } })
    expect(config.sweep).toEqual({ preset: 'bollinger_bands', own: { min_trades: 3 } })
    expect(config.settings).toEqual({
      fillAt: 'close',
      sizing: { volatility: 0.15, period: 30 },
      rebalance: { every: 20 },
      costs: { makerFeeBps: 1, halfSpreadBps: 2 },
      exits: { stopLoss: 0.05 },
    })
    expect(config.walkForward).toEqual({ train: '2y', test: 100, minTrades: 5 })
    expect(config.crossValidation).toEqual({ testGroups: 3 })
    expect(config.monteCarlo).toEqual({ blockLength: 10, ruinDrawdown: 0.4 })
    expect(config.stress).toEqual({ scenarios: ['gap_down', 'fee_shock'], maxDrawdown: 0.35 })
    expect(config.overfitting).toEqual({ keepTrials: 500 })
    expect(config.promotion).toEqual({ policy: 'mine.toml', overrides: { min_trades: 20, advisory: ['out_of_sample_sharpe'] } })
  })

  it('leaves out what is not enabled', () => {
    const config = read('walkforward.enabled = false\nmontecarlo.enabled = false\nstress.enabled = false\noverfitting.enabled = false')
    expect(config).toMatchObject({ walkForward: false, monteCarlo: false, stress: false, overfitting: false })
  })

  it.each([
    ['[startegy]', 'pipeline/unknown', 'did you mean "strategy"?'],
    ['[settings.costs]\nfee_bp = 5', 'pipeline/unknown', 'settings.costs of a pipeline file has no "fee_bp"; did you mean "fee_bps"?'],
    ['[walkforward]\ntrian = 5', 'pipeline/unknown', 'walkforward of a pipeline file has no "trian"; did you mean "train"?'],
    ['[sweep]\nparamters = 5', 'pipeline/unknown', 'sweep of a pipeline file has no "paramters"; did you mean "parameters"?'],
    ['[promotion]\nmin_sharp = 1', 'pipeline/unknown', 'promotion of a pipeline file has no "min_sharp"; did you mean "min_sharpe"?'],
    ['[promotion]\nmax_drawdown = 15', 'pipeline/value', 'promotion.max_drawdown must not exceed 1'],
    ['[promotion]\npolicy = 3', 'pipeline/value', 'promotion.policy must be'],
    ['[sweep]\npreset = 3', 'pipeline/value', 'sweep.preset must be'],
    ['[settings.exits]\nstop_loss = 2', 'pipeline/value', 'exits.stop_loss is 2: must be smaller than 1'],
    ['[settings]\nfill_at = "noon"', 'pipeline/value', 'settings.fill_at must be open or close'],
    ['[montecarlo]\npaths = 0', 'pipeline/value', 'montecarlo.paths must be at least 1'],
    ['[stress]\nposition = "end of it"', 'pipeline/value', 'stress.position must be start, middle, end or an index'],
    ['[data]\ntimeframe = "7m"', 'pipeline/value', 'data.timeframe must be one of 1m'],
    ['[strategy]\nid = "a"\nmodule = "b.ts"', 'pipeline/value', 'strategy has an id and a module'],
    ['data = 3', 'pipeline/value', 'data '],
    ['[data', 'pipeline/syntax', 'the pipeline cannot be read'],
  ])('refuses %j', (text, code, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })
})

it('the JSON schema that is shipped says what the code says', () => {
  const file = new URL('../../config-schemas/pipeline.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(pipelineSchema())
})

it('the annotated file of the guide is a pipeline with every key', () => {
  const guide = readFileSync(new URL('../../docs/pipeline.md', import.meta.url), 'utf8')
  const [, toml] = /```toml\n([\s\S]+?)```/.exec(guide) ?? []
  const { sweep, settings, promotion, ...parts } = read(toml)
  expect(sweep.own).toMatchObject({ min_trades: 10, top: 5 })
  expect(settings).toMatchObject({ maxLeverage: 1, costs: { feeBps: 5 } })
  expect(promotion).toEqual({ policy: 'moderate', overrides: { min_trades: 60 } })
  const { properties } = pipelineSchema() as { properties: Record<string, { properties: object }> }
  const keysOf = (section: string) => Object.keys(properties[section].properties).filter(key => key !== 'enabled').length
  expect(Object.keys(parts.walkForward)).toHaveLength(keysOf('walkforward'))
  expect(Object.keys(parts.crossValidation)).toHaveLength(keysOf('cross_validation'))
  expect(Object.keys(parts.monteCarlo)).toHaveLength(keysOf('montecarlo'))
  // Of place and position one is enough.
  expect(Object.keys(parts.stress)).toHaveLength(keysOf('stress') - 1)
  expect(Object.keys(parts.overfitting)).toHaveLength(keysOf('overfitting'))
})
