import { describe, expect, it } from 'vitest'
import type { Indicator } from '../../src/indicators/indicator.ts'
import { combineRegimes } from '../../src/regimes/combine-regimes.ts'
import { hiddenMarkovRegime } from '../../src/regimes/hidden-markov-regime.ts'
import { phaseRegime } from '../../src/regimes/phase-regime.ts'
import { defineRegime, type Regime } from '../../src/regimes/regime.ts'
import { checkRegime } from '../../src/regimes/regime-contract.ts'
import { riskRegime } from '../../src/regimes/risk-regime.ts'
import { steadyRegime } from '../../src/regimes/steady-regime.ts'
import { trendRegime } from '../../src/regimes/trend-regime.ts'
import { volatilityRegime } from '../../src/regimes/volatility-regime.ts'

const trend = { period: 8, span: 3, noiseBars: 20 }
const volatility = { period: 5, lookback: 20 }

const regimes: Readonly<Record<string, Regime>> = {
  'slope over noise': trendRegime(trend),
  'slope over price': trendRegime({ unit: 'price', period: 8, span: 3 }),
  'crossover over noise': trendRegime({ method: 'crossover', fast: 3, slow: 9, noiseBars: 20 }),
  'crossover over price': trendRegime({ method: 'crossover', unit: 'price', fast: 3, slow: 9 }),
  adx: trendRegime({ method: 'adx', period: 5 }),
  'atr rank': volatilityRegime(volatility),
  'realized rank': volatilityRegime({ method: 'realized', ...volatility }),
  'realized level': volatilityRegime({ method: 'realized', compare: 'level', low: 0.01, high: 0.02, period: 5 }),
  'range rank': volatilityRegime({ method: 'range', ...volatility }),
  'range level': volatilityRegime({ method: 'range', compare: 'level', low: 0.2, high: 0.5 }),
  risk: riskRegime({ trend, volatility }),
  phase: phaseRegime({ trend, volatility }),
  combined: combineRegimes(volatilityRegime({ method: 'realized', ...volatility }), trendRegime({ method: 'adx', period: 5 })),
  steady: steadyRegime(trendRegime({ method: 'adx', period: 5 }), { minBars: 6, confirmBars: 2, urgent: ['down'] }),
  'hidden Markov': hiddenMarkovRegime({ train: 25, window: 40, refit: 15, minBars: 3 }),
  'hidden Markov on all of the past': hiddenMarkovRegime({ train: 25, window: 0, refit: 40, confidence: 0.8 }),
}

describe('every labeler', () => {
  it.each(Object.keys(regimes))('%s keeps the contract', name => {
    const histories = name.startsWith('hidden') ? 40 : 200
    expect(checkRegime(regimes[name], { histories, seed: name })).toEqual({ ok: true, refusals: [] })
  })

  it.each([trendRegime(), trendRegime({ method: 'adx' }), volatilityRegime(), riskRegime(), phaseRegime()])(
    'with its defaults: $id',
    regime => {
      expect(checkRegime(regime, { histories: 20 }).refusals).toEqual([])
    },
  )
})

const up = { id: 'cheat', inputs: ['close'], labels: ['down', 'up'], warmup: 1 } as const

/** A regime whose whole-column form is not its step. */
const withFill = (fill: NonNullable<Indicator['fill']>): Regime =>
  Object.assign(
    defineRegime({
      ...up,
      start: () => {
        let before = Number.NaN
        return close => {
          const code = before === before ? Number(close > before) : Number.NaN
          before = close
          return code
        }
      },
    }),
    { fill },
  )

let shared = Number.NaN

describe('a planted cheat is caught', () => {
  it.each<[string, string, Regime]>([
    [
      'it knows the next bar',
      'indicator/look-ahead',
      withFill((_, [out], close) => {
        for (let i = 1; i < close.length; i++) out[i] = Number((close[i + 1] ?? close[i]) > close[i])
      }),
    ],
    [
      'it compares with the mean of the whole history',
      'indicator/look-ahead',
      withFill((_, [out], close) => {
        let sum = 0
        for (const value of close) sum += value
        for (let i = 1; i < close.length; i++) out[i] = Number(close[i] > sum / close.length)
      }),
    ],
    [
      'two runs share what they remember',
      'indicator/state',
      defineRegime({
        ...up,
        warmup: 0,
        start: () => close => {
          const code = Number(close > shared)
          shared = close
          return code
        },
      }),
    ],
    ['it starts later than it says', 'indicator/warmup', defineRegime({ ...up, start: () => () => Number.NaN })],
    ['it starts earlier than it says', 'indicator/warmup', defineRegime({ ...up, start: () => () => 0 })],
    ['it gives a code that is no label', 'regime/code', defineRegime({ ...up, warmup: 0, start: () => () => 2 })],
    ['it gives half a code', 'regime/code', defineRegime({ ...up, warmup: 0, start: () => close => Number(close > 100) / 2 })],
    ['it gives a negative code', 'regime/code', defineRegime({ ...up, warmup: 0, start: () => () => -1 })],
    [
      'its column is not what it gives live',
      'regime/watch',
      withFill((_, [out], close) => {
        for (let i = 1; i < close.length; i++) out[i] = Number(close[i] >= close[i - 1])
      }),
    ],
    [
      'it throws',
      'regime/error',
      defineRegime({
        ...up,
        warmup: 0,
        start: () => () => {
          throw new Error('no')
        },
      }),
    ],
  ])('%s (%s)', (_, code, regime) => {
    const { ok, refusals } = checkRegime(regime, { histories: 100 })
    expect(ok).toBe(false)
    expect(refusals.map(refusal => refusal.code)).toContain(code)
  })
})
