import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeData, encodeData } from '../../src/research/data-codec.ts'

const again = (value: unknown) => decodeData(encodeData(value))

describe('encodeData', () => {
  it('is JSON that says what JSON cannot', () => {
    expect(encodeData({ a: Number.NaN, b: 1, c: Float64Array.of(-0) })).toBe(
      '{"a":{"$number":"NaN"},"b":1,"c":{"$column":[{"$number":"-0"}]}}',
    )
    expect(encodeData({ $number: 'NaN' })).toBe('{"$$number":"NaN"}')
  })

  it('is plain JSON where that is enough', () => {
    const data = { a: [1, 'x', null, true], b: { c: 1e300 } }
    expect(encodeData(data)).toBe(JSON.stringify(data))
  })

  it.each([
    [{ $number: 'NaN' }],
    [{ $$number: 'x', $: 1, $column: [1] }],
    [[{ $column: [{ $number: '-0' }] }]],
    ['"$'],
    [Number.NEGATIVE_INFINITY],
    [Float64Array.of(1, Number.NaN, -0, Number.POSITIVE_INFINITY)],
    [new Float64Array(0)],
    [null],
  ])('gives back %j', value => {
    expect(again(value)).toEqual(value)
  })

  it('gives back any data, to the bit', () => {
    const leaf = fc.oneof(fc.double(), fc.string({ unit: 'binary' }), fc.constant(null), fc.boolean(), fc.float64Array())
    const key = fc.oneof(fc.string(), fc.constantFrom('$number', '$column', '$', '__proto__'))
    const { data } = fc.letrec(tie => ({
      data: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('data')), fc.dictionary(key, tie('data'), { noNullPrototype: true })),
    }))
    fc.assert(
      fc.property(data, value => {
        expect(again(value)).toStrictEqual(value)
      }),
    )
  })
})
