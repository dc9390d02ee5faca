import { expect, it } from 'vitest'
import { parameterDrift } from '../../src/research/parameter-drift.ts'

it('counts changes from window to window', () => {
  const drift = parameterDrift([
    { fast: 5, side: 'long', levels: [1, 2] },
    { fast: 20, side: 'long', levels: [1, 2] },
    { fast: 20, side: 'both', levels: [1, 3] },
    { fast: 5, side: 'both', levels: [1, 3] },
  ])
  expect(drift.fast).toEqual({ changed: 2 / 3, values: [5, 20], min: 5, max: 20 })
  expect(drift.side).toEqual({ changed: 1 / 3, values: ['long', 'both'], min: Number.NaN, max: Number.NaN })
  expect(drift.levels).toMatchObject({
    changed: 1 / 3,
    values: [
      [1, 2],
      [1, 3],
    ],
  })
})

it('one choice cannot drift, none has no parameters', () => {
  expect(parameterDrift([{ a: 1 }]).a).toEqual({ changed: Number.NaN, values: [1], min: 1, max: 1 })
  expect(parameterDrift([])).toEqual({})
})
