import { describe, expect, it } from 'vitest'
import { rollingDrawdown } from '../../src/indicators/rolling-drawdown.ts'

describe('rollingDrawdown', () => {
  it('is worked by hand', () => {
    expect([...rollingDrawdown(Float64Array.of(100, 80, 60, 90), { period: 3 })]).toEqual([Number.NaN, Number.NaN, 0.4, 0])
  })

  it('is 0 where values do not move, NaN where the highest is 0', () => {
    expect([...rollingDrawdown(Float64Array.of(0.1, 0.1), { period: 2 })]).toEqual([Number.NaN, 0])
    expect([...rollingDrawdown(Float64Array.of(0, 0), { period: 2 })]).toEqual([Number.NaN, Number.NaN])
  })

  it('takes no bars', () => {
    expect(rollingDrawdown(new Float64Array(0)).length).toBe(0)
  })
})
