import { describe, expect, it } from 'vitest'
import { rogersSatchell } from '../../src/indicators/rogers-satchell.ts'

describe('rogersSatchell', () => {
  const exp = (...logs: number[]) => Float64Array.from(logs, Math.exp)

  it('is worked by hand', () => {
    const bar = { open: exp(0), high: exp(0.1), low: exp(-0.1), close: exp(0.05) }
    expect(rogersSatchell(bar, { period: 1 })[0]).toBeCloseTo(Math.sqrt(0.05 * 0.1 + 0.15 * 0.1), 14)
  })

  it('does not see a drift: 0 for a bar from end to end', () => {
    const bar = { open: exp(0), high: exp(0.1), low: exp(0), close: exp(0.1) }
    expect(rogersSatchell(bar, { period: 1 })[0]).toBe(0)
  })

  it('is 0 where prices do not move, NaN where one is 0', () => {
    const flat = new Float64Array(5).fill(0.1)
    expect(rogersSatchell({ open: flat, high: flat, low: flat, close: flat }, { period: 5 })[4]).toBe(0)
    expect(rogersSatchell({ open: flat, high: flat, low: new Float64Array(5), close: flat }, { period: 5 })[4]).toBeNaN()
  })
})
