import { expect, it } from 'vitest'
import { toJson } from '../../src/base/to-json.ts'

it('writes columns as arrays and what JSON cannot say as null', () => {
  expect(
    toJson({ a: Number.NaN, b: Number.POSITIVE_INFINITY, c: Float64Array.of(1, Number.NaN), d: Int32Array.of(7), e: undefined, f: 'ü' }),
  ).toBe('{"a":null,"b":null,"c":[1,null],"d":[7],"f":"ü"}')
})

it('indents', () => {
  expect(toJson([1], 2)).toBe('[\n  1\n]')
})
