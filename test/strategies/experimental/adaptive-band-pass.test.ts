import { describe, expect, it } from 'vitest'
import { dominantCycle } from '../../../src/indicators/dominant-cycle.ts'
import { highPass } from '../../../src/indicators/high-pass.ts'
import { superSmoother } from '../../../src/indicators/super-smoother.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { adaptiveBandPass } from '../../../src/strategies/experimental/adaptive-band-pass.ts'

const sine = (period: number, length = 600) => Float64Array.from({ length }, (_, i) => 100 + Math.sin((2 * Math.PI * i) / period))

describe('on a pure wave', () => {
  it.each([
    [12, 1],
    [20, 1],
    [30, 1],
    [20, 0],
    [30, 0],
  ])('of %d bars, hilbert %d: it finds the wave and that it is all there is', (period, hilbert) => {
    const found = adaptiveBandPass(sine(period), { hilbert })
    expect(Math.abs(found.period[599] - period)).toBeLessThan(1.5)
    expect(found.strength[599]).toBeGreaterThan(0.85)
    // Wave and lead are sine and cosine of one phase: together they keep their size.
    const sizes = Array.from({ length: 100 }, (_, k) => Math.hypot(found.wave[500 + k], found.lead[500 + k]))
    expect(Math.min(...sizes) / Math.max(...sizes)).toBeGreaterThan(0.75)
    expect(Math.max(...sizes)).toBeLessThan(1.4)
    expect(Math.max(...sizes)).toBeGreaterThan(0.6)
  })
})

it('noise has less of it than a wave, and a market at rest none', () => {
  const { strength } = adaptiveBandPass(syntheticBars({ seed: 4, length: 3000 }))
  const known = strength.slice(131)
  expect(known.reduce((sum, x) => sum + x, 0) / known.length).toBeLessThan(0.6)
  const rest = adaptiveBandPass(new Float64Array(200).fill(3))
  expect([rest.wave[199], rest.lead[199], rest.strength[199]]).toEqual([0, 0, 0])
})

it('agrees with plain loops', () => {
  const { close } = syntheticBars({ seed: 6, length: 500 })
  const found = adaptiveBandPass(close, { shortest: 8, longest: 40, bandwidth: 0.2, lookback: 50 })
  const cycle = dominantCycle(close)
  // The filters know their value from the start and only hide it before their own warm-up; a constant in front shows it.
  const front = 60
  const padded = new Float64Array(front + close.length).fill(close[0])
  padded.set(close, front)
  const smooth = superSmoother(padded, { period: 8 })
  const swing = highPass(smooth.subarray(7), { period: 40 })
  const wave = new Float64Array(close.length)
  for (let i = 0; i < close.length; i++) {
    const at = (k: number) => swing[front - 7 + i - k]
    const period = Number.isNaN(cycle[i]) ? 40 : Math.max(8, Math.min(cycle[i], 40))
    const gamma = 1 / Math.cos((2 * Math.PI * 0.2) / period)
    const alpha = gamma - Math.sqrt(gamma ** 2 - 1)
    wave[i] =
      0.5 * (1 - alpha) * (at(0) - at(2)) + Math.cos((2 * Math.PI) / period) * (1 + alpha) * (wave[i - 1] ?? 0) - alpha * (wave[i - 2] ?? 0)
    if (i < 32 + 49) {
      expect(found.wave[i]).toBeNaN()
      continue
    }
    expect(found.period[i]).toBe(period)
    expect(found.wave[i]).toBeCloseTo(wave[i], 9)
    expect(found.lead[i]).toBeCloseTo(((wave[i] - wave[i - 1]) * period) / (2 * Math.PI), 9)
    let [part, all] = [0, 0]
    for (let k = 0; k < 50; k++) {
      part += wave[i - k] ** 2
      all += swing[front - 7 + i - k] ** 2
    }
    expect(found.strength[i]).toBeCloseTo(Math.min(1, part / all), 9)
  }
})

it('refuses a shortest cycle that is not shorter', () => {
  expect(() => adaptiveBandPass(sine(20), { shortest: 20, longest: 20 })).toThrow('shortest is 20')
})
