import { expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { groupWindows, planWalkForward } from '../../src/research/walk-forward-plan.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 1000 })

it('says what will be run', () => {
  const plan = planWalkForward(MaCrossover, bars, { grid: { fast: [5, 10] }, train: 400, test: 200, objective: 'calmar' })
  expect(plan.sets).toEqual([
    { fast: 5, slow: 50 },
    { fast: 10, slow: 50 },
  ])
  expect(plan.windows.map(({ test }) => test)).toEqual([
    [400, 600],
    [600, 800],
    [800, 1000],
  ])
  expect([plan.groups, plan.scoring.name]).toEqual([[[0, 3]], 'calmar'])
  expect(() => planWalkForward(MaCrossover, bars, { grid: { fast: [5] }, train: 400, test: 200, step: 100 })).toThrow(
    expect.objectContaining({ code: 'walk-forward/step' }),
  )
})

it('puts windows together while there is room, and one at least', () => {
  const windows = [100, 100, 300, 50].map(train => ({ train: [0, train] as const, test: [train, train + 1] as const }))
  const groups = (room: number) => groupWindows(windows, room)
  expect(groups(1)).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ])
  expect(groups(150)).toEqual([
    [0, 2],
    [2, 3],
    [3, 4],
  ])
  expect(groups(1e6)).toEqual([[0, 4]])
})
