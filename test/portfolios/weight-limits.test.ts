import { describe, expect, it } from 'vitest'
import { contradiction, findSleeve, leverageSpace, listHalfSpaces, readLimits } from '../../src/portfolios/weight-limits.ts'

describe('readLimits', () => {
  it('is long-only and invested by default', () => {
    const limits = readLimits({}, ['a', 'b'])
    expect(Array.from(limits.lower)).toEqual([0, 0])
    expect(Array.from(limits.upper)).toEqual([1, 1])
    expect(limits.net).toBe(1)
  })

  it('takes limits by name', () => {
    const limits = readLimits({ minimum: -0.5, maximum: { b: 0.3 }, groups: [{ name: 'g', members: ['b', 'b'], maximum: 0.2 }] }, [
      'a',
      'b',
    ])
    expect(Array.from(limits.lower)).toEqual([-0.5, -0.5])
    expect(Array.from(limits.upper)).toEqual([1, 0.3])
    expect(limits.groups[0].members).toEqual([1])
  })

  it('says what is wrong', () => {
    const names = ['trend', 'reversion']
    expect(() => readLimits({ maximum: { tred: 0.5 } }, names)).toThrow('no sleeve "tred"; did you mean "trend"?')
    expect(() => readLimits({ groups: [{ name: 'g', members: ['x'] }] }, names)).toThrow('there are trend, reversion')
    expect(() => readLimits({ minimum: 0.6, maximum: 0.5 }, names)).toThrow('minimum of trend (0.6) lies above its maximum (0.5)')
    expect(() => readLimits({ maximum: Number.NaN }, names)).toThrow('maximum of trend is not a number')
    expect(() => readLimits({ net: Number.NaN }, names)).toThrow('net is NaN')
    expect(() => readLimits({ leverage: -1 }, names)).toThrow('leverage is -1')
    expect(() => readLimits({ groups: [{ name: 'g', members: [] }] }, names)).toThrow('group g has no members')
    expect(() => readLimits({ groups: [{ name: 'g', members: ['trend'], minimum: 1, maximum: 0 }] }, names)).toThrow('minimum of group g')
    expect(findSleeve('reversion', names)).toBe(1)
  })
})

describe('half spaces', () => {
  it('hold what the limits hold', () => {
    const limits = readLimits(
      { maximum: Number.POSITIVE_INFINITY, groups: [{ name: 'g', members: ['a', 'b'], minimum: 0.1, maximum: 0.4 }] },
      ['a', 'b'],
    )
    const inside = (x: readonly number[]) =>
      listHalfSpaces(limits).every(({ normal, bound }) => normal.reduce((sum, value, i) => sum + value * x[i], 0) >= bound)
    expect(inside([0.1, 0.2])).toBe(true)
    expect(inside([0.3, 0.2])).toBe(false)
    expect(inside([0.05, 0])).toBe(false)
    expect(inside([-0.1, 0.3])).toBe(false)
  })

  it('leverage looks at the signs', () => {
    const { normal, bound } = leverageSpace(
      Float64Array.of(0.5, -0.7, -1e-17, 1e-17),
      readLimits({ leverage: 1, minimum: { a: -1, b: -1, d: -1 }, maximum: { d: 0 } }, ['a', 'b', 'c', 'd']),
    )
    expect(Array.from(normal)).toEqual([-1, 1, -1, 1])
    expect(bound).toBe(-1)
  })

  it('a contradiction names a handful', () => {
    const spaces = Array.from({ length: 12 }, (_, i) => ({ normal: Float64Array.of(1), bound: 0, label: `limit ${i}` }))
    expect(contradiction(spaces).message).toContain('limit 5, 4 more; loosen')
  })
})
