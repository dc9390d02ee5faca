import { expect, it } from 'vitest'
import { adds, barFrom, openLane, type RunningSleeve } from '../../src/engine/lane.ts'
import { PanelMarks } from '../../src/engine/panel-marks.ts'
import { resolveSettings } from '../../src/engine/settings.ts'
import { simulationMemory } from '../../src/engine/simulate.ts'
import { TargetRun } from '../../src/engine/target-run.ts'
import { flat, named } from './listed.ts'

function sleeveOn(rows: readonly number[], group?: string): RunningSleeve {
  const bars = { bars: named('A', ...rows.map(() => flat(10))), rows: Int32Array.from(rows) }
  const settings = resolveSettings({ costs: { feeBps: 10 } })
  const run = new TargetRun(bars.bars, new Float64Array(rows.length), settings, simulationMemory(rows.length), {})
  return { run, bars, marks: new PanelMarks(bars, 8), settings, group }
}

it('finds the bar at a time, or the next one, and never goes back', () => {
  const lane = openLane(sleeveOn([0, 1, 4, 6]), 0, {})
  expect([0, 1, 2, 4, 5, 6, 7].map(row => barFrom(lane, row))).toEqual([0, 1, 2, 2, 3, 3, 4])
  lane.next = 3
  expect(barFrom(lane, 4)).toBe(3)
})

it('knows the limit of its group, and its costs', () => {
  expect(openLane(sleeveOn([0], 'a'), 2, { a: 0.5, b: 1 })).toMatchObject({
    index: 2,
    groupLimit: 0.5,
    at: 0,
    next: 0,
    costs: { feeRate: 0.001 },
  })
  expect(openLane(sleeveOn([0]), 0, { a: 0.5 }).groupLimit).toBeUndefined()
})

it('adds when it opens or enlarges a position, on either side', () => {
  const lane = openLane(sleeveOn([0]), 0, {})
  const cases = [
    [0, 1],
    [0, -1],
    [2, 1],
    [-2, -1],
    [2, -1],
    [-2, 1],
  ]
  const answers = cases.map(([quantity, order]) => {
    lane.run.account.quantity = quantity
    lane.run.order = order
    return adds(lane)
  })
  expect(answers).toEqual([true, true, true, true, false, false])
})
