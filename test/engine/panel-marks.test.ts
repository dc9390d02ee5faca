import { expect, it } from 'vitest'
import { BLOCK, PanelMarks } from '../../src/engine/panel-marks.ts'
import { named } from './listed.ts'

it('keeps the last close where there is no bar, also in the range of the next block', () => {
  const bars = named('A', [10, 12, 9, 11], [20, 25, 19, 22])
  const marks = new PanelMarks({ bars, rows: Int32Array.of(1, BLOCK + 1) }, BLOCK + 3)
  expect([...marks.open.subarray(0, 3)]).toEqual([Number.NaN, 10, 11])
  expect([...marks.close.subarray(0, 3)]).toEqual([Number.NaN, 11, 11])
  expect([...marks.open.subarray(BLOCK)]).toEqual([11, 20, 22])
  expect([...marks.close.subarray(BLOCK)]).toEqual([11, 22, 22])
  expect([0, 1].map(block => marks.lowestOf(block))).toEqual([9, 11])
  expect([0, 1].map(block => marks.highestOf(block))).toEqual([12, 25])
})

it('takes the columns of a symbol that has every bar', () => {
  const bars = named('A', [10, 12, 9, 11], [20, 25, 19, 22])
  const marks = new PanelMarks({ bars, rows: Int32Array.of(0, 1) }, 2)
  expect(marks.open).toBe(bars.open)
  expect(marks.close).toBe(bars.close)
  expect([marks.lowestOf(0), marks.highestOf(0)]).toEqual([9, 25])
})

it('has no lowest price before the first bar', () => {
  const bars = named('A', [10, 12, 9, 11])
  const marks = new PanelMarks({ bars, rows: Int32Array.of(2 * BLOCK) }, 3 * BLOCK)
  expect([0, 1, 2].map(block => marks.lowestOf(block))).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 9])
  expect([2, 1, 0].map(block => marks.highestOf(block))).toEqual([12, 0, 0])
})
