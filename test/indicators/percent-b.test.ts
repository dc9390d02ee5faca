import { describe, expect, it } from 'vitest'
import { bollinger } from '../../src/indicators/bollinger.ts'
import { percentB } from '../../src/indicators/percent-b.ts'

const wave = Float64Array.from({ length: 300 }, (_, i) => 100 + Math.sin(i * i) + i / 9)

describe('percentB', () => {
  it('is the output of bollinger', () => {
    for (const period of [2, 7, 20])
      expect(percentB(wave, { period, multiplier: 1.5 })).toEqual(bollinger(wave, { period, multiplier: 1.5 }).percentB)
  })

  it('is NaN where the bands meet', () => {
    expect(percentB(new Float64Array(30).fill(0.1)).every(value => Number.isNaN(value))).toBe(true)
  })
})
