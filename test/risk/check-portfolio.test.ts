import { describe, expect, it } from 'vitest'
import { checkPortfolio } from '../../src/risk/check-portfolio.ts'
import { RiskBook } from '../../src/risk/risk-book.ts'
import { RiskLimits } from '../../src/risk/risk-limits.ts'
import { startOfDay } from '../../src/risk/risk-state.ts'

const at = Date.UTC(2025, 0, 15, 12)
const account = { cash: 600, positions: { BTC: { quantity: 3 }, ETH: { quantity: -5 }, ADA: { quantity: 30 } } }
const prices = { BTC: 100, ETH: 10, ADA: 5 }

describe('checkPortfolio', () => {
  it('measures an account as it is, and speaks of the symbol that is nearest', () => {
    const limits = {
      maxSymbolExposure: 400,
      maxSymbolNetExposure: 400,
      maxTotalExposure: 1_000,
      maxOpenPositions: 3,
      maxLeverage: 1,
      minFreeCash: 100,
    }
    const { checks, severity, ok, unchecked } = checkPortfolio(limits, account, prices)
    expect(checks.map(({ limit, value }) => [limit, value])).toEqual([
      ['max_symbol_exposure', 300],
      ['max_symbol_net_exposure', 300],
      ['max_total_exposure', 500],
      ['max_open_positions', 3],
      ['max_leverage', 0.5],
      ['min_free_cash', 550],
    ])
    expect([ok, severity, unchecked]).toEqual([true, 'warning', []])
  })

  it('names every symbol that is beyond', () => {
    const { refusals } = checkPortfolio({ maxSymbolExposure: 100 }, account, prices)
    expect(refusals.map(({ message }) => message.slice(0, 52))).toEqual([
      'max_symbol_exposure: the largest position of BTC tha',
      'max_symbol_exposure: the largest position of ADA tha',
    ])
  })

  it('counts open orders', () => {
    const openOrders = [{ id: '1', symbol: 'ETH', side: 'sell', quantity: 20 } as const]
    expect(checkPortfolio({ maxSymbolExposure: 400 }, { ...account, openOrders }, prices).checks[0].value).toBe(300)
    expect(checkPortfolio({ maxSymbolExposure: 200 }, { cash: 0, positions: { ETH: { quantity: -5 } }, openOrders }, prices).ok).toBe(false)
  })

  it('is never green when something cannot be valued, even without limits', () => {
    for (const price of [Number.NaN, 0, -1, undefined])
      expect(checkPortfolio({}, account, { ...prices, BTC: price as number })).toMatchObject({
        ok: false,
        severity: 'breach',
        refusals: [{ code: 'risk/unknown_price' }],
      })
    expect(checkPortfolio({}, { ...account, cash: Number.NaN }, prices).refusals[0].code).toBe('risk/unknown_cash')
    expect(checkPortfolio({}, { cash: 1, positions: { BTC: { quantity: Number.NaN } } }, prices).ok).toBe(false)
  })

  it('sees a loss that nobody has realized, and no loss in a profit', () => {
    const check = (equity: number) =>
      checkPortfolio({ maxDailyLossShare: 0.1 }, account, prices, { at, state: startOfDay(undefined, { at, equity }) })
    expect([check(1_100).ok, check(1_200).ok, check(500).checks[0].value]).toEqual([true, false, 0])
  })

  it('asks no limits on orders, and works on a book and on an empty account', () => {
    const verdict = checkPortfolio(RiskLimits.moderate, new RiskBook({ cash: 10, positions: {} }, {}), {
      at,
      state: startOfDay(undefined, { at, equity: 10 }),
    })
    expect(verdict).toMatchObject({ ok: true, severity: 'ok', notional: 0 })
    expect(verdict.checks.map(({ limit }) => limit)).not.toContain('max_order_notional')
    expect(checkPortfolio(RiskLimits.moderate, { cash: 10, positions: {} }, {}).unchecked).toEqual([
      'max_daily_loss_share',
      'max_drawdown',
      'max_consecutive_losses',
    ])
  })
})
