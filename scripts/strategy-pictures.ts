import { createRequire } from 'node:module'
import type * as z from 'zod'
import {
  type AnyStrategyClass,
  ArmstrongCycle,
  ArmstrongElKaroui,
  adaptiveBandPass,
  adx,
  atr,
  type Bars,
  BollingerBands,
  BouchaudMicrostructure,
  Breakout,
  BreakoutDonchian,
  backtest,
  bollinger,
  type Column,
  Composite,
  catalog,
  donchian,
  drawPicture,
  EcmCycle,
  EhlersCycleFilter,
  economicCycle,
  flowPressure,
  highest,
  labelBars,
  lowest,
  MaCrossover,
  MacdCrossover,
  MeanReversion,
  MeanReversionChannel,
  MetaLabeling,
  Momentum,
  MyStrategy,
  macd,
  natr,
  normalizeBars,
  type ParamsOf,
  percentileRank,
  RegimeAwarePortfolio,
  RegimeSwitch,
  RsiReversion,
  riskRegime,
  roc,
  rsi,
  type Series,
  sma,
  type Trade,
  TrendFollowing,
  trendRegime,
  VolBreakout,
  VolRegimeFilter,
  zscore,
} from '../src/index.ts'
import { readCsv } from '../src/node.ts'

/** The panel below the prices. */
interface Panel {
  readonly title: string
  readonly series: readonly Series[]
  readonly levels?: readonly number[]
  readonly range?: readonly [number, number]
}

/** What a picture shows of a strategy beside prices and positions. */
interface View {
  /** Lines on the prices. */
  readonly lines?: readonly Series[]
  readonly panel?: Panel
}

/** A strategy with its view, and parameters in place of the defaults where those hardly trade on daily bars. */
interface Entry {
  readonly strategy: AnyStrategyClass
  readonly params: Readonly<Record<string, unknown>>
  readonly draw: (bars: Bars, params: never) => View
}

/** AAPL, daily, 2013 to 2018: the prices of all pictures. */
async function applePrices(): Promise<Bars> {
  const file = createRequire(import.meta.url).resolve('@observablehq/sample-datasets/aapl.csv')
  return normalizeBars(await readCsv(file), { symbol: 'AAPL', timeframe: '1d' }).bars
}

/** A picture of every strategy of the catalog: SVG texts by id. */
export async function drawStrategies(): Promise<ReadonlyMap<string, string>> {
  const bars = await applePrices()
  return new Map(catalog.list({ includeResearch: true }).map(strategy => [strategy.id, drawStrategy(strategy, bars)]))
}

function drawStrategy(strategy: AnyStrategyClass, bars: Bars): string {
  const { params = {}, draw } = entries.find(entry => entry.strategy === strategy) ?? {}
  const { targets, trades } = backtest(strategy, bars, { params: params as never })
  // What is decided at a close is held from the next bar on.
  const held = Float64Array.from(targets, (_, i) => (i > 0 && targets[i - 1]) || 0)
  const { lines = [], panel } = draw?.(bars, new strategy(params as never).params as never) ?? {}
  const { title, series, ...rest } = panel ?? targetPanel(targets)
  const summary = `${strategy.title} on daily prices of AAPL from 2013 to 2018: ${trades.length} positions.`
  return drawPicture({
    title: `${strategy.id}: ${strategy.title}`,
    subtitle: `AAPL, daily, 2013-05-13 to 2018-05-11; ${settingsText(params)}; shaded while a position is held`,
    charts: [
      {
        chart: { kind: 'price', title: 'Price', summary, bars, trades: trades.map(trade => atOpen(trade, bars)), lines, held },
        height: 340,
      },
      {
        chart: { kind: 'line', title, summary: `${title} below the prices.`, time: bars.time, series, format: 'ratio', ...rest },
        height: 150,
      },
    ],
  })
}

/** With the prices of the bars on which it began and ended, so that markers stand there also when it was changed between. */
function atOpen(trade: Trade, { open }: Bars): Trade {
  return { ...trade, entryPrice: open[trade.entryIndex], exitPrice: open[trade.exitIndex] }
}

function targetPanel(targets: Column): Panel {
  return {
    title: 'Target',
    series: [line('decided at the close', targets)],
    range: [Array.from(targets).some(target => target < 0) ? -1 : 0, 1],
  }
}

function settingsText(params: Readonly<Record<string, unknown>>): string {
  const changes = Object.entries(params).map(([name, value]) => `${name} ${value}`)
  return changes.length === 0 ? 'default parameters' : `${changes.join(', ')}, else default parameters`
}

function entry<C extends AnyStrategyClass>(
  strategy: C,
  draw: (bars: Bars, params: z.core.output<C['params']>) => View,
  params: ParamsOf<C> | Record<string, never> = {},
): Entry {
  return { strategy, params: params as Readonly<Record<string, unknown>>, draw }
}

const line = (name: string, values: Column): Series => ({ name, values })

/** A column from others, bar by bar. */
function each(bars: Bars, value: (i: number) => number): Float64Array {
  return Float64Array.from({ length: bars.length }, (_, i) => value(i))
}

