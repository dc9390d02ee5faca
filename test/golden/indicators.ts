import { adx } from '../../src/indicators/adx.ts'
import { aroon } from '../../src/indicators/aroon.ts'
import { atr } from '../../src/indicators/atr.ts'
import { bollinger } from '../../src/indicators/bollinger.ts'
import { cci } from '../../src/indicators/cci.ts'
import { dema } from '../../src/indicators/dema.ts'
import { deviation } from '../../src/indicators/deviation.ts'
import { donchian } from '../../src/indicators/donchian.ts'
import { ema } from '../../src/indicators/ema.ts'
import { garmanKlass } from '../../src/indicators/garman-klass.ts'
import { highest } from '../../src/indicators/highest.ts'
import { hma } from '../../src/indicators/hma.ts'
import { ichimoku } from '../../src/indicators/ichimoku.ts'
import { kama } from '../../src/indicators/kama.ts'
import { keltner } from '../../src/indicators/keltner.ts'
import { linearRegression } from '../../src/indicators/linear-regression.ts'
import { lowest } from '../../src/indicators/lowest.ts'
import { macd } from '../../src/indicators/macd.ts'
import { mfi } from '../../src/indicators/mfi.ts'
import { momentum } from '../../src/indicators/momentum.ts'
import { natr } from '../../src/indicators/natr.ts'
import { obv } from '../../src/indicators/obv.ts'
import { parkinson } from '../../src/indicators/parkinson.ts'
import { percentileRank } from '../../src/indicators/percentile-rank.ts'
import { psar } from '../../src/indicators/psar.ts'
import { realizedVolatility } from '../../src/indicators/realized-volatility.ts'
import { rma } from '../../src/indicators/rma.ts'
import { roc } from '../../src/indicators/roc.ts'
import { rsi } from '../../src/indicators/rsi.ts'
import { sma } from '../../src/indicators/sma.ts'
import { stochastic } from '../../src/indicators/stochastic.ts'
import { supertrend } from '../../src/indicators/supertrend.ts'
import { tema } from '../../src/indicators/tema.ts'
import { vwap } from '../../src/indicators/vwap.ts'
import { williamsR } from '../../src/indicators/williams-r.ts'
import { wma } from '../../src/indicators/wma.ts'
import { zscore } from '../../src/indicators/zscore.ts'
import type { GoldenSeries } from './series.ts'

/** A golden series as we calculate it. */
export interface GoldenIndicator {
  readonly values: (series: GoldenSeries) => Float64Array
  /** Compared without tolerance. */
  readonly exact?: 'A' | 'both'
}

/** A is daily, B hourly around the clock. */
const barsPerYear = (series: GoldenSeries) => (series.length === 1260 ? 252 : 8760)

const combine = (left: Float64Array, right: Float64Array, by: (a: number, b: number) => number) => left.map((value, i) => by(value, right[i]))

