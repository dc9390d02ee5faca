import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../../src/research/promotion/evidence.ts'
import { type Promoted, promote } from '../../../src/research/promotion/promote.ts'
import { findFault, formatPromotion, parsePromotion, promotionRecord } from '../../../src/research/promotion/promotion-record.ts'
import { goodEvidence, summaryOf } from './evidence-fixture.ts'

function goOf(evidence: Evidence = goodEvidence): Promoted {
  const promotion = promote(evidence)
  if (!promotion.go) throw new Error(promotion.refusals.map(({ message }) => message).join())
  return promotion
}

describe('promotionRecord', () => {
  it('keeps evidence and policy, without pictures', () => {
    const pictures = { time: Float64Array.of(1), equity: Float64Array.of(1), trialSharpes: Float64Array.of(1) }
    const record = promotionRecord(goOf({ ...goodEvidence, pictures }))
    expect(record.evidence).toEqual(goodEvidence)
    expect(record.policy.name).toBe('moderate')
    expect(record.fingerprint).toMatch(/^[0-9a-f]{32}$/)
    expect(findFault(record)).toBeUndefined()
  })

  it('makes none of a no-go', () => {
    const refused = promote({ ...goodEvidence, inSample: summaryOf({ sharpe: 1 }) })
    // @ts-expect-error a no-go is not Promoted
    expect(() => promotionRecord(refused)).toThrow(expect.objectContaining({ code: 'promotion/no-go' }))
    const forged = { ...refused, go: true, ok: true, refusals: [] } as unknown as Promoted
    expect(() => promotionRecord(forged)).toThrow('Sharpe ratio, in sample: 1, must be at least 1.5')
  })
})

describe('parsePromotion', () => {
  const odd: Evidence = {
    ...goodEvidence,
    strategy: { ...goodEvidence.strategy, params: { fast: 5, none: null, deep: { more: [null, 1] } } },
    overfitting: { probability: Number.NaN, lossProbability: 0, slope: Number.NaN, blocks: 12 },
  }

  it('reads back what was written, numbers that are not known and parameters that are null included', () => {
    const record = promotionRecord(goOf(odd))
    expect(parsePromotion(formatPromotion(record))).toEqual(record)
    expect(formatPromotion(parsePromotion(formatPromotion(record)))).toBe(formatPromotion(record))
  })

  it('sees every change of a number', () => {
    const text = formatPromotion(promotionRecord(goOf()))
    const numbers = [...text.matchAll(/: (-?\d[\d.e-]*)/g)]
    expect(numbers.length).toBeGreaterThan(60)
    for (const { index, 0: match, 1: number } of numbers) {
      const changed = `${text.slice(0, index)}: ${Number(number) + 1}${text.slice(index + match.length)}`
      expect(() => parsePromotion(changed), text.slice(index - 30, index + 10)).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^promotion\/(tampered|schema)$/) }),
      )
    }
  })

  it('judges again what somebody gave a fitting fingerprint', () => {
    const record = promotionRecord(goOf())
    const weak = promotionRecord(goOf({ ...goodEvidence, symbol: 'ETH/EUR' }))
    expect(() => parsePromotion(formatPromotion({ ...record, fingerprint: weak.fingerprint }))).toThrow(
      expect.objectContaining({ code: 'promotion/tampered' }),
    )
    const { evidence, policy } = record
    const research = { ...evidence, strategy: { ...evidence.strategy, tier: 'r_and_d' } } as Evidence
    expect(findFault({ ...record, evidence: research })?.code).toBe('promotion/tampered')
    expect(policy.advisory).not.toContain('superiority')
  })

  it.each([
    ['', 'promotion/syntax'],
    ['{"schema": 1', 'promotion/syntax'],
    ['null', 'promotion/schema'],
    ['[]', 'promotion/schema'],
    ['{"schema": 2}', 'promotion/schema'],
    ['{"schema": 1}', 'promotion/syntax'],
    ['{"schema": 1, "evidence": {"strategy": {}}, "policy": {}, "fingerprint": ""}', 'promotion/syntax'],
    ['{"schema": 1, "evidence": {"strategy": {}}, "policy": {"name": "x", "advisory": []}, "fingerprint": ""}', 'promotion/tampered'],
  ])('refuses %j', (text, code) => {
    expect(() => parsePromotion(text)).toThrow(expect.objectContaining({ code }))
  })
})
