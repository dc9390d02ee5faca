import { describe, expect, it } from 'vitest'
import { defineLimits } from '../../src/risk/define-limits.ts'
import { limitNames, validateLimits } from '../../src/risk/limits-schema.ts'
import type { RiskLimits } from '../../src/risk/risk-limits.ts'

describe('validateLimits', () => {
  it('drops what is undefined', () => {
    expect(validateLimits({ maxLeverage: undefined, maxDrawdown: 0.5 })).toEqual({ maxDrawdown: 0.5 })
    expect(limitNames).toHaveLength(25)
  })

  it.each([
    [{ maxLevrage: 1 }, 'risk-limits/unknown', 'did you mean "maxLeverage"?'],
    [{ maxOrderNotional: { share: 1 } }, 'risk-limits/value', 'maxOrderNotional is {"share":1}: must be an amount'],
    [{ maxOrderNotional: Number.NaN }, 'risk-limits/value', 'maxOrderNotional is NaN'],
    [{ maxOrderNotional: Number.POSITIVE_INFINITY }, 'risk-limits/value', 'maxOrderNotional is Infinity'],
    [{ maxOrderNotional: -1 }, 'risk-limits/value', 'maxOrderNotional is -1'],
    [{ maxOpenPositions: 1.5 }, 'risk-limits/value', 'maxOpenPositions is 1.5: must be a whole number'],
    [{ maxDailyLossShare: 5 }, 'risk-limits/value', 'must not exceed 1 (0.05 is 5 %)'],
    [{ maxValueAtRisk: { limit: 1, confidence: 95 } }, 'risk-limits/value', 'maxValueAtRisk.confidence is 95'],
    [{ fatFinger: { multiple: 0.5, first: 1 } }, 'risk-limits/value', 'fatFinger.multiple is 0.5'],
    [{ allowedSides: ['hold'] }, 'risk-limits/value', 'must be buy or sell'],
    [{ tradingHours: [{ zone: 'UTC', days: [0], from: '09:00', to: '10:00' }] }, 'risk-limits/value', 'must be a day from 1'],
    [{ tradingHours: [{ zone: 'UTC', days: [1], from: '9', to: '10:00' }] }, 'risk-limits/value', 'must be HH:MM'],
    [{ tradingHours: [{ zone: 'UTC', days: [1], from: '09:00', to: '10:00', x: 1 }] }, 'risk-limits/unknown', 'tradingHours.0 has no "x"'],
    [{ coolDownMs: 5 }, 'risk-limits/value', 'set maxConsecutiveLosses'],
    [{ warnAt: 0 }, 'risk-limits/value', 'must be above 0'],
    [{ dayZone: 'Mars' }, 'risk-limits/value', 'must be a time zone'],
    [null, 'risk-limits/value', 'risk limits is null: must be an object'],
  ])('refuses %j', (limits, code, message) => {
    expect(() => defineLimits(limits as RiskLimits)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })
})
