import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { isAllowed, parameterNeighbors, parameterSteps } from '../../src/research/parameter-neighbors.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const strategy = (shape: z.core.$ZodShape) => ({ id: 'mine', params: z.object(shape) })

const mixed = strategy({
  bars: z.int().min(1).max(20).default(10),
  share: z.number().min(0).max(1).default(0.5),
  on: z.boolean().default(true),
  kind: z.enum(['a', 'b']).default('a'),
})
const center = { bars: 10, share: 0.5, on: true, kind: 'a' }

describe('parameterSteps', () => {
  it('goes a fifth to both sides, whole numbers by wholes, and leaves words and flags alone', () => {
    expect(parameterSteps(mixed, center, 0.2)).toEqual([
      { name: 'bars', value: 10, down: 8, up: 12 },
      { name: 'share', value: 0.5, down: 0.4, up: 0.6 },
    ])
  })

  it('steps by at least 1, and not beyond the bounds', () => {
    expect(parameterSteps(mixed, { ...center, bars: 2, share: 1 }, 0.2)).toEqual([
      { name: 'bars', value: 2, down: 1, up: 3 },
      { name: 'share', value: 1, down: 0.8 },
    ])
    expect(parameterSteps(mixed, { ...center, bars: 1, share: 0.9 }, 0.2)).toEqual([
      { name: 'bars', value: 1, up: 2 },
      { name: 'share', value: 0.9, down: 0.9 - 0.2 * 0.9 },
    ])
  })

  it('moves a parameter that is 0 by a part of its range, a negative one to both sides', () => {
    const bounded = strategy({ a: z.number().min(-5).max(5).default(0), b: z.number().default(0), c: z.int().default(-10) })
    expect(parameterSteps(bounded, { a: 0, b: 0, c: -10 }, 0.2)).toEqual([
      { name: 'a', value: 0, down: -2, up: 2 },
      { name: 'b', value: 0, down: -0.2, up: 0.2 },
      { name: 'c', value: -10, down: -12, up: -8 },
    ])
  })
})

describe('parameterNeighbors', () => {
  it('is every combination but the center', () => {
    const sets = parameterNeighbors(mixed, center, { step: 0.2, most: 80, seed: 1 })
    const expected = [8, 10, 12].flatMap(bars => [0.4, 0.5, 0.6].map(share => ({ ...center, bars, share })))
    expect(sets).toHaveLength(8)
    expect(sets).toEqual(expect.arrayContaining(expected.filter(({ bars, share }) => bars !== 10 || share !== 0.5)))
  })

  it('leaves out what the rules between parameters forbid', () => {
    const sets = parameterNeighbors(MaCrossover, { fast: 10, slow: 11 }, { step: 0.2, most: 80, seed: 1 })
    // fast 8, 10, 12 and slow 9, 11, 13: fast must be smaller than slow.
    const pairs = sets.map(({ fast, slow }) => `${fast}/${slow}`)
    expect(pairs.sort()).toEqual(['10/13', '12/13', '8/11', '8/13', '8/9'])
  })

  it('of many is a choice that depends on the seed only, without repetition', () => {
    const shape = Object.fromEntries(Array.from({ length: 8 }, (_, k) => [`p${k}`, z.int().min(1).default(10)]))
    const wide = strategy(shape)
    const middle = Object.fromEntries(Object.keys(shape).map(name => [name, 10]))
    const draw = (seed: number) => parameterNeighbors(wide, middle, { step: 0.2, most: 30, seed })
    expect(draw(1)).toHaveLength(30)
    expect(new Set(draw(1).map(set => JSON.stringify(set))).size).toBe(30)
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    expect(draw(1)).not.toContainEqual(middle)
  })

  it('of no numeric parameter is nothing', () => {
    expect(parameterNeighbors(strategy({}), {}, { step: 0.2, most: 80, seed: 1 })).toEqual([])
    expect(parameterNeighbors(mixed, center, { step: 0.2, most: 0, seed: 1 })).toEqual([])
  })
})

it('isAllowed asks the strategy', () => {
  expect(isAllowed(MaCrossover, { fast: 5, slow: 6 })).toBe(true)
  expect(isAllowed(MaCrossover, { fast: 6, slow: 5 })).toBe(false)
  expect(isAllowed(MaCrossover, { fats: 6 })).toBe(false)
})
