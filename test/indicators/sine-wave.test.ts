import { describe, expect, it } from 'vitest'
import { sineWave } from '../../src/indicators/sine-wave.ts'

describe('sineWave', () => {
  it('follows a pure wave without lag and leads it by 45 degrees', () => {
    const angle = (i: number) => (2 * Math.PI * i) / 20
    const wave = Float64Array.from({ length: 400 }, (_, i) => 100 + 5 * Math.sin(angle(i)))
    const { sine, leadSine } = sineWave(wave)
    for (let i = 300; i < 400; i++) {
      expect(Math.abs(sine[i] - Math.sin(angle(i)))).toBeLessThan(0.15)
      expect(Math.abs(leadSine[i] - Math.sin(angle(i) + Math.PI / 4))).toBeLessThan(0.15)
    }
  })

  it('stays within -1 and 1 where prices do not move', () => {
    const { sine, leadSine } = sineWave(new Float64Array(200).fill(0.1))
    expect([sine[62], leadSine[62]]).toEqual([Number.NaN, Number.NaN])
    for (let i = 63; i < 200; i++) expect(Math.max(Math.abs(sine[i]), Math.abs(leadSine[i]))).toBeLessThanOrEqual(1)
  })

  it('knows nothing in an empty history', () => {
    expect(sineWave(new Float64Array(0)).sine.length).toBe(0)
  })
})
