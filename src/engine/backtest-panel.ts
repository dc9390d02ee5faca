import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { barsPerYear, type Calendar, type Timeframe } from '../base/timeframe.ts'
import type { Panel } from '../market/panel.ts'
import { type PanelBars, panelBars } from '../market/panel-bars.ts'
import { withOthers } from '../market/with-others.ts'
import type { Summary } from '../metrics/summary.ts'
import { createStrategy, Strategy } from '../strategies/strategy.ts'
import type { Fill } from './fills.ts'
import { PanelRun } from './panel-run.ts'
import type { Admit, RefusedOrder } from './refusals.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from './settings.ts'
import { simulationMemory } from './simulate.ts'
import type { SimulationMemory } from './simulation.ts'
import { type ResolvedSleeve, resolveSleeves, type Sleeve } from './sleeve.ts'
import { summarizePanel } from './summarize-panel.ts'
import { TargetRun } from './target-run.ts'
import { listTrades, type Trade } from './trades.ts'

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
  const histories = new Map<string, PanelBars>()
  const lanes = resolveSleeves(sleeves, groups).map((sleeve, k) =>
    startSleeve(sleeve, { panel, histories }, { input, whole: settings, admit, capital: k === 0 ? settings.capital : 0 }),
  )
  const run = new PanelRun(
    lanes.map(({ run, bars, settings, sleeve }) => ({ run, bars, settings, group: sleeve.group })),
    { maxLeverage: settings.maxLeverage ?? 1, groups },
  )
  const equity = new Float64Array(panel.length)
  const leverage = new Float64Array(panel.length)
  let invested = 0
  for (let row = 0; row < panel.length; row++) {
    run.step(row)
    equity[row] = run.worth()
    leverage[row] = run.leverage()
    if (run.isInvested()) invested++
  }
  const results = lanes.map(lane => finishSleeve(lane, panel))
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
      invested,
      trades: results.flatMap(({ trades }) => trades),
      simulations: lanes.map(lane => lane.run.result()),
      refusals: results.reduce((sum, { refusals }) => sum + refusals.length, 0),
    }),
    sleeves: results,
    time: panel.time,
    equity,
    leverage,
  }
}

/** What a sleeve is given to start with. */
interface Account {
  readonly input: BacktestSettingsInput
  readonly whole: BacktestSettings
  readonly admit: Admit | undefined
  readonly capital: number
}

/** The symbols of a panel, each taken out once. */
interface Market {
  readonly panel: Panel
  readonly histories: Map<string, PanelBars>
}

interface StartedSleeve {
  readonly sleeve: ResolvedSleeve
  readonly strategy: Strategy
  readonly settings: BacktestSettings
  readonly bars: PanelBars
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
  const bars = barsOf(market, sleeve.symbol)
  const strategy = createStrategy(sleeve.strategy, sleeve.params)
  const others = market.panel.symbols.filter(symbol => symbol !== sleeve.symbol)
  const targets = strategy.follow(
    withOthers(
      bars.bars,
      others.map(symbol => barsOf(market, symbol).bars),
    ),
  )
  const memory = simulationMemory(bars.bars.length)
  const run = new TargetRun(bars.bars, targets, settings, memory, { admit, weight: sleeve.weight, capital })
  return { sleeve, strategy, settings, bars, targets, memory, capital, run }
}

function barsOf({ panel, histories }: Market, symbol: string): PanelBars {
  const known = histories.get(symbol)
  if (known !== undefined) return known
  const bars = panelBars(panel, symbol)
  histories.set(symbol, bars)
  return bars
}

function finishSleeve({ sleeve, strategy, bars, targets, memory, capital, run }: StartedSleeve, panel: Panel): SleeveResult {
  const { rows } = bars
  const placed = new Float64Array(panel.length).fill(Number.NaN)
  const profit = new Float64Array(panel.length)
  let at = -1
  for (let row = 0; row < panel.length; row++) {
    if (at + 1 < rows.length && rows[at + 1] === row) {
      at++
      placed[row] = targets[at]
    }
    profit[row] = at < run.first ? 0 : memory.equity[at] - capital
  }
  const { account, slippage, barsInPosition } = run.result()
  return {
    name: sleeve.name,
    strategy: { id: sleeve.strategy.id, title: sleeve.strategy.title, params: strategy.params },
    symbol: sleeve.symbol,
    weight: sleeve.weight,
    ...(sleeve.group === undefined ? {} : { group: sleeve.group }),
    trades: listTrades(memory.fills, bars.bars).map(trade => ({
      ...trade,
      entryIndex: rows[trade.entryIndex],
      exitIndex: rows[trade.exitIndex],
    })),
    fills: memory.fills.toArray().map(fill => ({ ...fill, index: rows[fill.index] })),
    refusals: memory.refusals.map(refusal => ({ ...refusal, index: rows[refusal.index] })),
    targets: placed,
    profit,
    fees: account.fees,
    slippage,
    carry: account.carry,
    exposure: barsInPosition / bars.bars.length,
  }
}
