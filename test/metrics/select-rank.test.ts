import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { selectRank } from '../../src/metrics/select-rank.ts'

describe('selectRank', () => {
  it('finds what sorting would put there, with nothing larger before and nothing smaller behind', () => {
    const many = fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.nat(), fc.constantFrom(2, 7, 1000, 1e9))
    fc.assert(
      fc.property(many, fc.double({ min: 0, max: 1, noNaN: true }), ([length, seed, kinds], share) => {
        const random = seededRandom(seed)
        const values = Float64Array.from({ length }, () => random.integer(kinds) - kinds / 2)
        const sorted = values.slice().sort()
        const rank = Math.min(length - 1, Math.floor(share * length))
        expect(selectRank(values, 0, length - 1, rank)).toBe(sorted[rank])
        expect(values.slice().sort()).toEqual(sorted)
        for (let i = 0; i < length; i++) expect(i < rank ? values[i] <= values[rank] : values[i] >= values[rank]).toBe(true)
      }),
    )
  })

  it('takes every order of input', () => {
    const shapes: Record<string, (i: number) => number> = {
      rising: i => i,
      falling: i => -i,
      equal: () => 5,
      organ: i => Math.abs(i - 5000),
      saw: i => i % 17,
      'one low': i => (i === 4000 ? -1 : 0),
    }
    for (const [name, shape] of Object.entries(shapes)) {
      const values = Float64Array.from({ length: 10_000 }, (_, i) => shape(i))
      const sorted = values.slice().sort()
      for (const rank of [0, 1, 500, 5000, 9998, 9999]) expect(selectRank(values, 0, 9999, rank), `${name} ${rank}`).toBe(sorted[rank])
    }
  })

  it('leaves what is outside the range alone', () => {
    const values = Float64Array.of(9, 3, 1, 2, -9)
    expect(selectRank(values, 1, 3, 2)).toBe(2)
    expect([values[0], values[4]]).toEqual([9, -9])
  })
})
