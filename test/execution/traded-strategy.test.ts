import { describe, expect, expectTypeOf, it } from 'vitest'
import { refusePromotion, refuseTier } from '../../src/execution/gates/strategy-gates.ts'
import { type PromotedStrategy, promotionReference, tradedStrategy } from '../../src/execution/traded-strategy.ts'
import type { PromotionRecord } from '../../src/research/promotion/promotion-record.ts'
import { ArmstrongCycle } from '../../src/strategies/experimental/armstrong-cycle.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const record = (params: object, id = 'ma_crossover'): PromotedStrategy => ({
  fingerprint: 'record-1',
  evidence: { strategy: { id, params: { ...params } } },
})
const codes = (running: MaCrossover, promoted: PromotedStrategy) =>
  refusePromotion({ strategy: tradedStrategy(running), promotion: promotionReference(promoted) }).map(({ code }) => code)

describe('tradedStrategy', () => {
  it('has the tier that counts', () => {
    expect(tradedStrategy(new MaCrossover())).toMatchObject({ id: 'ma_crossover', tier: 'core' })
    expect(refuseTier({ strategy: tradedStrategy(new ArmstrongCycle()) })).toHaveLength(1)
    class Own extends ArmstrongCycle {}
    Object.defineProperty(Own, 'id', { value: 'own' })
    expect(tradedStrategy(new Own())).toMatchObject({ id: 'own', tier: 'r_and_d' })
  })
})

describe('promotionReference', () => {
  it('lets pass what runs as it was promoted, and nothing else', () => {
    const { params } = new MaCrossover({ fast: 10, slow: 30 })
    expect(codes(new MaCrossover({ fast: 10, slow: 30 }), record(params))).toEqual([])
    expect(codes(new MaCrossover({ fast: 10, slow: 31 }), record(params))).toEqual(['gate/promotion-changed'])
    expect(codes(new MaCrossover({ fast: 10, slow: 30 }), record(params, 'macd'))).toEqual(['gate/promotion'])
    // As it comes back from a file.
    expect(codes(new MaCrossover({ fast: 10, slow: 30 }), JSON.parse(JSON.stringify(record(params))))).toEqual([])
  })

  it('names the record', () => {
    expect(promotionReference(record({}))).toMatchObject({ id: 'record-1', strategy: 'ma_crossover' })
  })

  it('takes the records of research', () => {
    expectTypeOf<PromotionRecord>().toExtend<PromotedStrategy>()
  })
})
