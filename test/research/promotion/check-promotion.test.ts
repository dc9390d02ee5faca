import { describe, expect, it } from 'vitest'
import { checkPromotion, type PromotionClaim } from '../../../src/research/promotion/check-promotion.ts'
import { promote } from '../../../src/research/promotion/promote.ts'
import { formatPromotion, type PromotionRecord, parsePromotion, promotionRecord } from '../../../src/research/promotion/promotion-record.ts'
import { goodEvidence } from './evidence-fixture.ts'

const promotion = promote(goodEvidence)
if (!promotion.go) throw new Error('the fixture is no go')
const record = promotionRecord(promotion)
const claim: PromotionClaim = {
  strategy: { id: 'ma_crossover', params: { slow: 20, fast: 5 } },
  symbol: 'BTC/EUR',
  timeframe: '1d',
  policies: ['moderate', 'conservative'],
}
const codes = (of: PromotionRecord | undefined, changes: Partial<PromotionClaim> = {}) =>
  checkPromotion(of, { ...claim, ...changes }).refusals.map(({ code }) => code)

describe('checkPromotion', () => {
  it('lets through what was promoted, also from a file', () => {
    expect(checkPromotion(record, claim)).toEqual({ ok: true, refusals: [] })
    expect(checkPromotion(parsePromotion(formatPromotion(record)), claim).ok).toBe(true)
    expect(codes(record, { policies: undefined })).toEqual([])
  })

  it('refuses without a record', () => {
    expect(codes(undefined)).toEqual(['promotion/missing'])
  })

  it('refuses anything else than what was promoted, with all reasons', () => {
    expect(codes(record, { strategy: { id: 'macd', params: {} } })).toEqual(['promotion/other-strategy'])
    expect(codes(record, { strategy: { id: 'ma_crossover', params: { fast: 5, slow: 21 } } })).toEqual(['promotion/other-params'])
    expect(codes(record, { symbol: 'ETH/EUR', policies: ['conservative'] })).toEqual(['promotion/other-market', 'promotion/other-policy'])
    expect(codes(record, { timeframe: '1h' })).toEqual(['promotion/other-market'])
  })

  it('refuses a record that was changed in memory', () => {
    const changed = { ...record, evidence: { ...record.evidence, symbol: 'ETH/EUR' } }
    expect(codes(changed, { symbol: 'ETH/EUR' })).toEqual(['promotion/tampered'])
  })
})
