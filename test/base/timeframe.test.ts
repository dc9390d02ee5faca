import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/base/errors.ts'
import { barsPerYear, parseTimeframe, timeframeMs, timeframes } from '../../src/base/timeframe.ts'

describe('timeframes', () => {
  it('are in order, and as long as their names say', () => {
    const units: Record<string, number> = { m: 60, h: 3600, d: 86_400, w: 604_800 }
    for (const timeframe of timeframes)
      expect(timeframeMs(timeframe)).toBe(Number.parseInt(timeframe, 10) * units[timeframe.slice(-1)] * 1000)
    const lengths = timeframes.map(timeframeMs)
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b))
    expect(new Set(lengths).size).toBe(14)
  })
})

describe('parseTimeframe', () => {
  it('reads every known one', () => {
    for (const timeframe of timeframes) expect(parseTimeframe(timeframe)).toBe(timeframe)
  })

  it.each(['7q', '', '1H', 'constructor', '__proto__', '60'])('refuses "%s"', text => {
    expect(() => parseTimeframe(text)).toThrow(ConfigError)
    expect(() => timeframeMs(text)).toThrow(expect.objectContaining({ code: 'timeframe/unknown' }))
  })

  it('suggests the nearest and lists the rest', () => {
    expect(() => parseTimeframe('1H')).toThrow(/did you mean "1h"\?/)
    expect(() => parseTimeframe('zzz')).toThrow(/Known: 1m 3m .* 1w/)
  })
})

describe('barsPerYear', () => {
  it.each([
    ['1m', '24/7', 525_600],
    ['1h', '24/7', 8760],
    ['4h', '24/7', 2190],
    ['1d', '24/7', 365],
    ['1d', '24/5', 260],
    ['1h', '24/5', 6240],
    ['1d', 'stocks', 252],
    ['1h', 'stocks', 1638],
    ['30m', 'stocks', 3276],
    ['3d', '24/7', 365 / 3],
    ['1w', '24/7', 365 / 7],
    ['1w', 'stocks', 365 / 7],
  ] as const)('counts %s bars on %s', (timeframe, calendar, count) => {
    expect(barsPerYear(timeframe, calendar)).toBeCloseTo(count, 9)
  })
})
