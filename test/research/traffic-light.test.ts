import { describe, expect, it } from 'vitest'
import { trafficLight } from '../../src/research/traffic-light.ts'

describe('trafficLight', () => {
  it('by hand for three bars', () => {
    const light = trafficLight({ bars: 3, exceptions: 1, tail: 0.5 })
    expect(light.cumulative).toBeCloseTo(0.5, 14)
    expect(light.atLeast).toBeCloseTo(7 / 8, 14)
    expect(light.zone).toBe('green')
  })

  it('does not underflow for long histories', () => {
    const { cumulative, atLeast } = trafficLight({ bars: 100_000, exceptions: 5000, tail: 0.05 })
    expect(cumulative).toBeGreaterThan(0.49)
    expect(cumulative + atLeast).toBeGreaterThan(1)
    expect(cumulative + atLeast).toBeLessThan(1.01)
    expect(trafficLight({ bars: 250, exceptions: 250, tail: 0.01 }).zone).toBe('red')
  })

  it('refuses', () => {
    expect(() => trafficLight({ bars: 3, exceptions: 4, tail: 0.5 })).toThrowError(expect.objectContaining({ code: 'research/exceptions' }))
    expect(() => trafficLight({ bars: 3, exceptions: 1, tail: 0 })).toThrowError(expect.objectContaining({ code: 'research/tail' }))
  })
})
