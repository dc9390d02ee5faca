import { apo } from '../../src/indicators/apo.ts'
import { aroon } from '../../src/indicators/aroon.ts'
import { awesomeOscillator } from '../../src/indicators/awesome-oscillator.ts'
import { balanceOfPower } from '../../src/indicators/balance-of-power.ts'
import { cci } from '../../src/indicators/cci.ts'
import { chandelierExit } from '../../src/indicators/chandelier-exit.ts'
import { cmo } from '../../src/indicators/cmo.ts'
import { coppock } from '../../src/indicators/coppock.ts'
import { dema } from '../../src/indicators/dema.ts'
import { dpo } from '../../src/indicators/dpo.ts'
import { easeOfMovement } from '../../src/indicators/ease-of-movement.ts'
import { elderRay } from '../../src/indicators/elder-ray.ts'
import { forceIndex } from '../../src/indicators/force-index.ts'
import { hma } from '../../src/indicators/hma.ts'
import { kama } from '../../src/indicators/kama.ts'
import { kst } from '../../src/indicators/kst.ts'
import { linearRegression } from '../../src/indicators/linear-regression.ts'
import { massIndex } from '../../src/indicators/mass-index.ts'
import { mcginley } from '../../src/indicators/mcginley.ts'
import { mfi } from '../../src/indicators/mfi.ts'
import { ppo } from '../../src/indicators/ppo.ts'
import { psar } from '../../src/indicators/psar.ts'
import { qstick } from '../../src/indicators/qstick.ts'
import { stochasticRsi } from '../../src/indicators/stochastic-rsi.ts'
import { t3 } from '../../src/indicators/t3.ts'
import { tema } from '../../src/indicators/tema.ts'
import { trima } from '../../src/indicators/trima.ts'
import { trix } from '../../src/indicators/trix.ts'
import { ultimateOscillator } from '../../src/indicators/ultimate-oscillator.ts'
import { vortex } from '../../src/indicators/vortex.ts'
import { vwma } from '../../src/indicators/vwma.ts'
import { williamsR } from '../../src/indicators/williams-r.ts'
import { zlema } from '../../src/indicators/zlema.ts'
import type { GoldenSeries } from './series.ts'

/** What another library calculated, as we calculate it. */
export interface PeerIndicator {
  readonly values: (series: GoldenSeries) => Float64Array
  /** Ours knows its first value later or earlier, for this reason; everything that both know is compared. */
  readonly starts?: string
}