/** Every golden series that our indicators express, alone or put together. */
export const expressed: Readonly<Record<string, GoldenIndicator>> = {
  sma20: { values: s => sma(s, { period: 20 }) },
  ema20_sma_seed: { values: s => ema(s, { period: 20 }) },
  wma20: { values: s => wma(s, { period: 20 }) },
  wilder14: { values: s => rma(s, { period: 14 }) },
  macd_12_26_9_sma_seed: { values: s => macd(s).macd },
  macd_12_26_9_sma_seed_signal: { values: s => macd(s).signal },
  macd_12_26_9_sma_seed_hist: { values: s => macd(s).histogram },
  roc10: { values: s => roc(s, { period: 10 }) },
  momentum10: { values: s => momentum(s, { period: 10 }) },
  rsi14: { values: s => rsi(s, { period: 14 }) },
  stoch_fast_k14: { values: s => stochastic(s, { period: 14, smooth: 1 }).k },
  stoch_14_3_3_k: { values: s => stochastic(s, { period: 14, smooth: 3, signal: 3 }).k },
  stoch_14_3_3_d: { values: s => stochastic(s, { period: 14, smooth: 3, signal: 3 }).d },
  adx14_book: { values: s => adx(s, { period: 14 }).adx },
  plus_di14_book: { values: s => adx(s, { period: 14 }).plusDi },
  minus_di14_book: { values: s => adx(s, { period: 14 }).minusDi },
  dx14_book: {
    values: s => {
      const { plusDi, minusDi } = adx(s, { period: 14 })
      return combine(plusDi, minusDi, (plus, minus) => (100 * Math.abs(plus - minus)) / (plus + minus))
    },
  },
  atr14: { values: s => atr(s, { period: 14 }) },
  natr14: { values: s => natr(s, { period: 14 }) },
  bb20_2_upper: { values: s => bollinger(s, { period: 20, multiplier: 2 }).upper },
  bb20_2_middle: { values: s => bollinger(s, { period: 20, multiplier: 2 }).middle },
  bb20_2_lower: { values: s => bollinger(s, { period: 20, multiplier: 2 }).lower },
  bb20_2_percent_b: { values: s => bollinger(s, { period: 20, multiplier: 2 }).percentB },
  bb20_2_bandwidth: { values: s => bollinger(s, { period: 20, multiplier: 2 }).bandwidth },
  keltner20_2_10_upper: { values: s => keltner(s, { period: 20, multiplier: 2, atrPeriod: 10 }).upper },
  keltner20_2_10_middle: { values: s => keltner(s, { period: 20, multiplier: 2, atrPeriod: 10 }).middle },
  keltner20_2_10_lower: { values: s => keltner(s, { period: 20, multiplier: 2, atrPeriod: 10 }).lower },
  donchian20_incl_upper: { values: s => donchian(s, { period: 20, offset: 0 }).upper, exact: 'both' },
  donchian20_incl_middle: { values: s => donchian(s, { period: 20, offset: 0 }).middle, exact: 'both' },
  donchian20_incl_lower: { values: s => donchian(s, { period: 20, offset: 0 }).lower, exact: 'both' },
  donchian20_excl_upper: { values: s => donchian(s, { period: 20, offset: 1 }).upper, exact: 'both' },
  donchian20_excl_middle: { values: s => donchian(s, { period: 20, offset: 1 }).middle, exact: 'both' },
  donchian20_excl_lower: { values: s => donchian(s, { period: 20, offset: 1 }).lower, exact: 'both' },
  obv_first_zero: { values: s => obv(s), exact: 'A' },
  obv_first_volume: { values: s => obv(s).map(total => total + s.volume[0]), exact: 'A' },
  vwap_cumulative: { values: s => vwap(s, { period: 0 }) },
  vwap_rolling20: { values: s => vwap(s, { period: 20 }) },
  std20_ddof0: { values: s => deviation(s, { period: 20, ddof: 0 }) },
  std20_ddof1: { values: s => deviation(s, { period: 20, ddof: 1 }) },
  zscore20_ddof0: { values: s => zscore(s, { period: 20, ddof: 0 }) },
  zscore20_ddof1: { values: s => zscore(s, { period: 20, ddof: 1 }) },
  highest20_close: { values: s => highest(s, { period: 20 }), exact: 'both' },
  lowest20_close: { values: s => lowest(s, { period: 20 }), exact: 'both' },
  realized_vol20_annualised: { values: s => realizedVolatility(s, { period: 20, barsPerYear: barsPerYear(s) }) },
  parkinson20_annualised: { values: s => parkinson(s, { period: 20, barsPerYear: barsPerYear(s) }) },
  garman_klass20_annualised: { values: s => garmanKlass(s, { period: 20, barsPerYear: barsPerYear(s) }) },
  pctrank100_incl: { values: s => percentileRank(s, { period: 100 }), exact: 'both' },
  cci20: { values: s => cci(s, { period: 20 }) },
  williams_r14: { values: s => williamsR(s, { period: 14 }) },
  supertrend10_3: { values: s => supertrend(s, { period: 10, multiplier: 3 }).value },
  supertrend10_3_direction: { values: s => supertrend(s, { period: 10, multiplier: 3 }).direction, exact: 'both' },
  psar_002_02: { values: s => psar(s, { acceleration: 0.02, maximum: 0.2 }).value },
  psar_002_02_direction: { values: s => psar(s, { acceleration: 0.02, maximum: 0.2 }).direction, exact: 'both' },
  mfi14: { values: s => mfi(s, { period: 14 }) },
  linreg_slope20: { values: s => linearRegression(s, { period: 20 }).slope },
  kama10_2_30: { values: s => kama(s, { period: 10, fast: 2, slow: 30 }) },
  hma16: { values: s => hma(s, { period: 16 }) },
  dema20_sma_seed: { values: s => dema(s, { period: 20 }) },
  tema20_sma_seed: { values: s => tema(s, { period: 20 }) },
  aroon25_up: { values: s => aroon(s, { period: 25 }).up, exact: 'both' },
  aroon25_down: { values: s => aroon(s, { period: 25 }).down, exact: 'both' },
  aroon25_oscillator: { values: s => aroon(s, { period: 25 }).oscillator, exact: 'both' },
  ichimoku_9_26_52_tenkan: { values: s => ichimoku(s).tenkan, exact: 'both' },
  ichimoku_9_26_52_kijun: { values: s => ichimoku(s).kijun, exact: 'both' },
  ichimoku_9_26_52_senkou_a_shift26: { values: s => ichimoku(s).senkouA, exact: 'both' },
  ichimoku_9_26_52_senkou_b_shift26: { values: s => ichimoku(s).senkouB, exact: 'both' },
}
