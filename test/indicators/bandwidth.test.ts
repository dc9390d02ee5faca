import { describe, expect, it } from 'vitest'
import { bandwidth } from '../../src/indicators/bandwidth.ts'
import { bollinger } from '../../src/indicators/bollinger.ts'

const wave = Float64Array.from({ length: 300 }, (_, i) => 100 + Math.sin(i * i) + i / 9)

describe('bandwidth', () => {
  it('is the output of bollinger', () => {
    for (const period of [2, 7, 20])
      expect(bandwidth(wave, { period, multiplier: 1.5 })).toEqual(bollinger(wave, { period, multiplier: 1.5 }).bandwidth)
  })

  it('is 0 where values do not move, NaN where the middle is 0', () => {
    expect(bandwidth(new Float64Array(30).fill(0.1))[29]).toBe(0)
    expect(bandwidth(Float64Array.of(-1, 1), { period: 2 })[1]).toBeNaN()
  })
})
