import { expect, it } from 'vitest'
import { findRun } from '../../../../../src/edge/cli/research/runs/find-run.ts'
import { trackRun } from '../../../../../src/edge/registry/track-run.ts'
import { syntheticBars } from '../../../../../src/market/synthetic.ts'
import { memoryRunStore } from '../../../../../src/research/memory-run-store.ts'
import { MaCrossover } from '../../../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 100 })
const template = trackRun(memoryRunStore(), { type: 'backtest', strategy: MaCrossover, bars, options: {} }).record

/** As the registry makes them: ten digits of 32 for the millisecond. */
function idOf(time: number): string {
  const digits = [...time.toString(32)].map(digit => '0123456789abcdefghjkmnpqrstvwxyz'[Number.parseInt(digit, 32)])
  return `${digits.join('').padStart(10, '0')}000${'a'.repeat(13)}`
}

function storeOf(...runs: readonly { id: string; createdAt: number; parent?: string }[]) {
  const store = memoryRunStore()
  for (const run of runs) store.add({ record: { ...template, parent: null, ...run } })
  return store
}

it('knows runs by the beginning of their ids', () => {
  const day = 86_400_000
  const [early, late] = [20_000 * day, 20_500 * day]
  const [a, b] = [idOf(early), idOf(late)]
  const store = storeOf({ id: a, createdAt: early }, { id: b, createdAt: late }, { id: 'Run-of-another', createdAt: early })
  expect(findRun(store, a).id).toBe(a)
  expect(findRun(store, b.slice(0, 9)).id).toBe(b)
  expect(findRun(store, b.slice(0, 15).toUpperCase()).id).toBe(b)
  expect(findRun(store, 'run-of').id).toBe('Run-of-another')
})

it('takes a sweep for itself, not for one of its combinations', () => {
  const store = storeOf({ id: 'abc1', createdAt: 0 }, { id: 'abc1-0', createdAt: 0, parent: 'abc1' })
  expect(findRun(store, 'abc').id).toBe('abc1')
  expect(findRun(store, 'abc1-').id).toBe('abc1-0')
})

it('knows the latest one, which is no combination of a sweep', () => {
  const store = storeOf(
    { id: 'b', createdAt: 1 },
    { id: 'c', createdAt: 2 },
    { id: 'c-0', createdAt: 3, parent: 'c' },
    { id: 'a', createdAt: 0 },
  )
  expect(findRun(store, 'latest').id).toBe('c')
  expect(() => findRun(memoryRunStore(), 'latest')).toThrow('there are no runs yet')
})

it('asks for more when there are several, and says when there is none', () => {
  const store = storeOf({ id: 'ab1', createdAt: 0 }, { id: 'ab2', createdAt: 0 })
  expect(() => findRun(store, 'ab')).toThrow(/2 runs begin with "ab": .*give more of the id/)
  expect(() => findRun(store, 'x')).toThrow(/there is no run x; see: peak-trade research runs list/)
})
