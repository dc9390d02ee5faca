import { describe, expect, it } from 'vitest'
import { CyclePhase, sineOf } from '../../src/indicators/cycle-phase.ts'

describe('CyclePhase', () => {
  it('follows a pure wave, the lag of the smoothing included', () => {
    const phase = new CyclePhase()
    for (let i = 0; i < 100; i++) {
      const degrees = (360 * i) / 20
      phase.advance(Math.sin((Math.PI * degrees) / 180), 20)
      if (i < 20) continue
      // One bar ahead of the smoothed wave: the smoothing is one bar late.
      expect(sineOf(phase.degrees)).toBeCloseTo(sineOf(degrees + 18), 9)
      expect(phase.degrees).toBeGreaterThan(-45 - 1e-9)
      expect(phase.degrees).toBeLessThanOrEqual(315)
    }
  })

  it('stays where it is without values, but for what a bar adds', () => {
    const phase = new CyclePhase()
    phase.advance(0, 0.4)
    // 90 degrees and a whole turn for a cycle of 0.4 bars, 900 degrees, less one turn
    expect(phase.degrees).toBeCloseTo(90 + 900 - 360, 9)
  })
})

describe('sineOf', () => {
  it('takes degrees', () => {
    expect([0, 30, 90, 270].map(sineOf).map(value => Number(value.toFixed(12)))).toEqual([0, 0.5, 1, -1])
  })
})
