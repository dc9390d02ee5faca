import { describe, expect, it } from 'vitest'
import { ema } from '../../src/indicators/ema.ts'
import { t3 } from '../../src/indicators/t3.ts'

const line = Float64Array.from({ length: 60 }, (_, i) => 3 + 0.5 * i)
const flat = new Float64Array(80).fill(0.1)

describe('t3', () => {
  it('lags a straight line by 3 * (1 - factor) averages', () => {
    for (const factor of [0, 0.7, 1]) {
      const got = t3(line, { period: 5, factor })
      expect(got[23]).toBeNaN()
      for (let i = 24; i < line.length; i++) expect(got[i]).toBeCloseTo(line[i] - 0.5 * 3 * (1 - factor) * 2, 9)
    }
  })

  it('is a triple exponential average for factor 0', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => Math.sin(i))
    const triple = ema(ema(ema(values, { period: 4 }), { period: 4 }), { period: 4 })
    const got = t3(values, { period: 4, factor: 0 })
    for (let i = 18; i < 40; i++) expect(got[i]).toBeCloseTo(triple[i], 12)
  })

  it('is the value itself for period 1, and stays where values do not move', () => {
    expect(t3(line, { period: 1 })).toEqual(line)
    expect(t3(flat)[79]).toBe(0.1)
  })
})
