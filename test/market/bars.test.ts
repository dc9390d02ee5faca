import { describe, expect, it } from 'vitest'
import { annualBars, barAt, sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'

const bars = syntheticBars({ seed: 1, length: 10 })

describe('annualBars', () => {
  it('follows timeframe and calendar', () => {
    expect(annualBars(bars)).toBe(8760)
    expect(annualBars(syntheticBars({ seed: 1, length: 2, timeframe: '1d', calendar: 'stocks' }))).toBe(252)
  })
})

describe('sliceBars', () => {
  it('shares memory and keeps the rest', () => {
    const part = sliceBars(bars, 3, 7)
    expect(part).toMatchObject({ symbol: 'SYNTH', timeframe: '1h', calendar: '24/7', length: 4 })
    expect([...part.close]).toEqual([...bars.close].slice(3, 7))
    expect((part.time as Float64Array).buffer).toBe((bars.time as Float64Array).buffer)
    expect(Object.isFrozen(part)).toBe(true)
  })

  it.each([
    [-5, 3, 3],
    [8, 99, 2],
    [7, 3, 0],
    [99, 120, 0],
    [0, undefined, 10],
  ])('cuts from %d to %d within the history', (start, end, length) => {
    const part = sliceBars(bars, start, end)
    expect(part.length).toBe(length)
    for (const name of ['time', 'open', 'high', 'low', 'close', 'volume'] as const) expect(part[name].length).toBe(length)
  })
})

describe('barAt', () => {
  it('gives one bar', () => {
    expect(barAt(bars, 4)).toEqual({
      time: bars.time[4],
      open: bars.open[4],
      high: bars.high[4],
      low: bars.low[4],
      close: bars.close[4],
      volume: bars.volume[4],
    })
    expect(barAt(bars, -1)?.time).toBe(bars.time[9])
    expect(barAt(bars, -10)?.time).toBe(bars.time[0])
  })

  it.each([10, -11, Number.NaN])('gives nothing at %d', index => {
    expect(barAt(bars, index)).toBeUndefined()
  })
})