/** Every case of `talib.json`, by its call and output. */
export const talibCases: Readonly<Record<string, PeerIndicator>> = {
  'DEMA(timeperiod=30) real': { values: s => dema(s) },
  'DEMA(timeperiod=10) real': { values: s => dema(s, { period: 10 }) },
  'TEMA(timeperiod=30) real': { values: s => tema(s) },
  'TEMA(timeperiod=10) real': { values: s => tema(s, { period: 10 }) },
  'TRIMA(timeperiod=30) real': { values: s => trima(s) },
  'TRIMA(timeperiod=9) real': { values: s => trima(s, { period: 9 }) },
  'KAMA(timeperiod=30) real': { values: s => kama(s) },
  'KAMA(timeperiod=10) real': { values: s => kama(s, { period: 10 }) },
  'LINEARREG(timeperiod=14) real': { values: s => linearRegression(s).value },
  'LINEARREG(timeperiod=50) real': { values: s => linearRegression(s, { period: 50 }).value },
  'LINEARREG_SLOPE(timeperiod=14) real': { values: s => linearRegression(s).slope },
  'LINEARREG_SLOPE(timeperiod=50) real': { values: s => linearRegression(s, { period: 50 }).slope },
  'LINEARREG_INTERCEPT(timeperiod=14) real': { values: s => linearRegression(s).intercept },
  'LINEARREG_INTERCEPT(timeperiod=50) real': { values: s => linearRegression(s, { period: 50 }).intercept },
  'TRIX(timeperiod=30) real': { values: s => trix(s).trix },
  'TRIX(timeperiod=15) real': { values: s => trix(s, { period: 15 }).trix },
  'T3(timeperiod=5, vfactor=0.7) real': { values: s => t3(s) },
  'T3(timeperiod=10, vfactor=0.3) real': { values: s => t3(s, { period: 10, factor: 0.3 }) },
  'PPO(fastperiod=12, slowperiod=26, matype=1) real': { values: s => ppo(s).ppo },
  'APO(fastperiod=12, slowperiod=26, matype=1) real': { values: s => apo(s) },
  'CCI(timeperiod=14) real': { values: s => cci(s) },
  'CCI(timeperiod=20) real': { values: s => cci(s, { period: 20 }) },
  'WILLR(timeperiod=14) real': { values: s => williamsR(s) },
  'WILLR(timeperiod=20) real': { values: s => williamsR(s, { period: 20 }) },
  'MFI(timeperiod=14) real': { values: s => mfi(s) },
  'MFI(timeperiod=20) real': { values: s => mfi(s, { period: 20 }) },
  'ULTOSC(timeperiod1=7, timeperiod2=14, timeperiod3=28) real': { values: s => ultimateOscillator(s) },
  'AROON(timeperiod=14) aroondown': { values: s => aroon(s).down },
  'AROON(timeperiod=14) aroonup': { values: s => aroon(s).up },
  'AROONOSC(timeperiod=14) real': { values: s => aroon(s).oscillator },
  'AROON(timeperiod=25) aroondown': { values: s => aroon(s, { period: 25 }).down },
  'AROON(timeperiod=25) aroonup': { values: s => aroon(s, { period: 25 }).up },
  'AROONOSC(timeperiod=25) real': { values: s => aroon(s, { period: 25 }).oscillator },
  'SAR(acceleration=0.02, maximum=0.2) real': { values: s => psar(s).value },
  'SAR(acceleration=0.05, maximum=0.1) real': { values: s => psar(s, { acceleration: 0.05, maximum: 0.1 }).value },
  'STOCHRSI(timeperiod=14, fastk_period=5, fastd_period=3, fastd_matype=0) fastk': {
    values: s => stochasticRsi(s).k,
    starts: 'TA-Lib shows no k before there is a d',
  },
  'STOCHRSI(timeperiod=14, fastk_period=5, fastd_period=3, fastd_matype=0) fastd': { values: s => stochasticRsi(s).d },
  'BOP() real': { values: s => balanceOfPower(s) },
}

/** Every case of `pandas-ta.json`, by its call and output. */
export const pandasTaCases: Readonly<Record<string, PeerIndicator>> = {
  'hma(length=16) value': { values: s => hma(s) },
  'vwma(length=20) value': { values: s => vwma(s) },
  'zlma(length=20) value': { values: s => zlema(s) },
  'mcgd(length=14, c=0.6) value': { values: s => mcginley(s), starts: 'pandas-ta shows the first close, from which both begin' },
  'ppo(fast=12, slow=26, signal=9, mamode=ema) PPO_': { values: s => ppo(s).ppo },
  'ppo(fast=12, slow=26, signal=9, mamode=ema) PPOs': { values: s => ppo(s).signal },
  'ppo(fast=12, slow=26, signal=9, mamode=ema) PPOh': { values: s => ppo(s).histogram },
  'trix(length=15, signal=9) TRIX_': { values: s => trix(s, { period: 15 }).trix },
  'ao(fast=5, slow=34) value': { values: s => awesomeOscillator(s) },
  // pandas-ta takes percent of its percent.
  'kst() KST_': { values: s => kst(s).kst.map(value => 100 * value) },
  'kst() KSTs': { values: s => kst(s).signal.map(value => 100 * value) },
  'coppock(length=10, fast=11, slow=14) value': { values: s => coppock(s) },
  'dpo(length=20, centered=False) value': { values: s => dpo(s) },
  'vortex(length=14) VTXP': { values: s => vortex(s).plus },
  'vortex(length=14) VTXM': { values: s => vortex(s).minus },
  'eri(length=13) BULLP_13': { values: s => elderRay(s).bull },
  'eri(length=13) BEARP_13': { values: s => elderRay(s).bear },
  'efi(length=13) value': { values: s => forceIndex(s) },
  'eom(length=14, divisor=100000000) value': { values: s => easeOfMovement(s) },
  'massi(fast=9, slow=25) value': { values: s => massIndex(s) },
  'ce(length=22, multiplier=3.0) CE_L': { values: s => chandelierExit(s).long },
  'ce(length=22, multiplier=3.0) CE_S': { values: s => chandelierExit(s).short },
  'qstick(length=8) value': { values: s => qstick(s) },
  'cmo(length=14) value': { values: s => cmo(s) },
}
