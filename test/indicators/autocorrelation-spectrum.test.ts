import { describe, expect, it } from 'vitest'
import { AutocorrelationSpectrum } from '../../src/indicators/autocorrelation-spectrum.ts'

const wave = (bars: number) => Float64Array.from({ length: 400 }, (_, i) => Math.sin((2 * Math.PI * i) / bars))

describe('AutocorrelationSpectrum', () => {
  it.each([12, 20, 30, 40])('finds the cycle of a pure wave of %i bars', bars => {
    const spectrum = new AutocorrelationSpectrum({ short: 10, long: 48, average: 3 })
    let cycle = Number.NaN
    for (const [i, value] of wave(bars).entries()) {
      spectrum.take(value)
      if (i >= 50) cycle = spectrum.cycle()
    }
    expect(Math.abs(cycle - bars) / bars).toBeLessThan(0.08)
  })

  it('knows nothing of values that do not move', () => {
    const spectrum = new AutocorrelationSpectrum({ short: 5, long: 9, average: 2 })
    for (let i = 0; i < 30; i++) spectrum.take(0.1)
    expect(spectrum.cycle()).toBeNaN()
  })

  it('does not depend on the size of the values', () => {
    const [small, large] = [1e-9, 1e9].map(size => {
      const spectrum = new AutocorrelationSpectrum({ short: 10, long: 48, average: 3 })
      for (const value of wave(25)) spectrum.take(size * value)
      return spectrum.cycle()
    })
    expect(small).toBeCloseTo(large, 9)
  })
})
