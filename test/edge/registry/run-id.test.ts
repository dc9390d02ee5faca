import { describe, expect, it } from 'vitest'
import { newRunId } from '../../../src/edge/registry/run-id.ts'

describe('newRunId', () => {
  it('sorts in the order in which they are made, also within a millisecond and when the clock goes back', () => {
    const far = Date.now() + 1e12
    const ids = [...Array.from({ length: 2000 }, () => newRunId(far)), newRunId(far - 50_000), newRunId(far + 1)]
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
  })

  it('begins with the time', () => {
    const value = [...newRunId(9e14).slice(0, 10)].reduce((sum, digit) => sum * 32 + '0123456789abcdefghjkmnpqrstvwxyz'.indexOf(digit), 0)
    expect(value).toBe(9e14)
  })
})
