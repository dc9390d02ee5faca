import { expect, it } from 'vitest'
import { barStep, untoldBar } from '../../src/reports/bar-step.ts'
import { waveBars } from './fixture.ts'

const bars = waveBars(5)
const prices = { time: bars.time[3], open: bars.open[3], high: bars.high[3], low: bars.low[3], close: bars.close[3] }

it('is the bar, what was told, and the position', () => {
  const told = { ...untoldBar(), carry: 2, decision: { kind: 'time' as const, before: 1, after: 1 } }
  expect(barStep(bars, 3, told, { quantity: -4, averagePrice: 100, profit: 7 })).toEqual({
    leftOut: 0,
    index: 3,
    ...prices,
    fills: [],
    refusals: [],
    assumptions: [],
    carry: 2,
    decision: { kind: 'time', before: 1, after: 1 },
    quantity: -4,
    averagePrice: 100,
    value: -4 * bars.close[3],
    profit: 7,
  })
})

it('leaves out what there is not', () => {
  const step = barStep(bars, 3, untoldBar(), { quantity: 0, averagePrice: Number.NaN, profit: 0 })
  expect(Object.keys(step)).not.toEqual(expect.arrayContaining(['averagePrice']))
  expect(step).not.toHaveProperty('carry')
  expect(step.value).toBe(0)
})
