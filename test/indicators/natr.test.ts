import { expect, it } from 'vitest'
import { natr } from '../../src/indicators/natr.ts'

it('a hand-worked case: true range 4 on a close of 200 is 2 %', () => {
  const bars = { high: Float64Array.of(202, 202, 202), low: Float64Array.of(198, 198, 198), close: Float64Array.of(200, 200, 200) }
  expect([...natr(bars, { period: 2 })]).toEqual([Number.NaN, Number.NaN, 2])
})

it('does not depend on the scale of prices', () => {
  const bars = (scale: number) => ({
    high: Float64Array.of(12, 14, 13).map(x => x * scale),
    low: Float64Array.of(10, 11, 12).map(x => x * scale),
    close: Float64Array.of(11, 13, 12).map(x => x * scale),
  })
  expect(natr(bars(1024), { period: 1 })).toEqual(natr(bars(1), { period: 1 }))
})

it('is unknown, not infinite, at a close of 0', () => {
  expect(natr({ high: Float64Array.of(1, 1), low: Float64Array.of(0, 0), close: Float64Array.of(1, 0) }, { period: 1 })[1]).toBeNaN()
})
