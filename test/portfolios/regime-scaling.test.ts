import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { type RegimeScaling, scaleByRegime, scalingRegime } from '../../src/portfolios/regime-scaling.ts'
import { defineRegime } from '../../src/regimes/regime.ts'
import { type LabeledHistory, labelBars } from '../../src/regimes/regime-labels.ts'
import { riskRegime } from '../../src/regimes/risk-regime.ts'
import { trendRegime } from '../../src/regimes/trend-regime.ts'
import { volatilityRegime } from '../../src/regimes/volatility-regime.ts'

/** The close is the code; 9 is not known. */
const told = defineRegime({
  id: 'told',
  inputs: ['close'],
  labels: ['bad', 'fair', 'good'],
  warmup: 0,
  start: () => close => (close === 9 ? Number.NaN : close),
})
const [BAD, FAIR, GOOD, UNKNOWN] = [0, 1, 2, 9]
const scales = { bad: 0.1, fair: 0.5, good: 1 }

function history(codes: readonly number[]): LabeledHistory {
  const column = Float64Array.from(codes)
  return { open: column, high: column, low: column, close: column, volume: column }
}

function scaled(codes: readonly number[], scaling: RegimeScaling = {}): number[] {
  return Array.from(scaleByRegime(history(codes), { regime: told, scales, ...scaling }))
}

/** What is written at {@link scaleByRegime}, each bar looked up anew. */
function plainScales(codes: readonly number[], { dwell = 1, confirm = 1, smoothing = 0, initial = 0.1 }: RegimeScaling): number[] {
  const known = codes.filter(code => code !== UNKNOWN)
  const held = known.slice(0, 1)
  let changed = 0
  for (let k = 1; k < known.length; k++) {
    const inARow = k - known.slice(0, k).findLastIndex(code => code !== known[k])
    const free = known[k] === BAD || (inARow >= confirm && k - changed >= dwell)
    if (known[k] !== held[k - 1] && free) changed = k
    held.push(known[changed])
  }
  let value = initial
  return codes.map((_, i) => {
    const last = codes.slice(0, i + 1).filter(code => code !== UNKNOWN).length - 1
    const aim = last < 0 ? initial : [0.1, 0.5, 1][held[last]]
    value = smoothing <= 1 || Math.abs(aim - value) < 0.001 ? aim : value + (2 / (smoothing + 1)) * (aim - value)
    return value
  })
}

const labels = fc.array(fc.constantFrom(BAD, FAIR, GOOD, GOOD, UNKNOWN), { maxLength: 60 })
const scalings = fc.record({
  dwell: fc.integer({ min: 1, max: 6 }),
  confirm: fc.integer({ min: 1, max: 4 }),
  smoothing: fc.constantFrom(0, 1, 3, 10),
  initial: fc.constantFrom(0, 0.1, 1),
})

