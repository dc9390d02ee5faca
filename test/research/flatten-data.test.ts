import { expect, it } from 'vitest'
import { flattenData } from '../../src/research/flatten-data.ts'

it('gives paths to leaves; lists, columns and empty objects are leaves', () => {
  const column = Float64Array.of(1)
  const data = { a: 1, b: { c: { d: 'x' }, e: [1, 2] }, f: {}, g: undefined, h: null, i: column }
  expect([...flattenData(data)]).toEqual([
    ['a', 1],
    ['b.c.d', 'x'],
    ['b.e', [1, 2]],
    ['f', {}],
    ['h', null],
    ['i', column],
  ])
})