/** The values of the bar before: what a breakout compares with. */
function before(values: Column): Float64Array {
  return Float64Array.from(values, (_, i) => (i > 0 ? values[i - 1] : Number.NaN))
}

function channelLines(name: string, upper: Column, lower: Column): Series[] {
  return [
    { name, values: upper, tone: 'main' },
    { name, values: lower, tone: 'main' },
  ]
}

function bandLines(bars: Bars, period: number, multiplier: number): Series[] {
  const { upper, middle, lower } = bollinger(bars.close, { period, multiplier })
  return [
    { name: `average of ${period}`, values: middle, tone: 'second' },
    ...channelLines(`${multiplier} deviations from it`, upper, lower),
  ]
}

function breakoutLines(bars: Bars, period: number): Series[] {
  const { upper, lower } = donchian(bars, { period, offset: 1 })
  return channelLines(`channel of the ${period} bars before`, upper, lower)
}

function percentRank(values: Column, period: number): Float64Array {
  return Float64Array.from(percentileRank(values, { period }), share => 100 * share)
}

const entries: readonly Entry[] = [
  entry(MaCrossover, (bars, { fast, slow }) => {
    const lines = [
      line(`average of ${fast}`, sma(bars.close, { period: fast })),
      line(`average of ${slow}`, sma(bars.close, { period: slow })),
    ]
    const gap = each(bars, i => 100 * (lines[0].values[i] / lines[1].values[i] - 1))
    return { lines, panel: { title: 'Fast over slow average, percent', series: [line('gap', gap)], levels: [0] } }
  }),
  entry(RsiReversion, (bars, { period, lower, upper, exitLower }) => ({
    panel: {
      title: 'RSI',
      series: [line(`of ${period} bars`, rsi(bars.close, { period }))],
      levels: [lower, exitLower, upper],
      range: [0, 100],
    },
  })),
  entry(BollingerBands, (bars, { period, width, entryThreshold, exitThreshold }) => ({
    lines: bandLines(bars, period, width),
    panel: {
      title: 'Position between the bands',
      series: [line('0 is the lower, 1 the upper band', bollinger(bars.close, { period, multiplier: width }).percentB)],
      levels: [Math.round(1e9 * (1 - entryThreshold)) / 1e9, exitThreshold],
    },
  })),
  entry(TrendFollowing, (bars, { period, threshold, exitThreshold, maPeriod }) => {
    const trend = adx(bars, { period })
    return {
      lines: [line(`average of ${maPeriod}`, sma(bars.close, { period: maPeriod }))],
      panel: {
        title: 'Strength of the trend',
        series: [
          line('ADX', trend.adx),
          { name: '+DI less −DI', values: each(bars, i => trend.plusDi[i] - trend.minusDi[i]), tone: 'second' },
        ],
        levels: [0, exitThreshold, threshold],
      },
    }
  }),
  entry(Breakout, (bars, { lookback }) => ({ lines: breakoutLines(bars, lookback) })),
  entry(MacdCrossover, (bars, { fast, slow, signal }) => {
    const lines = macd(bars.close, { fast, slow, signal })
    return {
      panel: {
        title: `MACD ${fast}, ${slow}, ${signal}`,
        series: [line('MACD', lines.macd), { name: 'signal line', values: lines.signal, tone: 'second' }],
        levels: [0],
      },
    }
  }),
  entry(Momentum, (bars, { lookback, entry, exit }) => ({
    panel: {
      title: 'Return, percent',
      series: [line(`over ${lookback} bars`, roc(bars.close, { period: lookback }))],
      levels: [100 * exit, 100 * entry],
    },
  })),
  entry(MeanReversion, (bars, { lookback, entry, exit }) => ({
    lines: bandLines(bars, lookback, -entry),
    panel: {
      title: 'Distance from the average',
      series: [line('in standard deviations', zscore(bars.close, { period: lookback }))],
      levels: [entry, exit],
    },
  })),
  entry(VolRegimeFilter, (bars, { period, lookback, low, high }) => ({
    panel: {
      title: 'Percentile of volatility',
      series: [line(`ATR over price, among the last ${lookback} bars`, percentRank(natr(bars, { period }), lookback))],
      levels: [low, high],
      range: [0, 100],
    },
  })),
  entry(Composite, (bars, { threshold }) => {
    const reversion = new RsiReversion().follow(bars)
    const breakout = new Breakout().follow(bars)
    return {
      panel: {
        title: 'Average of both targets',
        series: [
          line(
            'rsi_reversion and breakout',
            each(bars, i => (reversion[i] + breakout[i]) / 2),
          ),
        ],
        levels: [-threshold, threshold],
        range: [-1, 1],
      },
    }
  }),
  entry(RegimeSwitch, bars => {
    const { labels, codes } = labelBars(bars, trendRegime())
    const steps = each(bars, i => (codes[i] < 0 ? Number.NaN : ['down', 'sideways', 'up'].indexOf(labels[codes[i]]) - 1))
    return { panel: { title: 'Trend', series: [line('1 up, 0 sideways, −1 down', steps)], range: [-1, 1] } }
  }),
  entry(RegimeAwarePortfolio, (bars, params) => ({
    panel: {
      title: 'Target and regime of risk',
      series: [
        line('target', new RegimeAwarePortfolio(params).follow(bars)),
        { name: 'regime: 1 risk on, 0 neutral, −1 risk off', values: riskSteps(bars), tone: 'second' },
      ],
      levels: [0],
      range: [-1, 1],
    },
  })),
  entry(BreakoutDonchian, (bars, { lookback }) => {
    const upper = before(highest(bars.close, { period: lookback }))
    const lower = before(lowest(bars.close, { period: lookback }))
    return { lines: channelLines(`channel of the ${lookback} closes before`, upper, lower) }
  }),
  entry(VolBreakout, (bars, { lookback, period, percentile }) => ({
    lines: breakoutLines(bars, lookback),
    panel: {
      title: 'Percentile of the ATR',
      series: [line(`among the last ${2 * lookback} bars`, percentRank(atr(bars, { period }), 2 * lookback))],
      levels: [percentile],
      range: [0, 100],
    },
  })),
  entry(MeanReversionChannel, (bars, { period, width }) => ({
    lines: bandLines(bars, period, width),
    panel: {
      title: 'Distance from the average',
      series: [line('in standard deviations', zscore(bars.close, { period }))],
      levels: [-width, 0, width],
    },
  })),
  entry(MyStrategy, (bars, { lookback, entryMultiple, exitMultiple }) => {
    const average = sma(bars.close, { period: lookback })
    const range = atr(bars, { period: lookback })
    return {
      lines: [
        { name: `average of ${lookback}`, values: average, tone: 'second' },
        ...channelLines(
          'entry and exit',
          each(bars, i => average[i] + entryMultiple * range[i]),
          each(bars, i => average[i] - exitMultiple * range[i]),
        ),
      ],
      panel: {
        title: 'Distance from the average',
        series: [
          line(
            'in ATRs',
            each(bars, i => (bars.close[i] - average[i]) / range[i]),
          ),
        ],
        levels: [-exitMultiple, entryMultiple],
      },
    }
  }),
  entry(ArmstrongCycle, (bars, params) => ({ panel: phasePanel(bars, params) })),
  entry(EcmCycle, (bars, { lookback, threshold, width, cycleDays, reference }) => ({
    lines: [line(`average of ${lookback}`, sma(bars.close, { period: lookback }))],
    panel: {
      title: 'Nearness to a quarter of the cycle',
      series: [
        line(
          '1 is on the day',
          each(bars, i => {
            const quarters = 4 * economicCycle(bars.time[i], { cycleDays, reference: Date.parse(reference) }).phase
            return Math.max(0, 1 - Math.abs(quarters - Math.round(quarters)) / (4 * width))
          }),
        ),
      ],
      levels: [0.5 * threshold, threshold],
      range: [0, 1],
    },
  })),
  entry(
    ArmstrongElKaroui,
    (bars, params) => ({
      panel: {
        title: 'Target and phase of the cycle',
        series: [line('target', new ArmstrongElKaroui(params).follow(bars)), phaseSeries(bars, params)],
        range: [-1, 1],
      },
    }),
    { shorts: true },
  ),
  entry(
    EhlersCycleFilter,
    (bars, { shortest, longest, bandwidth, lookback, strength }) => ({
      panel: {
        title: 'Share of all swings that is the dominant cycle',
        series: [line('strength', adaptiveBandPass(bars.close, { shortest, longest, bandwidth, lookback }).strength)],
        levels: [strength],
        range: [0, 0.7],
      },
    }),
    { strength: 0.35, shorts: true },
  ),
  entry(BouchaudMicrostructure, (bars, { entry, minResponse, period, memory, lookback, decay, volumePower }) => {
    const flow = flowPressure(bars, { period, memory, lookback, decay, volumePower })
    return {
      panel: {
        title: 'Correlation of returns with the pressure of flow before them',
        series: [line(`response, at a pressure of ${entry}`, flow.response)],
        levels: [-minResponse, minResponse],
      },
    }
  }),
  // On daily bars most barriers of 1 and 2 % are met within a day or two.
  entry(MetaLabeling, () => ({}), { unit: 'volatility', takeProfit: 2, stopLoss: 2 }),
]

function riskSteps(bars: Bars): Float64Array {
  const { labels, codes } = labelBars(bars, riskRegime())
  return each(bars, i => (codes[i] < 0 ? Number.NaN : ['risk_off', 'neutral', 'risk_on'].indexOf(labels[codes[i]]) - 1))
}

function phaseSeries(bars: Bars, { cycleDays, reference }: { readonly cycleDays: number; readonly reference: string }): Series {
  const options = { cycleDays, reference: Date.parse(reference) }
  return line(
    'phase: 0 and 1 are peaks, 0.5 the trough',
    each(bars, i => economicCycle(bars.time[i], options).phase),
  )
}

function phasePanel(bars: Bars, params: { readonly cycleDays: number; readonly reference: string }): Panel {
  return { title: 'Phase of the cycle', series: [phaseSeries(bars, params)], levels: [0.5], range: [0, 1] }
}
