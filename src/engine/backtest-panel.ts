import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { barsPerYear, type Calendar, type Timeframe } from '../base/timeframe.ts'
import type { Panel } from '../market/panel.ts'
import { type PanelBars, panelBars } from '../market/panel-bars.ts'
import { withOthers } from '../market/with-others.ts'
import type { Summary } from '../metrics/summary.ts'
import { createStrategy, Strategy } from '../strategies/strategy.ts'
import { hasCarry } from './costs.ts'
import { type Fill, FillLog } from './fills.ts'
import { PanelCurves } from './panel-curves.ts'
import { PanelMarks } from './panel-marks.ts'
import { PanelRun } from './panel-run.ts'
import type { Admit, RefusedOrder } from './refusals.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from './settings.ts'
import { simulationMemory } from './simulate.ts'
import type { SimulationMemory } from './simulation.ts'
import { type ResolvedSleeve, resolveSleeves, type Sleeve } from './sleeve.ts'
import { summarizePanel } from './summarize-panel.ts'
import { TargetRun } from './target-run.ts'
import { listTrades, type Trade } from './trades.ts'
import { weightsOfBars } from './weight-schedule.ts'

/**
 * How a panel is traded. `maxLeverage` limits the value of all positions together, by default to the worth of the account.
 */
export interface PanelOptions extends BacktestSettingsInput {
  /** Largest value of the positions of a group, as a multiple of the worth of the account. */
  readonly groups?: Readonly<Record<string, number>> | undefined
  /** Asked before every order that adds exposure. */
  readonly admit?: Admit | undefined
}

/**
 * What one sleeve did with its part of the account. Indexes count the times of the panel.
 */
export interface SleeveResult {
  readonly name: string
  readonly strategy: { readonly id: string; readonly title: string; readonly params: Readonly<Record<string, unknown>> }
  readonly symbol: string
  readonly weight: number
  readonly group?: string
  readonly trades: readonly Trade[]
  readonly fills: readonly Fill[]
  readonly refusals: readonly RefusedOrder[]
  /** Target at each time, before the weight; NaN during warm-up and where there is no bar. */
  readonly targets: Column
  /** What the sleeve has earned up to each time, costs included, in quote currency. All sleeves and the capital make the equity. */
  readonly profit: Column
  readonly fees: number
  readonly slippage: number
  readonly carry: number
  /** Share of its own bars that ended with a position. */
  readonly exposure: number
}

/**
 * What several strategies and symbols came to on one cash account.
 */
export interface PanelResult {
  readonly symbols: readonly string[]
  readonly timeframe: Timeframe
  readonly calendar: Calendar
  readonly barsPerYear: number
  /** Settings of the whole account; sleeves may have their own sizing, exits and instrument. */
  readonly settings: BacktestSettings
  /** Buy-and-hold is the same amount of every symbol, bought at its first open. */
  readonly summary: Summary
  /** In the order in which they were given. */
  readonly sleeves: readonly SleeveResult[]
  readonly time: Column
  /** Worth of the account at each time, positions without a bar valued at their last close. */
  readonly equity: Column
  /** Value of all positions, long and short added up, over the equity. */
  readonly leverage: Column
  /** As `leverage`, short positions counted as negative: what the market moves. 1 less it is the share of cash. */
  readonly net: Column
}

/**
 * Runs several strategies on several symbols that share one cash account.
 *
 * Every sleeve follows its own strategy on the bars of its own symbol, as in `backtest`: next-open fills, exits, costs. With `this.other` it
 * can look at the other symbols of the panel. Sizes are parts of
 * the whole account. At each time what closes or shrinks positions is traded first, in the order of the sleeves, then what opens or
 * enlarges them, as far as leverage and group limits leave room; what they refuse is listed. A symbol without a bar is not traded and
 * keeps its last close.
 *
 * @param panel - From `alignBars`; `join: 'outer'` leaves holes, which is fine.
 * @throws {@link ConfigError} `panel/…` for sleeves, symbols, weights or groups that make no sense, `backtest/settings` for settings.
 *
 * @example
 * ```ts
 * import { alignBars, backtestPanel, Breakout, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars(['BTC/EUR', 'ETH/EUR'].map((symbol, seed) => syntheticBars({ seed, length: 500, symbol })))
 * const result = backtestPanel(
 *   [
 *     { strategy: MaCrossover, symbol: 'BTC/EUR', weight: 0.6 },
 *     { strategy: Breakout, symbol: 'ETH/EUR', weight: 0.4, exits: { stopLoss: 0.03 } },
 *   ],
 *   panel,
 *   { costs: { feeBps: 10 } },
 * )
 * result.sleeves.map(({ name }) => name) // ['ma_crossover BTC/EUR', 'breakout ETH/EUR']
 * ```
 */
export function backtestPanel(sleeves: readonly Sleeve[], panel: Panel, options: PanelOptions = {}): PanelResult {
  const { groups = {}, admit, ...input } = options
  const settings = resolveSettings({ ...input, maxLeverage: input.maxLeverage ?? 1 })
  const market = { panel, histories: new Map<string, History>(), unread: new Float64Array(panel.length) }
  const lanes = resolveSleeves(sleeves, groups).map((sleeve, k) =>
    startSleeve(sleeve, market, { input, whole: settings, admit, capital: k === 0 ? settings.capital : 0 }),
  )
  new PanelRun(
    lanes.map(({ run, history, settings, sleeve }) => ({ ...history, run, settings, group: sleeve.group })),
    { maxLeverage: settings.maxLeverage ?? 1, groups },
  ).run(panel.length)
  const curves = new PanelCurves(panel.length)
  const results = lanes.map(lane => finishSleeve(lane, curves))
  const { equity } = curves
  const leverage = curves.leverage()
  const perYear = barsPerYear(panel.timeframe, panel.calendar)
  return {
    symbols: panel.symbols,
    timeframe: panel.timeframe,
    calendar: panel.calendar,
    barsPerYear: perYear,
    settings,
    summary: summarizePanel({
      panel,
      settings,
      barsPerYear: perYear,
      equity,
      invested: curves.countInvested(),
      traded: lanes.map(({ memory: { fills }, history: { bars } }) => ({ fills, bars: bars.bars })),
      simulations: lanes.map(lane => lane.run.result()),
      refusals: results.reduce((sum, { refusals }) => sum + refusals.length, 0),
    }),
    sleeves: results,
    time: panel.time,
    equity,
    leverage,
    net: curves.net(leverage),
  }
}

