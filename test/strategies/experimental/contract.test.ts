import { describe, expect, it } from 'vitest'
import { checkIndicator } from '../../../src/indicators/indicator-contract.ts'
import { adaptiveBandPass } from '../../../src/strategies/experimental/adaptive-band-pass.ts'
import { ArmstrongCycle } from '../../../src/strategies/experimental/armstrong-cycle.ts'
import { ArmstrongElKaroui } from '../../../src/strategies/experimental/armstrong-el-karoui.ts'
import { BouchaudMicrostructure } from '../../../src/strategies/experimental/bouchaud-microstructure.ts'
import { EcmCycle } from '../../../src/strategies/experimental/ecm-cycle.ts'
import { EhlersCycleFilter } from '../../../src/strategies/experimental/ehlers-cycle-filter.ts'
import { ElKarouiVolModel } from '../../../src/strategies/experimental/el-karoui-vol-model.ts'
import { flowPressure } from '../../../src/strategies/experimental/flow-pressure.ts'
import { fractionalLogPrice } from '../../../src/strategies/experimental/fractional-log-price.ts'
import { MetaLabeling } from '../../../src/strategies/experimental/meta-labeling.ts'
import { roughVolatility } from '../../../src/strategies/experimental/rough-volatility.ts'
import { varianceForecast } from '../../../src/strategies/experimental/variance-forecast.ts'
import { VolRegimeOverlay } from '../../../src/strategies/experimental/vol-regime-overlay.ts'
import type { AnyStrategyClass } from '../../../src/strategies/strategy.ts'
import { checkStrategy } from '../../../src/strategies/strategy-contract.ts'

/** Short windows, so that histories are short and decisions many. */
const cases: [AnyStrategyClass, object, number?][] = [
  // A year of one-hour bars is no cycle: cycles of 30 days have several turns in a history.
  [ArmstrongCycle, { cycleDays: 30, eventDays: 2, shorts: true }],
  [EcmCycle, { cycleDays: 30, lookback: 20, width: 0.1 }],
  [ElKarouiVolModel, { rankPeriod: 40, volPeriod: 10 }],
  [ElKarouiVolModel, { rankPeriod: 40, exponential: false, scale: false, high: -1 }],
  [ArmstrongElKaroui, { cycleDays: 30, eventDays: 3, shorts: true, rankPeriod: 40, volPeriod: 10 }],
  [EhlersCycleFilter, { strength: 0.2, shorts: true, lookback: 30, trend: 'follow', smoother: 'twoPole' }],
  [EhlersCycleFilter, { strength: 0.2, method: 'autocorrelation', longest: 20, lookback: 20, smoother: 'threePole' }, 50],
  [BouchaudMicrostructure, { lookback: 40, memory: 10 }],
  [BouchaudMicrostructure, { lookback: 20, memory: 5, signs: 'tick', longOnly: true, minTurnover: 100 }],
  [VolRegimeOverlay, { hurstLookback: 40, memory: 30, rankPeriod: 20, barsPerDay: 24 }],
  [VolRegimeOverlay, { forecast: 'recent', memory: 30, rankPeriod: 20, scale: false, maxDayFall: 0.03, normal: 0.7 }],
  [MetaLabeling, { minExamples: 15, width: 60 }, 40],
  [
    MetaLabeling,
    { base: 'ma_crossover', model: 'logistic', unit: 'volatility', takeProfit: 2, stopLoss: 2, sizing: 'kelly', untrained: 'base' },
    40,
  ],
]

describe('strategies keep the contract', () => {
  it.each(cases.map(([strategy, params, histories = 200]) => [strategy.id, params, strategy, histories] as const))(
    '%s with %j',
    (_id, params, strategy, histories) => {
      const check = checkStrategy(strategy, { params: params as never, histories })
      expect(check.refusals).toEqual([])
      expect(check.ok).toBe(true)
    },
  )
})

describe('indicators keep the contract', () => {
  it.each([
    [varianceForecast.id, varianceForecast],
    [adaptiveBandPass.id, adaptiveBandPass],
    [flowPressure.id, flowPressure],
    [roughVolatility.id, roughVolatility],
    [fractionalLogPrice.id, fractionalLogPrice],
  ])('%s', (_id, indicator) => {
    expect(checkIndicator(indicator as never, { histories: 100 })).toEqual({ ok: true, refusals: [] })
  })
})
