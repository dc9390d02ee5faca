import { parse, stringify } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { type LiveMapping, makeLiveConfig } from '../../../../src/edge/cli/live/live-config.ts'
import type { RunRecord } from '../../../../src/research/run-record.ts'
import { parseRiskLimits } from '../../../../src/risk/parse-risk-limits.ts'

const sleeve = (symbol: string, weight: number, lastWeight = weight) => ({
  ...{ name: `macd ${symbol}`, strategy: 'macd', symbol, params: { fastPeriod: 3, "it's": null }, weight, lastWeight },
})
const mapping: LiveMapping = {
  run: { id: 'run-1', createdAt: 0, timeframe: '1d', settings: { sizing: { fraction: 0.5 } } } as unknown as RunRecord,
  portfolio: {
    recipe: 'mine',
    title: 'Mine',
    riskProfile: 'moderate',
    maxDrawdown: 0.1,
    sleeves: [sleeve('A', 0.1, 0.12), sleeve('B', 0.2)],
    rebalance: { band: 0.05 },
    prices: { kind: 'files', files: [] },
  },
  promotion: { record: '/go.json', fingerprint: 'ab', policy: 'portfolio_moderate' },
  reasons: [],
  ...{ account: 20_000, currency: 'USD', stage: 'testnet', fit: false },
}
const read = (text: string) => parse(text) as Record<string, Record<string, unknown>>

describe('makeLiveConfig', () => {
  it('writes limits in money of the account, and the smallest drawdown of all', () => {
    const { text, limits, warnings } = makeLiveConfig(mapping)
    // A tenth, a fifth and a half of 20,000; the drawdown of the recipe is smaller than that of the limits.
    expect(limits).toMatchObject({ maxOrderNotional: 2000, maxSymbolExposure: 4000, maxTotalExposure: 10_000, maxDrawdown: 0.1 })
    expect(parseRiskLimits(text, { parse, stringify })).toEqual(limits)
    expect(warnings).toEqual([])
    expect(read(text)).toMatchObject({
      environment: { mode: 'testnet', enable_live_trading: false },
      promotion: { status: 'go', policy: 'portfolio_moderate', at: '1970-01-01T00:00:00.000Z' },
      portfolio: { rebalance: { band: 0.05 }, sizing: { fraction: 0.5 } },
    })
  })

  it('writes weights of the end, parameters as files have them, and nothing that is not there', () => {
    const [first, second] = read(makeLiveConfig(mapping).text).portfolio.sleeves as Record<string, unknown>[]
    expect(first).toEqual({
      name: 'macd A',
      strategy: 'macd',
      symbol: 'A',
      weight: 0.12,
      weight_at_the_start: 0.1,
      params: { fast_period: 3 },
    })
    expect(second).not.toHaveProperty('weight_at_the_start')
  })

  it('says which positions the limits would refuse, and makes them fit when asked', () => {
    const large = { ...mapping, portfolio: { ...mapping.portfolio, sleeves: [sleeve('A', 0.5), sleeve('B', 0.5)] } }
    const { warnings, text } = makeLiveConfig(large)
    expect(warnings).toEqual([
      'max_order_notional 2,000.00 is less than macd A at full size, 5,000.00',
      'max_symbol_exposure 4,000.00 is less than A at full size, 5,000.00',
      'such orders are refused; without --full-size all positions are made smaller, to 0.2 of their weight',
    ])
    for (const warning of warnings) expect(text).toContain(`# CAREFUL: ${warning}`)
    const fitted = makeLiveConfig({ ...large, fit: true })
    expect(fitted.warnings).toEqual([])
    expect(read(fitted.text).portfolio.sizing).toEqual({ fraction: 0.2 })
    expect(read(makeLiveConfig({ ...mapping, fit: true }).text).portfolio.sizing).toEqual({ fraction: 0.5 })
  })

  it('counts symbols', () => {
    const many = {
      ...mapping,
      portfolio: { ...mapping.portfolio, sleeves: ['A', 'B', 'C', 'D', 'E', 'F'].map(symbol => sleeve(symbol, 0.05)) },
    }
    expect(makeLiveConfig(many).warnings).toEqual(['max_open_positions 5 is less than the 6 symbols'])
  })

  it('is a draft without a promotion, with the reasons', () => {
    const { text } = makeLiveConfig({ ...mapping, promotion: undefined, reasons: ['it is a no-go'] })
    expect(text).toMatch(/^# DRAFT: .*\n# {3}- it is a no-go$/m)
    expect(read(text).promotion).toEqual({ status: 'draft', run: 'run-1', at: '1970-01-01T00:00:00.000Z' })
  })
})
