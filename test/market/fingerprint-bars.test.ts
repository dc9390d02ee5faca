import { describe, expect, it } from 'vitest'
import { BarBuffer } from '../../src/market/bar-buffer.ts'
import { type Bars, sliceBars } from '../../src/market/bars.ts'
import { fingerprintBars } from '../../src/market/fingerprint-bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'

const bars = syntheticBars({ seed: 1, length: 200 })
const print = fingerprintBars(bars)

describe('fingerprintBars', () => {
  it('is 32 hex digits, the same for equal data wherever it lies', () => {
    expect(print).toMatch(/^[0-9a-f]{32}$/)
    expect(fingerprintBars(structuredClone(bars))).toBe(print)
    expect(fingerprintBars(sliceBars(syntheticBars({ seed: 1, length: 300 }), 0, 200))).toBe(print)
    const buffer = new BarBuffer({ symbol: 'SYNTH', timeframe: '1h' })
    buffer.appendAll(bars)
    expect(fingerprintBars(buffer)).toBe(print)
  })

  it('sees every column, symbol, timeframe and calendar', () => {
    const changed: Bars[] = (['time', 'open', 'high', 'low', 'close', 'volume'] as const).map(name => {
      const column = bars[name].slice()
      column[150] += 1e-9 * Math.max(1, column[150])
      return { ...bars, [name]: column }
    })
    changed.push({ ...bars, symbol: 'OTHER' }, { ...bars, timeframe: '4h' }, { ...bars, calendar: '24/5' })
    changed.push({ ...bars, high: bars.low, low: bars.high }, sliceBars(bars, 0, 199), sliceBars(bars, 1))
    expect(new Set([print, ...changed.map(fingerprintBars)]).size).toBe(changed.length + 1)
  })

  it('does not mind other properties', () => {
    expect(fingerprintBars({ ...bars, note: 'x' } as Bars)).toBe(print)
  })
})
