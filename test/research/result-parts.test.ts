import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestParts, firstDifference } from '../../src/research/result-parts.ts'

const column = (length: number) => Float64Array.from({ length }, (_, k) => k)

describe('digestParts', () => {
  it('cuts lists into sixteen pieces at most', () => {
    const { parts } = digestParts([
      ['equity', column(1000)],
      ['three', [1, 2, 3]],
      ['summary', { sharpe: 1 }],
      ['nothing', []],
    ])
    expect(parts.map(({ name, length, digests }) => [name, length, digests.length])).toEqual([
      ['equity', 1000, 16],
      ['three', 3, 3],
      ['summary', 1, 1],
      ['nothing', 0, 0],
    ])
  })

  it('is another one when one bit is', () => {
    const { result } = digestParts([['equity', column(10)]])
    const other = column(10)
    other[9] = 9 + 2 ** -49
    expect(digestParts([['equity', column(10)]]).result).toBe(result)
    expect(digestParts([['equity', other]]).result).not.toBe(result)
    expect(digestParts([['other', column(10)]]).result).not.toBe(result)
  })
})

describe('firstDifference', () => {
  it('finds the piece in which the first difference lies', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(299), (length, at) => {
        const changed = column(length)
        const index = at % length
        changed[index] = -1
        const found = firstDifference(
          digestParts([
            ['same', 1],
            ['equity', column(length)],
          ]).parts,
          digestParts([
            ['same', 1],
            ['equity', changed],
          ]).parts,
        )
        expect(found?.part).toBe('equity')
        expect(found?.from).toBeLessThanOrEqual(index)
        expect(found?.to).toBeGreaterThan(index)
        expect((found?.to ?? 0) - (found?.from ?? 0)).toBeLessThanOrEqual(Math.ceil(length / 16))
      }),
    )
  })

  it('finds nothing in equal results, and what is missing', () => {
    const { parts } = digestParts([['a', column(5)]])
    expect(firstDifference(parts, parts)).toBeUndefined()
    expect(firstDifference(parts, [])).toEqual({ part: 'a', from: 0, to: 5 })
    expect(firstDifference([], parts)).toEqual({ part: 'a', from: 0, to: 5 })
    expect(firstDifference(parts, digestParts([['a', column(7)]]).parts)).toEqual({ part: 'a', from: 5, to: 7 })
  })
})
