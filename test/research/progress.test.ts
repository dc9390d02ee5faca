import { describe, expect, it } from 'vitest'
import { reportProgress } from '../../src/research/progress.ts'

describe('reportProgress', () => {
  it('tells a hundred times, and at the end', () => {
    const told: number[] = []
    for (let k = 0; k < 1000; k++)
      reportProgress({ onProgress: ({ done, total }) => told.push(done / total) }, { done: k + 1, before: k, total: 1000 })
    expect(told).toHaveLength(100)
    expect(told.at(-1)).toBe(1)
  })

  it('tells every step of short work', () => {
    const told: number[] = []
    for (let k = 0; k < 3; k++) reportProgress({ onProgress: ({ done }) => told.push(done) }, { done: k + 1, before: k, total: 3 })
    expect(told).toEqual([1, 2, 3])
  })

  it('stops when it was aborted', () => {
    const reason = new Error('enough')
    expect(() => reportProgress({ signal: AbortSignal.abort(reason) }, { done: 1, before: 0, total: 9 })).toThrowError(reason)
    expect(() => reportProgress({}, { done: 1, before: 0, total: 9 })).not.toThrow()
  })
})
