import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { gapDown } from '../../../src/research/stress/gap-down.ts'
import { checkSeverity, checkWindow, placeIndex, randomPlaces, resolveScenario } from '../../../src/research/stress/place-shock.ts'

it('names of places', () => {
  expect((['start', 'middle', 'end', 3] as const).map(position => placeIndex(position, 10))).toEqual([0, 5, 9, 3])
  expect((['start', 'middle', 'end'] as const).map(position => placeIndex(position, 1))).toEqual([0, 0, 0])
  expect(placeIndex('end', 0)).toBe(0)
  for (const position of [-1, 10, 1.5, Number.NaN]) expect(() => placeIndex(position, 10)).toThrow(`position is ${position}`)
})

it('one random place in each part behind the warm-up', () => {
  for (let seed = 0; seed < 50; seed++) {
    const options = { count: 4, from: 20, length: 100, random: seededRandom(seed) }
    for (const [k, place] of randomPlaces({ ...options, exposed: () => false }).entries()) {
      expect(place).toBeGreaterThanOrEqual(20 + 20 * k)
      expect(place).toBeLessThan(40 + 20 * k)
    }
    // Only bar 33 of the first part and the multiples of ten behind it can feel anything.
    const exposed = (index: number) => index === 33 || (index > 60 && index % 10 === 0)
    const [first, second, third, last] = randomPlaces({ ...options, exposed })
    expect([first, third]).toEqual([33, 70])
    expect(second).toBeGreaterThanOrEqual(40)
    expect([80, 90]).toContain(last)
  }
  const few = { count: 3, from: 50, length: 10, exposed: () => true, random: seededRandom(1) }
  expect(randomPlaces(few)).toEqual([9, 9, 9])
})

it('checks names, severities and windows', () => {
  expect(resolveScenario('gap_down')).toBe(gapDown)
  expect(resolveScenario(gapDown)).toBe(gapDown)
  expect(checkSeverity(gapDown, 0)).toBe(0)
  for (const severity of [-1, 1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => checkSeverity(gapDown, severity)).toThrow(`severity is ${severity}`)
  expect(checkWindow(1)).toBe(1)
  for (const window of [0, 1.5, Number.NaN]) expect(() => checkWindow(window)).toThrow(`window is ${window}`)
})
