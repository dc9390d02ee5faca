import { expect, it } from 'vitest'
import { threadBars } from '../../../src/edge/threads/thread-bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { withOthers } from '../../../src/market/with-others.ts'

it('has the same values in shared memory', () => {
  const bars = syntheticBars({ seed: 1, length: 50 })
  const shared = threadBars(bars)
  expect(shared).toEqual({ ...bars })
  for (const column of [shared.time, shared.close, shared.volume]) expect((column as Float64Array).buffer).toBeInstanceOf(SharedArrayBuffer)
})

it('shares the bars of other symbols too', () => {
  const other = syntheticBars({ seed: 2, length: 30, symbol: 'B' })
  const bars = withOthers(syntheticBars({ seed: 1, length: 50 }), [other])
  const shared = threadBars(bars)
  expect(shared).toEqual({ ...bars })
  expect((shared.others?.[0]?.close as Float64Array | undefined)?.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect('others' in threadBars(other)).toBe(false)
})
