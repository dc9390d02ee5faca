import { expect, it } from 'vitest'
import type { RefusalReason } from '../../src/engine/refusals.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { REFUSED, refusalText } from '../../src/reports/refusal-text.ts'
import type { SizedOrder } from '../../src/reports/sizing-text.ts'

const order: SizedOrder = {
  sizing: { units: 3 },
  target: 1,
  equity: 1000,
  rawPrice: 100,
  price: 100,
  slippageRate: 0,
  feeRate: 0,
  minimumFee: 0,
  maxLeverage: undefined,
  lot: undefined,
  stopDistance: Number.NaN,
  volatility: Number.NaN,
  kelly: Number.NaN,
  closedTrades: 0,
  wanted: 3,
  held: 2,
}

function text(reason: RefusalReason, settings: BacktestSettingsInput = {}, detail?: string): string {
  return refusalText({ reason, settings: resolveSettings(settings), order, expectedPrice: 101, detail })
}

it('puts the numbers in', () => {
  expect(text('min-notional', { instrument: { minNotional: 250 } })).toBe(
    '1 × 3 units = 3 units; 2 held, 1 missing; 101.00 is less than 250.00, the smallest order',
  )
  expect(
    refusalText({ reason: 'size', settings: resolveSettings(), order: { ...order, lot: 5, wanted: 0, held: 0 }, expectedPrice: 1 }),
  ).toBe('the size rounds to nothing: 1 × 3 units = 3 units; in lots of 5: 0 units')
  expect(text('volatility-unknown', { sizing: { volatility: 0.1, period: 7 } })).toBe('the volatility is not known yet: it takes 7 bars')
  expect(text('volatility-unknown', { sizing: { volatility: 0.1 } })).toMatch(/20 bars$/)
  expect(text('atr-unknown', { exits: { stopAtr: 2 } })).toBe('the average true range is not known yet: it takes 14 bars')
  expect(text('admit', {}, 'no short sales here; not today')).toBe('not admitted: no short sales here; not today')
  expect(text('admit')).toBe('not admitted')
})

it('has words of its own for every reason', () => {
  expect(new Set(Object.values(REFUSED)).size).toBe(7)
})
