import { describe, expect, it } from 'vitest'
import { verdict } from '../../src/base/verdict.ts'

describe('verdict', () => {
  it('is ok without reasons', () => {
    expect(verdict([])).toEqual({ ok: true, refusals: [] })
  })

  it('carries every reason in its order', () => {
    const reasons = [
      { code: 'limit/notional', message: 'order of 5000 exceeds 1000' },
      { code: 'limit/rate', message: '12 orders a minute exceed 10' },
    ]
    expect(verdict(reasons).ok).toBe(false)
    expect(verdict(reasons).refusals).toEqual(reasons)
  })
})
