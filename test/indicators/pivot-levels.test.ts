import { expect, it } from 'vitest'
import { defineIndicator } from '../../src/indicators/indicator.ts'
import { pivotLevels } from '../../src/indicators/pivot-levels.ts'

const bars = { high: Float64Array.of(5, 9, 4, 8), low: Float64Array.of(3, 2, 1, 7), close: Float64Array.of(4, 6, 2, 8) }
const range = defineIndicator(
  pivotLevels({
    id: 'range',
    outputs: ['top', 'bottom', 'last'],
    place: (levels, high, low, close) => levels.splice(0, 3, high, low, close),
  }),
)

it('places levels from the bars before the current one', () => {
  expect(range(bars, { period: 2 })).toEqual({
    top: Float64Array.of(Number.NaN, Number.NaN, 9, 9),
    bottom: Float64Array.of(Number.NaN, Number.NaN, 2, 1),
    last: Float64Array.of(Number.NaN, Number.NaN, 6, 2),
  })
  expect([range.id, range.warmup({ period: 3 }), range.params.period.default]).toEqual(['range', 3, 24])
})

it('gives the same by its step, where bars are missing', () => {
  const hole = (column: Float64Array) => Float64Array.of(...column.subarray(0, 2), Number.NaN, ...column.subarray(2))
  const { top } = range({ high: hole(bars.high), low: hole(bars.low), close: hole(bars.close) }, { period: 2 })
  expect(top).toEqual(Float64Array.of(Number.NaN, Number.NaN, Number.NaN, 9, 9))
})
