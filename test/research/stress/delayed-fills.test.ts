import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { delayedFills, delayTargets } from '../../../src/research/stress/delayed-fills.ts'

it('a bar of delay for every begun tenth', () => {
  const delay = (severity: number) => delayedFills.delay?.({ severity, index: 0, window: 1, random: seededRandom(1) })
  expect([0, 0.05, 0.1, 0.2, 0.3, 0.6, 0.7, 1, 1.01].map(delay)).toEqual([0, 1, 1, 2, 3, 6, 7, 10, 11])
})

it('targets arrive late and are unknown until then', () => {
  expect(Array.from(delayTargets(Float64Array.of(Number.NaN, 1, 0, -1), 2))).toEqual([Number.NaN, Number.NaN, Number.NaN, 1])
  expect(Array.from(delayTargets(Float64Array.of(1, 0), 0))).toEqual([1, 0])
  expect(Array.from(delayTargets(Float64Array.of(1, 0), 9))).toEqual([Number.NaN, Number.NaN])
})
