import type { Candle, PeerWork } from './columns.ts'

interface Streaming {
  update(input: unknown, replace: boolean): unknown
}
type Classes = Readonly<Record<string, new (...params: unknown[]) => Streaming>>

/** What `trading-signals` has of our indicators, by our ids and with our defaults: one `update` per bar, results collected. */
export function tradingSignals(ta: Classes): Record<string, PeerWork> {
  const collect = (indicator: Streaming, inputs: readonly unknown[]): unknown[] => {
    const results: unknown[] = []
    for (const input of inputs) {
      const result = indicator.update(input, false)
      if (result !== null) results.push(result)
    }
    return results
  }
  const values =
    (name: string, ...params: unknown[]): PeerWork =>
    ({ close }) =>
      collect(new ta[name](...params), close)
  const bars =
    (name: string, ...params: unknown[]): PeerWork =>
    ({ candles }: { readonly candles: readonly Candle[] }) =>
      collect(new ta[name](...params), candles)
  return {
    accumulation_distribution: bars('AD'),
    adx: bars('ADX', 14),
    alma: values('ALMA', 9, 0.85, 6),
    apo: values('APO', { fastPeriod: 12, slowPeriod: 26 }),
    aroon: bars('Aroon', 14),
    atr: bars('ATR', 14),
    awesome_oscillator: bars('AO', 5, 34),
    balance_of_power: bars('BOP'),
    bandwidth: ({ close }) => collect(new ta.BollingerBandsWidth(new ta.BollingerBands(20, 2)), close),
    bollinger: values('BollingerBands', 20, 2),
    cci: bars('CCI', 14),
    center_of_gravity: values('CG', 10, 10),
    chaikin_oscillator: bars('ADOSC', { fastPeriod: 3, slowPeriod: 10 }),
    chandelier_exit: bars('ChandelierExit', { interval: 22, multiplier: 3 }),
    choppiness: bars('CHOP', 14),
    cmf: bars('CMF', 20),
    cmo: values('CMO', 14),
    coppock: values('CoppockCurve', { shortRocInterval: 11, longRocInterval: 14, wmaInterval: 10 }),
    dema: values('DEMA', 30),
    donchian: bars('DonchianChannels', 20),
    dpo: values('DPO', 20),
    ease_of_movement: bars('EMV', 14),
    efficiency_ratio: bars('ER', 10),
    elder_ray: bars('ElderRay', 13),
    ema: values('EMA', 20),
    fisher_transform: bars('FisherTransform', 10),
    force_index: bars('ForceIndex', 13),
    hilbert_trendline: values('HTTrendline'),
    hma: values('HMA', 16),
    ichimoku: bars('IchimokuCloud', { conversionInterval: 9, baseInterval: 26, spanBInterval: 52 }),
    kama: values('KAMA', 30),
    keltner: bars('KeltnerChannels', { emaInterval: 20, atrInterval: 10, multiplier: 2 }),
    klinger: bars('KVO', 34, 55),
    kst: values('KST'),
    laguerre_rsi: values('LaguerreRSI', { gamma: 0.5 }),
    linear_regression: values('LinearRegression', 14),
    macd: ({ close }) => collect(new ta.MACD(new ta.EMA(12), new ta.EMA(26), new ta.EMA(9)), close),
    mama: values('MAMA', { fastLimit: 0.5, slowLimit: 0.05 }),
    mass_index: bars('MassIndex', 25),
    mcginley: values('McGinleyDynamic', 14),
    mfi: bars('MFI', 14),
    momentum: values('MOM', 10),
    natr: bars('NATR', 14),
    nvi: bars('NVI'),
    obv: bars('OBV', 5),
    percent_b: values('PercentB', { interval: 20, deviationMultiplier: 2 }),
    ppo: values('PPO', { fastPeriod: 12, slowPeriod: 26 }),
    psar: bars('PSAR', { accelerationStep: 0.02, accelerationMax: 0.2 }),
    pvi: bars('PVI'),
    pvt: bars('PVT'),
    qstick: bars('Qstick', 8),
    range_position: bars('IBS'),
    relative_volume: ({ volume }) => collect(new ta.RVOL(20), volume),
    rma: values('RMA', 14),
    roc: values('ROC', 10),
    rogers_satchell: bars('RogersSatchellVolatility', 20),
    rsi: values('RSI', 14),
    sma: values('SMA', 20),
    stochastic: bars('StochasticOscillator', { kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }),
    stochastic_rsi: values('StochasticRSI', 14),
    super_smoother: values('SuperSmoother', 10),
    supertrend: bars('SuperTrend', { interval: 10, multiplier: 3 }),
    swing_levels: bars('SwingHigh', { lookback: 3 }),
    t3: values('T3', 5, 0.7),
    tema: values('TEMA', 30),
    trima: values('TRIMA', 30),
    trix: values('TRIX', 30),
    true_range: bars('TR'),
    ulcer: values('UlcerIndex', 14),
    ultimate_oscillator: bars('UltimateOscillator', { shortPeriod: 7, mediumPeriod: 14, longPeriod: 28 }),
    vortex: bars('VortexIndicator', 14),
    vwap: bars('VWAP'),
    vwma: bars('VWMA', 20),
    williams_r: bars('WilliamsR', 14),
    wma: values('WMA', 20),
    zlema: values('ZLEMA', 20),
  }
}
