import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjustPValues, type PValueMethod } from '../../src/research/adjust-p-values.ts'

describe('adjustPValues', () => {
  // Computed with statsmodels' multipletests.
  const pValues = [0.01, 0.04, 0.03, 0.005, 0.55, 0.04, 0.0002, 0.9, 1, 0]
  it.each<[PValueMethod, number[]]>([
    ['bonferroni', [0.1, 0.4, 0.3, 0.05, 1, 0.4, 0.002, 1, 1, 0]],
    ['holm', [0.07, 0.2, 0.18, 0.04, 1, 0.2, 0.0018, 1, 1, 0]],
    ['benjamini-hochberg', [0.025, 0.4 / 7, 0.4 / 7, 0.05 / 3, 0.6875, 0.4 / 7, 0.001, 1, 1, 0]],
    [
      'benjamini-yekutieli',
      [
        ...[0.07322420634920634, 0.16736961451247165, 0.16736961451247165, 0.04881613756613756, 1, 0.16736961451247165],
        ...[0.0029289682539682537, 1, 1, 0],
      ],
    ],
  ])('%s', (method, expected) => {
    const adjusted = adjustPValues(pValues, method)
    for (const [k, value] of expected.entries()) expect(adjusted[k]).toBeCloseTo(value, 14)
  })

  it('keeps the order, never makes a value smaller, and is milder the less it promises', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), values => {
        const by = (method: PValueMethod) => adjustPValues(values, method)
        const [bonferroni, holm, bh, yekutieli] = [by('bonferroni'), by('holm'), by('benjamini-hochberg'), by('benjamini-yekutieli')]
        const slack = 1e-12
        for (const [a, value] of values.entries()) {
          expect(holm[a]).toBeLessThanOrEqual(bonferroni[a] + slack)
          expect(bh[a]).toBeLessThanOrEqual(holm[a] + slack)
          expect(bh[a]).toBeLessThanOrEqual(yekutieli[a] + slack)
          for (const adjusted of [bonferroni, holm, bh, yekutieli]) {
            expect(adjusted[a]).toBeGreaterThanOrEqual(value - slack)
            expect(adjusted[a]).toBeLessThanOrEqual(1)
            for (const [b, other] of values.entries()) if (value < other) expect(adjusted[a]).toBeLessThanOrEqual(adjusted[b])
          }
        }
      }),
    )
  })

  it('one value stays as it is, none gives none', () => {
    for (const method of ['bonferroni', 'holm', 'benjamini-hochberg', 'benjamini-yekutieli'] as const) {
      expect(Array.from(adjustPValues([0.03], method))).toEqual([0.03])
      expect(adjustPValues([], method)).toHaveLength(0)
    }
  })

  it.each([-0.1, 1.1, Number.NaN])('refuses %s', value => {
    expect(() => adjustPValues([0.5, value], 'holm')).toThrowError(/p-value 1 is/)
  })

  it('refuses an unknown method', () => {
    expect(() => adjustPValues([0.5], 'sidak' as PValueMethod)).toThrowError(expect.objectContaining({ code: 'research/method' }))
  })
})
