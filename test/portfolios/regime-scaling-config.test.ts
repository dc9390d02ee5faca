import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { scaleByRegime } from '../../src/portfolios/regime-scaling.ts'
import {
  parseRegimeScaling,
  type RegimeScalingConfig,
  regimeScalingSchema,
  writeRegimeScaling,
} from '../../src/portfolios/regime-scaling-config.ts'
import { hiddenMarkovRegime } from '../../src/regimes/hidden-markov-regime.ts'
import { trendRegime } from '../../src/regimes/trend-regime.ts'
import { volatilityRegime } from '../../src/regimes/volatility-regime.ts'

const bars = syntheticBars({ seed: 9, length: 900, kind: 'regimes' })
const scale = (config: RegimeScalingConfig) => scaleByRegime(bars, parseRegimeScaling(config))

describe('parseRegimeScaling', () => {
  it('goes by the risk regime with the usual scales when nothing is said', () => {
    expect(scale({})).toEqual(scaleByRegime(bars, {}))
    expect(parseRegimeScaling({}).scales).toEqual({ risk_on: 1, neutral: 0.5, risk_off: 0 })
  })

  it('hands the options of the risk regime on', () => {
    const config: RegimeScalingConfig = {
      method: 'risk',
      params: { trend: { unit: 'price', period: 30 }, volatility: { method: 'realized', lookback: 100 }, min_bars: 3 },
      scales: { neutral_scale: 0.7 },
    }
    const regime = { trend: { unit: 'price', period: 30 }, volatility: { method: 'realized', lookback: 100 }, minBars: 3 } as const
    expect(scale(config)).toEqual(scaleByRegime(bars, { regime, scales: { risk_on: 1, neutral: 0.7, risk_off: 0 } }))
  })

  it('makes risk of volatility, trend and hidden states: calm or rising is risk_on', () => {
    expect(scale({ method: 'volatility', params: { lookback: 100, min_bars: 2 }, dwell: 4, confirm: 2, smoothing: 5 })).toEqual(
      scaleByRegime(bars, {
        regime: volatilityRegime({ lookback: 100, minBars: 2 }),
        scales: { low: 1, normal: 0.5, high: 0 },
        dwell: 4,
        confirm: 2,
        smoothing: 5,
      }),
    )
    expect(scale({ method: 'trend', params: { noise_bars: 60 }, initial_scale: 0.25 })).toEqual(
      scaleByRegime(bars, { regime: trendRegime({ noiseBars: 60 }), scales: { up: 1, sideways: 0.5, down: 0 }, initial: 0.25 }),
    )
    expect(scale({ method: 'hidden_markov', params: { train: 200 }, scales: { risk_off_scale: 0.2 } })).toEqual(
      scaleByRegime(bars, { regime: hiddenMarkovRegime({ train: 200 }), scales: { calm: 1, turbulent: 0.2 } }),
    )
  })

  it('can be a part of a larger file', () => {
    const file = z.strictObject({ regime: z.optional(regimeScalingSchema) })
    const table: RegimeScalingConfig = { method: 'trend', scales: { risk_off_scale: 0.3 } }
    const { regime } = z.parse(file, { regime: table })
    expect(parseRegimeScaling(regime).scales).toEqual({ risk_on: 1, neutral: 0.5, risk_off: 0.3 })
    // What a schema has filled in can be read again.
    const config: RegimeScalingConfig | undefined = regime
    expect(parseRegimeScaling(config).scales).toEqual(parseRegimeScaling(table).scales)
  })

  it('keeps the symbol for those who choose the bars', () => {
    expect(parseRegimeScaling({ symbol: 'BTC/EUR' }).symbol).toBe('BTC/EUR')
    expect('symbol' in parseRegimeScaling({})).toBe(false)
  })

  it.each([
    [{ methode: 'risk' }, 'portfolio/regime-config', /has no "methode"; did you mean "method"\?/],
    [{ method: 'vol' }, 'portfolio/regime-config', /method: must be one of: risk, volatility, trend, hidden_markov/],
    [{ scales: { riskoff_scale: 0 } }, 'portfolio/regime-config', /scales has no "riskoff_scale"; did you mean "risk_off_scale"\?/],
    [{ scales: { neutral_scale: -1 } }, 'portfolio/regime-config', /scales.neutral_scale: must be a number from 0 to 10/],
    [{ scales: { neutral_scale: Number.NaN } }, 'portfolio/regime-config', /scales.neutral_scale: must be a number from 0 to 10/],
    [{ dwell: 0 }, 'portfolio/regime-config', /dwell: must be a whole number of bars from 1/],
    [{ confirm: 1.5 }, 'portfolio/regime-config', /confirm: must be a whole number of bars from 1/],
    [{ smoothing: -2 }, 'portfolio/regime-config', /smoothing: must be a number of bars from 0/],
    [{ symbol: '' }, 'portfolio/regime-config', /symbol: must be a symbol/],
    [{ params: { trend: [1] } }, 'portfolio/regime-config', /params.trend must be a number, a word or a table of those/],
    [{ params: { trends: {} } }, 'portfolio/regime-config', /params has no "trends"; did you mean "trend"\?/],
    [{ params: { trend: 5 } }, 'portfolio/regime-config', /params.trend must be a table/],
    [{ params: { min_bars: {} } }, 'portfolio/regime-config', /params.min_bars must be a number of bars/],
    ['risk', 'portfolio/regime-config', /the table: /],
    [undefined, 'portfolio/regime-config', /the table: /],
    [{ method: 'trend', params: { periods: 5 } }, 'indicator/param', /has no parameter "periods"; did you mean "period"\?/],
    [{ method: 'volatility', params: { method: 'std' } }, 'regime/option', /method is "std"/],
    [{ params: { volatility: { low: 0.9 } } }, 'indicator/param', /low is 0.9, it must be smaller than high/],
  ])('refuses %j', (config, code, message) => {
    expect(() => parseRegimeScaling(config)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
  })
})

describe('writeRegimeScaling', () => {
  it.each<RegimeScalingConfig>([
    {},
    { method: 'risk', params: { trend: { unit: 'price', period: 30 }, min_bars: 3 }, scales: { neutral_scale: 0.7 }, symbol: 'A' },
    { method: 'volatility', params: { lookback: 120 }, dwell: 4, confirm: 2, smoothing: 3 },
    { method: 'trend', params: { method: 'adx' }, initial_scale: 0.3 },
    { method: 'hidden_markov', scales: { risk_off_scale: 0.1 } },
  ])('writes what was read, so that the same comes out: %j', config => {
    const written = writeRegimeScaling(parseRegimeScaling(config)) as RegimeScalingConfig
    expect(structuredClone(written)).toEqual(written)
    expect(written).toMatchObject({ method: 'risk', ...config })
    expect(scale(written)).toEqual(scale(config))
    expect(writeRegimeScaling(parseRegimeScaling(written))).toEqual(written)
  })

  it('follows what was changed since, and options of code', () => {
    const read = parseRegimeScaling({ method: 'trend' })
    const changed = { ...read, dwell: 7, scales: { risk_on: 1, neutral: 0.9, risk_off: 0.4 } }
    expect(scale(writeRegimeScaling(changed) as RegimeScalingConfig)).toEqual(scaleByRegime(bars, changed))
    const made = { regime: { trend: { unit: 'price' }, minBars: 2 }, confirm: 2 } as const
    expect(scale(writeRegimeScaling(made) as RegimeScalingConfig)).toEqual(scaleByRegime(bars, made))
  })

  it('has no words for a regime of one’s own', () => {
    expect(writeRegimeScaling({ regime: volatilityRegime(), scales: { low: 1, normal: 1, high: 0 } })).toBeUndefined()
  })
})
