import { describe, expect, it } from 'vitest'
import { trialFingerprints } from '../../src/research/trial-fingerprints.ts'

describe('trialFingerprints', () => {
  it('tells parameters and settings apart, but not the order of keys', () => {
    const settings = { capital: 1 }
    const of = (params: object, traded: object) => [...trialFingerprints([params as never], traded)][0]
    expect(of({ a: 1, b: 2 }, settings)).toBe(of({ b: 2, a: 1 }, { ...settings }))
    expect(of({ a: 1 }, settings)).not.toBe(of({ a: 2 }, settings))
    expect(of({ a: 1 }, settings)).not.toBe(of({ a: 1 }, { capital: 2 }))
    expect(of({ a: 1 }, settings)).toMatch(/^[0-9a-f]{32}$/)
  })

  it('makes them when they are asked for', () => {
    let made = 0
    function* sets() {
      for (;;) yield { made: made++ }
    }
    const fingerprints = trialFingerprints(sets(), {})
    expect(made).toBe(0)
    fingerprints.next()
    expect(made).toBe(1)
  })
})
