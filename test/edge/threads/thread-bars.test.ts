import { expect, it } from 'vitest'
import { threadBars } from '../../../src/edge/threads/thread-bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'

it('has the same values in shared memory', () => {
  const bars = syntheticBars({ seed: 1, length: 50 })
  const shared = threadBars(bars)
  expect(shared).toEqual({ ...bars })
  for (const column of [shared.time, shared.close, shared.volume]) expect((column as Float64Array).buffer).toBeInstanceOf(SharedArrayBuffer)
})
