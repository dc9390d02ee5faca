import { expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { startingPoints } from '../../src/regimes/hidden-markov-starts.ts'

it.each([2, 3, 4])('gives usable guesses of %i states', states => {
  const random = seededRandom(1)
  for (const values of [
    Float64Array.from({ length: 200 }, () => random.normal()),
    Float64Array.from({ length: 5 * states }, () => random.normal()),
    new Float64Array(60),
    Float64Array.from({ length: 60 }, (_, i) => (i === 30 ? 7 : 0)),
  ]) {
    const starts = startingPoints(values, { states, few: false })
    expect(starts).toHaveLength(5)
    expect(startingPoints(values, { states, few: true })).toEqual(starts.slice(0, 2))
    for (const { means, deviations, initial, transitions } of starts) {
      expect(means).toHaveLength(states)
      expect([...means].every(Number.isFinite)).toBe(true)
      expect([...deviations].every(value => value >= 0.05 && Number.isFinite(value))).toBe(true)
      expect(initial.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
      for (let k = 0; k < states; k++) expect(transitions.subarray(k * states, (k + 1) * states).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    }
  }
})

it('tells stretches of large moves from stretches of small ones', () => {
  const random = seededRandom(2)
  const values = Float64Array.from({ length: 400 }, (_, i) => (i < 200 ? 0.3 : 1.4) * random.normal())
  const [stretches] = startingPoints(values, { states: 2, few: true })
  expect(stretches.deviations[0]).toBeCloseTo(0.3, 1)
  expect(stretches.deviations[1]).toBeGreaterThan(1.2)
})