describe('scaleByRegime', () => {
  it('is the scale of the label, the smallest before the first one, and the last one where it is not known', () => {
    expect(scaled([UNKNOWN, UNKNOWN, GOOD, FAIR, UNKNOWN, BAD, GOOD])).toEqual([0.1, 0.1, 1, 0.5, 0.5, 0.1, 1])
    expect(scaled([UNKNOWN, GOOD], { initial: 0.5 })).toEqual([0.5, 1])
    expect(scaled([])).toEqual([])
    expect(scaled([FAIR])).toEqual([0.5])
  })

  it('goes down at once and up when it has waited', () => {
    expect(scaled([GOOD, GOOD, BAD, GOOD, GOOD, GOOD, GOOD], { dwell: 3 })).toEqual([1, 1, 0.1, 0.1, 0.1, 1, 1])
    expect(scaled([FAIR, GOOD, FAIR, GOOD, GOOD, GOOD, BAD], { confirm: 3 })).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 1, 0.1])
  })

  it('moves by an exponential average and arrives', () => {
    // Three bars: half of what is left on every bar.
    const moved = scaled([BAD, ...new Array(20).fill(GOOD)], { smoothing: 3 })
    expect(moved[1]).toBeCloseTo(0.55, 12)
    expect(moved[2]).toBeCloseTo(0.775, 12)
    expect(moved[3]).toBeCloseTo(0.8875, 12)
    // 0.9 / 2^10 is the first distance below 0.001.
    expect(moved.indexOf(1)).toBe(11)
  })

  it('is what the rules say, bar by bar', () => {
    fc.assert(
      fc.property(labels, scalings, (codes, scaling) => {
        const found = scaled(codes, scaling)
        for (const [i, expected] of plainScales(codes, scaling).entries()) expect(found[i]).toBeCloseTo(expected, 12)
      }),
      { numRuns: 500 },
    )
  })

  it('knows nothing of later bars', () => {
    const bars = syntheticBars({ seed: 4, length: 700, kind: 'regimes' })
    const regimes = [{}, { regime: volatilityRegime({ lookback: 60 }), scales: { low: 1, normal: 0.7, high: 0.2 } }]
    fc.assert(
      fc.property(fc.constantFrom(...regimes), scalings, fc.nat(bars.length), (regime, scaling, cut) => {
        const whole = scaleByRegime(bars, { ...regime, ...scaling })
        expect(scaleByRegime(sliceBars(bars, 0, cut), { ...regime, ...scaling })).toEqual(whole.slice(0, cut))
        expect(whole.every(one => one >= 0 && one <= 1)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('goes by the risk regime unless told otherwise', () => {
    const bars = syntheticBars({ seed: 7, length: 1500, kind: 'regimes' })
    const { labels, codes } = labelBars(bars, riskRegime())
    const table: Readonly<Record<string, number>> = { risk_on: 1, neutral: 0.5, risk_off: 0 }
    expect(Array.from(scaleByRegime(bars, {}))).toEqual(Array.from(codes, code => (code < 0 ? 0 : table[labels[code]])))
    expect(new Set(codes).size).toBe(4)
  })

  it('takes the reluctance of a risk regime in place of its own', () => {
    const bars = syntheticBars({ seed: 7, length: 1500, kind: 'regimes' })
    const options = { trend: { period: 20 } }
    expect(scaleByRegime(bars, { regime: options, dwell: 12 })).toEqual(scaleByRegime(bars, { regime: { ...options, minBars: 12 } }))
    expect(scaleByRegime(bars, { regime: options, dwell: 12 })).not.toEqual(scaleByRegime(bars, { regime: options }))
  })
})

describe('scalingRegime', () => {
  it('has the labels behind the scales', () => {
    const bars = syntheticBars({ seed: 3, length: 800, kind: 'regimes' })
    const scaling = { regime: trendRegime({ noiseBars: 50 }), scales: { up: 1, sideways: 0.4, down: 0.1 }, dwell: 4, confirm: 2 }
    const { labels, codes } = labelBars(bars, scalingRegime(scaling))
    const table: Readonly<Record<string, number>> = scaling.scales
    expect(Array.from(scaleByRegime(bars, scaling))).toEqual(Array.from(codes, code => (code < 0 ? 0.1 : table[labels[code]])))
  })

  it('refuses what makes no sense', () => {
    const refused = (scaling: RegimeScaling, message: RegExp) =>
      expect(() => scaleByRegime(history([GOOD]), { regime: told, scales, ...scaling })).toThrow(
        expect.objectContaining({ code: 'portfolio/regime', message: expect.stringMatching(message) }),
      )
    refused({ scales: { ...scales, god: 1 } }, /no label "god"; did you mean "good"\? Labels: bad, fair, good/)
    refused({ scales: { bad: 0, good: 1 } }, /no scale for the label "fair" of told/)
    refused({ scales: undefined }, /told has no label "risk_on"/)
    refused({ scales: { ...scales, good: -1 } }, /scale "good" is -1/)
    refused({ scales: { ...scales, good: Number.NaN } }, /scale "good" is NaN/)
    refused({ initial: 11 }, /scale "initial" is 11/)
    refused({ smoothing: -1 }, /smoothing is -1/)
    refused({ smoothing: Number.NaN }, /smoothing is NaN/)
    expect(() => scalingRegime({ dwell: 0 })).toThrow(/minBars is 0/)
    expect(() => scalingRegime({ confirm: 1.5 })).toThrow(/confirmBars is 1.5/)
  })
})
