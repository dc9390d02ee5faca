import { expect, it } from 'vitest'
import { groupValues, parameterInfluence } from '../../src/research/parameter-influence.ts'
import type { SweepResult } from '../../src/research/sweep.ts'

const of = (params: Record<string, unknown[]>, score: number[], variants = {}) =>
  parameterInfluence({ params, variants, score: Float64Array.from(score) } as unknown as SweepResult)

it('one way analysis of variance by hand', () => {
  // a explains (2.25 * 4) of (2.25 * 4 + 0.25 * 4), b the rest.
  const [a, b] = of({ b: [1, 2, 1, 2], a: [5, 5, 6, 6], c: [0, 0, 0, 0] }, [1, 2, 4, 5])
  expect(a).toEqual({ name: 'a', values: [5, 6], means: [1.5, 4.5], share: 0.9 })
  expect(b).toEqual({ name: 'b', values: [1, 2], means: [2.5, 3.5], share: expect.closeTo(0.1, 12) })
})

it('unknown scores say nothing, and nothing is explained where nothing varies', () => {
  expect(of({ a: [1, 2, 3] }, [1, 3, Number.NaN])).toEqual([{ name: 'a', values: [1, 2, 3], means: [1, 3, Number.NaN], share: 1 }])
  expect(of({ a: [1, 2] }, [4, 4])[0].share).toBeNaN()
  expect(of({ a: [1, 2] }, [Number.NaN, Number.NaN])).toEqual([
    { name: 'a', values: [1, 2], means: [Number.NaN, Number.NaN], share: Number.NaN },
  ])
  expect(of({}, [1], { s: [null] })).toEqual([])
})

it('many numbers become eight groups of the same size, few stay what they are', () => {
  const many = Array.from({ length: 80 }, (_, k) => (k * 7) % 80)
  const { labels, places } = groupValues(many)
  expect(labels).toEqual([5, 15, 25, 35, 45, 55, 65, 75])
  expect(places).toEqual(many.map(value => Math.floor(value / 10)))
  expect(groupValues([3, 1, 3])).toEqual({ labels: [1, 3], places: [1, 0, 1] })
  expect(groupValues([null, 0.1, 'x'])).toEqual({ labels: [null, 0.1, 'x'], places: [0, 1, 2] })
})
