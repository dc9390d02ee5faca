import { describe, expect, it } from 'vitest'
import { CircuitBreaker } from '../../../src/edge/ccxt/circuit-breaker.ts'

describe('CircuitBreaker', () => {
  it('opens after so many failures in a row, lets one through after a while, and closes when that one is fine', () => {
    const breaker = new CircuitBreaker({ failures: 3, coolMs: 100 })
    breaker.fail(0)
    breaker.fail(0)
    breaker.succeed()
    for (let i = 0; i < 3; i++) {
      expect(breaker.ask(10)).toBe(true)
      breaker.fail(10)
    }
    expect([breaker.state(10), breaker.ask(109)]).toEqual(['open', false])
    expect([breaker.state(110), breaker.ask(110), breaker.ask(110)]).toEqual(['half-open', true, false])
    breaker.fail(110)
    expect([breaker.ask(209), breaker.ask(210)]).toEqual([false, true])
    breaker.succeed()
    expect([breaker.state(210), breaker.ask(210), breaker.ask(210)]).toEqual(['closed', true, true])
  })

  it('refuses settings that make no sense', () => {
    expect(() => new CircuitBreaker({ failures: 0 })).toThrow('failures is 0')
    expect(() => new CircuitBreaker({ coolMs: Number.NaN })).toThrow('coolMs is NaN')
  })
})
