import { readFileSync } from 'node:fs'
import { parse, stringify } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { formatRiskLimits, parseRiskLimits, riskLimitsSchema } from '../../src/risk/parse-risk-limits.ts'
import { RiskLimits } from '../../src/risk/risk-limits.ts'

const toml = { parse, stringify }

describe('parseRiskLimits', () => {
  it('reads the table that Peak_Trade shipped', () => {
    const text = `[live_risk]
enabled = true
base_currency = "EUR"
max_order_notional = 1000.0
max_symbol_exposure_notional = 2000.0
max_total_exposure_notional = 5000.0
max_open_positions = 5
max_daily_loss_abs = 500.0
max_daily_loss_pct = 5.0
block_on_violation = true
use_experiments_for_daily_pnl = true
warning_threshold_factor = 0.7
max_live_notional_per_order = 400.0
max_live_notional_total = 9000.0
`
    expect(parseRiskLimits(text, toml)).toEqual({
      ...{ maxOrderNotional: 400, maxSymbolExposure: 2_000, maxTotalExposure: 5_000, maxOpenPositions: 5 },
      ...{ maxDailyLoss: 500, maxDailyLossShare: 0.05, warnAt: 0.7 },
    })
  })

  it('reads limits at the top and in a table', () => {
    expect(parseRiskLimits('max_order_quantity = { "BTC/EUR" = 2, my_coin = 3 }\nallowed_sides = ["buy"]', toml)).toEqual({
      ...{ maxOrderQuantity: { 'BTC/EUR': 2, my_coin: 3 }, allowedSides: ['buy'] },
    })
    expect(parseRiskLimits('title = "x"\n[risk_limits]\nmax_leverage = 2', toml)).toEqual({ maxLeverage: 2 })
  })

  const everything = {
    ...RiskLimits.aggressive,
    ...{ maxOrderQuantity: 5, maxSymbolNetExposure: 1, maxSymbolConcentration: 0.5, maxValueAtRisk: { limit: { equity: 0.1 }, days: 2 } },
    ...{ maxDailyLoss: 1, dayZone: 'Europe/Berlin', maxPriceAgeMs: 5, allowedSymbols: ['A'], allowedSides: ['sell' as const], warnAt: 0.5 },
    tradingHours: [{ zone: 'UTC', days: [1], from: '09:00', to: '24:00' }],
  }
  it.each([RiskLimits.conservative, RiskLimits.moderate, RiskLimits.aggressive, everything, {}])(
    'reads back what was written %#',
    limits => {
      expect(parseRiskLimits(formatRiskLimits(limits, toml), toml)).toEqual(limits)
      expect(parseRiskLimits(formatRiskLimits(limits, JSON), JSON)).toEqual(limits)
    },
  )

  it.each([
    ['max_leverage = ', 'risk-limits/syntax', 'the limits cannot be read'],
    ['max_levrage = 1', 'risk-limits/unknown', 'did you mean "max_leverage"?'],
    ['maxLeverage = 1', 'risk-limits/unknown', 'did you mean "max_leverage"?'],
    ['max_leverage = "high"', 'risk-limits/value', 'max_leverage is "high": must be a finite number'],
    ['max_leverage = nan', 'risk-limits/value', 'max_leverage is NaN'],
    ['max_leverage = inf', 'risk-limits/value', 'max_leverage is Infinity'],
    ['max_daily_loss_pct = 500', 'risk-limits/value', 'max_daily_loss_share is 5: must not exceed 1'],
    ['max_daily_loss_pct = "5"', 'risk-limits/value', 'max_daily_loss_share is "5"'],
    ['fat_finger = { multiple = 3 }', 'risk-limits/value', 'fat_finger.first is undefined'],
    ['enabled = false', 'risk-limits/value', 'limits are never off'],
    ['block_on_violation = false', 'risk-limits/value', 'limits are never off'],
  ])('refuses %j', (text, code, message) => {
    expect(() => parseRiskLimits(text, toml)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })

  it('refuses what is no table', () => {
    expect(() => parseRiskLimits('[1]', JSON)).toThrow(expect.objectContaining({ code: 'risk-limits/value' }))
    expect(() => parseRiskLimits('null', JSON)).toThrow(expect.objectContaining({ code: 'risk-limits/value' }))
  })
})

it('the JSON schema that is shipped says what the code says', () => {
  const file = new URL('../../config-schemas/risk-limits.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(riskLimitsSchema())
})