/** Fills of a sleeve that there is room for at first, besides those of its schedule. */
const ROOM = 1024

/** What a sleeve is given to start with. */
interface Account {
  readonly input: BacktestSettingsInput
  readonly whole: BacktestSettings
  readonly admit: Admit | undefined
  readonly capital: number
}

/** One symbol of a panel, taken out. */
interface History {
  readonly bars: PanelBars
  readonly marks: PanelMarks
}

/** The symbols of a panel, each taken out once. */
interface Market {
  readonly panel: Panel
  readonly histories: Map<string, History>
  /** Memory that all may write to. */
  readonly unread: Float64Array
}

interface StartedSleeve {
  readonly sleeve: ResolvedSleeve
  readonly strategy: Strategy
  readonly settings: BacktestSettings
  readonly history: History
  readonly targets: Column
  readonly memory: SimulationMemory
  readonly capital: number
  readonly run: TargetRun
}

function startSleeve(sleeve: ResolvedSleeve, market: Market, { input, whole, admit, capital }: Account): StartedSleeve {
  if (!(sleeve.strategy.prototype instanceof Strategy))
    throw new ConfigError('panel/strategy', `sleeve "${sleeve.name}": only strategies with targets can share an account; extend Strategy`, {
      name: sleeve.name,
    })
  const settings = resolveSettings({
    ...input,
    maxLeverage: whole.maxLeverage,
    sizing: sleeve.sizing ?? input.sizing,
    exits: sleeve.exits ?? input.exits,
    instrument: sleeve.instrument ?? input.instrument,
  })
  const history = takeOut(market, sleeve.symbol)
  const { bars } = history.bars
  const strategy = createStrategy(sleeve.strategy, sleeve.params)
  const others = market.panel.symbols.filter(symbol => symbol !== sleeve.symbol)
  const targets = strategy.follow(
    withOthers(
      bars,
      others.map(symbol => takeOut(market, symbol).bars.bars),
    ),
  )
  // Where holding costs nothing, the worth of a sleeve follows from its fills: what its run writes is not read.
  const memory = hasCarry(settings.costs)
    ? simulationMemory(bars.length)
    : { equity: market.unread, fills: new FillLog(ROOM + (sleeve.schedule?.rows.length ?? 0)), refusals: [] }
  const run = new TargetRun(bars, targets, settings, memory, {
    admit,
    weight: sleeve.weight,
    schedule: sleeve.schedule && weightsOfBars(sleeve.schedule, history.bars.rows, { name: sleeve.name, length: market.panel.length }),
    capital,
  })
  return { sleeve, strategy, settings, history, targets, memory, capital, run }
}

function takeOut({ panel, histories }: Market, symbol: string): History {
  const known = histories.get(symbol)
  if (known !== undefined) return known
  const bars = panelBars(panel, symbol)
  const history = { bars, marks: new PanelMarks(bars, panel.length) }
  histories.set(symbol, history)
  return history
}

function finishSleeve(
  { sleeve, strategy, settings, history, targets, memory, capital, run }: StartedSleeve,
  curves: PanelCurves,
): SleeveResult {
  const { rows, bars } = history.bars
  const { fills } = memory
  const { account, slippage, barsInPosition } = run.result()
  let trades: readonly Trade[] | undefined
  let listed: readonly Fill[] | undefined
  // Without holes the bars of the symbol are the times of the panel.
  const whole = rows.length === curves.equity.length
  return {
    name: sleeve.name,
    strategy: { id: sleeve.strategy.id, title: sleeve.strategy.title, params: strategy.params },
    symbol: sleeve.symbol,
    weight: sleeve.weight,
    ...(sleeve.group === undefined ? {} : { group: sleeve.group }),
    // Tens of thousands of objects that many callers never look at: made when they are asked for. To copies and JSON they are plain lists.
    get trades() {
      trades ??= whole ? listTrades(fills, bars) : listTrades(fills, bars).map(trade => placeTrade(trade, rows))
      return trades
    },
    get fills() {
      listed ??= whole ? fills.toArray() : fills.toArray().map(fill => ({ ...fill, index: rows[fill.index] }))
      return listed
    },
    refusals: whole ? memory.refusals : memory.refusals.map(refusal => ({ ...refusal, index: rows[refusal.index] })),
    targets: whole ? targets : placeOn(rows, targets, curves.equity.length),
    profit: curves.add({ fills, rows, close: history.marks.close, capital, worth: hasCarry(settings.costs) ? memory.equity : undefined }),
    fees: account.fees,
    slippage,
    carry: account.carry,
    exposure: barsInPosition / bars.length,
  }
}

function placeTrade(trade: Trade, rows: Int32Array): Trade {
  return { ...trade, entryIndex: rows[trade.entryIndex], exitIndex: rows[trade.exitIndex] }
}

function placeOn(rows: Int32Array, values: Column, length: number): Float64Array {
  const placed = new Float64Array(length).fill(Number.NaN)
  for (let k = 0; k < rows.length; k++) placed[rows[k]] = values[k]
  return placed
}
