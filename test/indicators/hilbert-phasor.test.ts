import { describe, expect, it } from 'vitest'
import { hilbertPhasor } from '../../src/indicators/hilbert-phasor.ts'

describe('hilbertPhasor', () => {
  it('turns once in a cycle, with the amplitude of the wave', () => {
    const wave = Float64Array.from({ length: 400 }, (_, i) => 100 + 5 * Math.sin((2 * Math.PI * i) / 20))
    const { inPhase, quadrature } = hilbertPhasor(wave)
    for (let i = 300; i < 380; i++) {
      expect(Math.hypot(inPhase[i], quadrature[i])).toBeGreaterThan(4.5)
      expect(Math.hypot(inPhase[i], quadrature[i])).toBeLessThan(5.5)
      const cosine = (inPhase[i] * inPhase[i + 5] + quadrature[i] * quadrature[i + 5]) / 25
      expect(Math.abs(cosine)).toBeLessThan(0.1)
    }
  })

  it('goes to 0 where prices do not move', () => {
    const { inPhase, quadrature } = hilbertPhasor(new Float64Array(300).fill(0.1))
    expect([inPhase[31], quadrature[31]]).toEqual([Number.NaN, Number.NaN])
    expect(Math.hypot(inPhase[299], quadrature[299])).toBeLessThan(1e-15)
  })

  it('knows nothing in an empty history', () => {
    expect(hilbertPhasor(new Float64Array(0)).inPhase.length).toBe(0)
  })
})
