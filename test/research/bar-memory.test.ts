import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { barMemory } from '../../src/research/bar-memory.ts'

describe('barMemory', () => {
  it('has the times and the name, and prices of its own', () => {
    const bars = syntheticBars({ seed: 1, length: 5 })
    const memory = barMemory(bars)
    expect(memory).toMatchObject({ symbol: bars.symbol, timeframe: bars.timeframe, calendar: bars.calendar, length: 5 })
    expect(memory.time).toBe(bars.time)
    memory.close[0] = 7
    expect(bars.close[0]).not.toBe(7)
    expect(memory.open[0]).toBe(0)
  })
})
