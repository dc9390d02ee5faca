import type { PeerColumns, PeerWork } from './columns.ts'

type Calls = Readonly<Record<string, ((input: unknown) => unknown) & { calculate(input: unknown): unknown }>>

/** What `technicalindicators` has of our indicators, by our ids and with our defaults. */
export function technicalIndicators(ta: Calls): Record<string, PeerWork> {
  const values =
    (name: string, params: object): PeerWork =>
    ({ close }) =>
      ta[name].calculate({ values: close, ...params })
  const bars =
    (name: string, params: object = {}): PeerWork =>
    ({ open, high, low, close, volume }) =>
      ta[name].calculate({ open, high, low, close, volume, ...params })
  /** A pattern is asked for one bar at a time, with as many bars as it needs. */
  const pattern =
    (names: readonly string[], count: number): PeerWork =>
    columns => {
      const found: boolean[] = []
      for (let end = count; end <= columns.close.length; end++) {
        const recent = lastBars(columns, end - count, end)
        found.push(names.some(name => ta[name](recent)))
      }
      return found
    }
  return {
    accumulation_distribution: bars('ADL'),
    adx: bars('ADX', { period: 14 }),
    atr: bars('ATR', { period: 14 }),
    awesome_oscillator: bars('AwesomeOscillator', { fastPeriod: 5, slowPeriod: 34 }),
    bollinger: values('BollingerBands', { period: 20, stdDev: 2 }),
    candle_dark_cloud_cover: pattern(['darkcloudcover'], 2),
    candle_doji: pattern(['doji'], 1),
    candle_engulfing: pattern(['bullishengulfingpattern', 'bearishengulfingpattern'], 2),
    candle_evening_star: pattern(['eveningstar'], 3),
    candle_hammer: pattern(['hammerpattern'], 5),
    candle_hanging_man: pattern(['hangingman'], 5),
    candle_harami: pattern(['bullishharami', 'bearishharami'], 2),
    candle_inverted_hammer: pattern(['bullishinvertedhammerstick', 'bearishinvertedhammerstick'], 1),
    candle_marubozu: pattern(['bullishmarubozu', 'bearishmarubozu'], 1),
    candle_morning_star: pattern(['morningstar'], 3),
    candle_piercing_line: pattern(['piercingline'], 2),
    candle_shooting_star: pattern(['shootingstar'], 5),
    candle_spinning_top: pattern(['bullishspinningtop', 'bearishspinningtop'], 1),
    candle_three_black_crows: pattern(['threeblackcrows'], 3),
    candle_three_white_soldiers: pattern(['threewhitesoldiers'], 3),
    cci: bars('CCI', { period: 14 }),
    chandelier_exit: bars('ChandelierExit', { period: 22, multiplier: 3 }),
    deviation: values('SD', { period: 20 }),
    ema: values('EMA', { period: 20 }),
    force_index: bars('ForceIndex', { period: 13 }),
    heikin_ashi: bars('HeikinAshi'),
    highest: values('Highest', { period: 20 }),
    ichimoku: bars('IchimokuCloud', { conversionPeriod: 9, basePeriod: 26, spanPeriod: 52, displacement: 26 }),
    keltner: bars('KeltnerChannels', { maPeriod: 20, atrPeriod: 10, multiplier: 2, useSMA: false }),
    kst: values('KST', {
      ROCPer1: 10,
      ROCPer2: 15,
      ROCPer3: 20,
      ROCPer4: 30,
      SMAROCPer1: 10,
      SMAROCPer2: 10,
      SMAROCPer3: 10,
      SMAROCPer4: 15,
      signalPeriod: 9,
    }),
    lowest: values('Lowest', { period: 20 }),
    macd: values('MACD', { fastPeriod: 12, slowPeriod: 26, signalPeriod: 9, SimpleMAOscillator: false, SimpleMASignal: false }),
    mfi: bars('MFI', { period: 14 }),
    obv: bars('OBV'),
    psar: bars('PSAR', { step: 0.02, max: 0.2 }),
    rma: values('WEMA', { period: 14 }),
    roc: values('ROC', { period: 10 }),
    rsi: values('RSI', { period: 14 }),
    sma: values('SMA', { period: 20 }),
    stochastic: bars('Stochastic', { period: 14, signalPeriod: 3 }),
    stochastic_rsi: values('StochasticRSI', { rsiPeriod: 14, stochasticPeriod: 5, kPeriod: 1, dPeriod: 3 }),
    trix: values('TRIX', { period: 30 }),
    true_range: bars('TrueRange'),
    vwap: bars('VWAP'),
    williams_r: bars('WilliamsR', { period: 14 }),
    wma: values('WMA', { period: 20 }),
  }
}

function lastBars({ open, high, low, close }: PeerColumns, from: number, to: number): object {
  return { open: open.slice(from, to), high: high.slice(from, to), low: low.slice(from, to), close: close.slice(from, to) }
}
