import { expect, it } from 'vitest'
import { simulationMemory } from '../../src/engine/simulate.ts'
import { ReplayCheck } from '../../src/reports/replay-check.ts'
import { ReplayLog } from '../../src/reports/replay-log.ts'
import { fixtureResult, waveBars } from './fixture.ts'

it('hands out what is new, with the positions around it, and counts the trades that are over', () => {
  const memory = simulationMemory(10)
  const bars = waveBars(10)
  for (const [index, quantity] of [
    [1, 2],
    [2, 3],
    [4, -5],
    [4, -1],
  ])
    memory.fills.push(index, quantity, 100, 0, 0)
  const refusal = { index: 4, reason: 'size' as const, quantity: 0, price: 1, target: 1 }
  memory.refusals.push(refusal)
  const result = fixtureResult({ bars, fills: memory.fills.toArray(), refusals: [refusal] })
  const log = new ReplayLog(memory, new ReplayCheck(result, 0))
  expect([log.nextFill(), log.nextFill()].map(fill => [fill?.before, fill?.after])).toEqual([
    [0, 2],
    [2, 5],
  ])
  expect(log.finished).toBe(0)
  expect(log.nextFill()).toMatchObject({ index: 4, reason: 'signal', before: 5, after: 0 })
  expect(log.finished).toBe(1)
  expect(log.nextFill()).toMatchObject({ before: 0, after: -1 })
  expect([log.nextFill(), log.finished]).toEqual([undefined, 1])
  expect([log.nextRefusal(), log.nextRefusal()]).toEqual([refusal, undefined])
})

it('refuses what the result does not list', () => {
  const memory = simulationMemory(3)
  memory.fills.push(1, 2, 100, 0, 0)
  const log = new ReplayLog(memory, new ReplayCheck(fixtureResult({ bars: waveBars(3) }), 0))
  expect(() => log.nextFill()).toThrow('fill at bar 1 is explained as signal, but it is none')
})
