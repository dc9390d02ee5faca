import { equityAt } from '../../src/engine/account.ts'
import type { PanelOptions } from '../../src/engine/backtest-panel.ts'
import { affordableUnits } from '../../src/engine/costs.ts'
import { FillCosts } from '../../src/engine/fill-costs.ts'
import { type BacktestSettings, resolveSettings } from '../../src/engine/settings.ts'
import { simulationMemory } from '../../src/engine/simulate.ts'
import { resolveSleeves, type Sleeve } from '../../src/engine/sleeve.ts'
import { TargetRun } from '../../src/engine/target-run.ts'
import { listTrades } from '../../src/engine/trades.ts'
import { floorToStep } from '../../src/market/instrument.ts'
import type { Panel } from '../../src/market/panel.ts'
import { type PanelBars, panelBars } from '../../src/market/panel-bars.ts'
import { createStrategy } from '../../src/strategies/strategy.ts'

/** A sleeve at work: its run goes over the bars of its own symbol. */
interface RunningSleeve {
  readonly run: TargetRun
  readonly bars: PanelBars
  readonly settings: BacktestSettings
  readonly group: string | undefined
}

/** Limits of the whole account, as multiples of its worth. */
interface AccountLimits {
  readonly maxLeverage: number
  readonly groups: Readonly<Record<string, number>>
}

/** A limit and the sleeves besides the own one that it counts. */
interface Room {
  readonly reason: 'leverage' | 'group-limit'
  readonly limit: number
  readonly counts: (other: Lane) => boolean
}

/** Relative size of rounding noise: less than this missing is not a limit. */
const NOISE = 1e-9

/** One sleeve and where it is. */
interface Lane extends RunningSleeve {
  readonly costs: FillCosts
  /** Its next bar. */
  at: number
  /** Last price. */
  mark: number
  /** Worth and cash of its own part of the account when it was last asked to act. */
  own: number
  ownCash: number
}

/**
 * The plain twin of `PanelRun`: no sleeve ever sleeps, and everything is added up again at every time.
 *
 * Several runs on one cash account. Every part of a bar is done for all sleeves before the next part, in the order of the sleeves:
 * carry, what closes a position, then sizes from one and the same worth of the account, what makes a position smaller, and last what
 * makes one larger, as far as the limits leave room. A sleeve without a bar waits and is valued at its last close.
 *
 * The cash is kept in the account of the first run, so that a single run does to the bit what it does on its own.
 */
export class PlainPanelRun {
  private readonly limits: AccountLimits
  private readonly lanes: readonly Lane[]
  /** Those with a bar at this time, and a target. */
  private readonly active: Lane[] = []
  /** Worth and cash of the whole account. */
  private total = 0
  private cash = 0

  constructor(sleeves: readonly RunningSleeve[], limits: AccountLimits) {
    this.limits = limits
    this.lanes = sleeves.map(sleeve => ({
      ...sleeve,
      costs: new FillCosts(sleeve.settings.costs, sleeve.settings.instrument),
      at: 0,
      mark: Number.NaN,
      own: 0,
      ownCash: 0,
    }))
  }

  /** Goes through one time of the panel. */
  step(row: number): void {
    const { active } = this
    active.length = 0
    for (const lane of this.lanes) {
      if (lane.at === lane.bars.rows.length || lane.bars.rows[lane.at] !== row) continue
      // Before its first target a sleeve has nothing to trade and nothing to be valued.
      if (lane.at < lane.run.first) {
        lane.at++
        continue
      }
      lane.mark = lane.bars.bars.open[lane.at]
      active.push(lane)
    }
    this.add()
    this.shareBorrowing()
    // All of them pay for what was borrowed before any of them has paid.
    for (const lane of active) this.lend(lane)
    for (const lane of active) {
      lane.run.open(lane.at)
      this.takeBack(lane)
    }
    this.settle(-1)
    for (const lane of active) {
      this.lend(lane)
      lane.run.live(lane.at)
      this.takeBack(lane)
    }
    for (const lane of active) lane.mark = lane.bars.bars.close[lane.at]
    this.add()
    this.settle(0)
    for (const lane of active) {
      lane.run.close(lane.at)
      lane.at++
    }
    this.add()
  }

  /** Cash and all positions at their last prices. */
  worth(): number {
    return this.total
  }

  /** Value of all positions over the worth of the account; NaN when that is used up. */
  leverage(): number {
    return this.total > 0 ? this.exposure(everyLane) / this.total : Number.NaN
  }

  /** Value of all positions, short ones negative, over the worth of the account. */
  net(): number {
    let value = 0
    for (const { run, mark } of this.lanes) if (run.account.quantity !== 0) value += run.account.quantity * mark
    return value / this.total
  }

  /** True when any sleeve holds a position. */
  isInvested(): boolean {
    return this.lanes.some(({ run }) => run.account.quantity !== 0)
  }

  /** Trades what is due at the current prices; decisions are from the bar at `offset` from the current one. */
  private settle(offset: number): void {
    const { active } = this
    let due = false
    for (const lane of active) if (lane.run.isDue()) due = true
    if (!due) return
    for (const lane of active) {
      this.lend(lane)
      lane.run.closeDue(lane.mark, lane.at, lane.at + offset)
      this.takeBack(lane)
    }
    for (const lane of active) {
      this.lend(lane)
      lane.run.plan(lane.mark, lane.at, lane.at + offset)
    }
    for (const lane of active) if (!adds(lane)) this.fill(lane)
    for (const lane of active) {
      if (lane.run.order === 0) continue
      this.lend(lane)
      this.limit(lane)
      this.fill(lane)
    }
  }

  private fill(lane: Lane): void {
    if (lane.run.order === 0) return
    this.lend(lane)
    lane.run.fillOrder(lane.mark, lane.at)
    this.takeBack(lane)
  }

  /** Makes an order that adds exposure as small as the limits demand. */
  private limit(lane: Lane): void {
    const { run, mark, at, costs, settings, group } = lane
    const worth = this.total
    const groupLimit = group === undefined ? undefined : this.limits.groups[group]
    const rooms: Room[] = [{ reason: 'leverage', limit: this.limits.maxLeverage, counts: (other: Lane) => other !== lane }]
    if (groupLimit !== undefined)
      rooms.push({ reason: 'group-limit', limit: groupLimit, counts: other => other !== lane && other.group === group })
    const price = costs.expectedPrice(mark, Math.sign(run.order))
    const held = Math.abs(run.account.quantity)
    for (const { reason, limit, counts } of rooms) {
      const size = Math.abs(run.order)
      const whole = affordableUnits(limit * worth - this.exposure(counts), price, costs.feeRate, costs.minimumFee)
      const most = Math.max(0, whole - held)
      if (size <= most + NOISE * (size + held)) continue
      run.limitOrder(Math.sign(run.order) * floorToStep(most, settings.instrument.lot), reason, mark, at)
      if (run.order === 0) return
    }
  }

  private exposure(counts: (lane: Lane) => boolean): number {
    let value = 0
    for (const lane of this.lanes)
      if (lane.run.account.quantity !== 0 && counts(lane)) value += Math.abs(lane.run.account.quantity) * lane.mark
    return value
  }

  /** Adds the account up from its runs. */
  private add(): void {
    this.total = 0
    this.cash = 0
    for (const { run, mark } of this.lanes) {
      this.total += equityAt(run.account, mark)
      this.cash += run.account.cash
    }
  }

  /** Tells a run what the rest of the account is worth, before it acts. */
  private lend(lane: Lane): void {
    const { account } = lane.run
    const alone = this.lanes.length === 1
    lane.own = equityAt(account, lane.mark)
    lane.ownCash = account.cash
    lane.run.shareAccount(alone ? 0 : this.total - lane.own, alone ? 0 : this.cash - lane.ownCash)
  }

  /** Adds to the account what a run has changed since {@link lend}. */
  private takeBack(lane: Lane): void {
    const { account } = lane.run
    if (account.cash === lane.ownCash) return
    this.total += equityAt(account, lane.mark) - lane.own
    this.cash += account.cash - lane.ownCash
  }

  /** Long positions pay for borrowed cash in proportion to their value. */
  private shareBorrowing(): void {
    let long = 0
    for (const { run, mark } of this.lanes) if (run.account.quantity > 0) long += run.account.quantity * mark
    for (const { run, mark } of this.active) run.borrowedShare = long === 0 ? 1 : Math.max(0, run.account.quantity * mark) / long
  }
}

function everyLane(): boolean {
  return true
}

/** True when the order of a lane makes its position larger. */
function adds({ run }: Lane): boolean {
  return run.order * run.account.quantity >= 0
}

/** What `backtestPanel` has to come to. */
export function plainPanel(sleeves: readonly Sleeve[], panel: Panel, { groups = {}, admit, ...input }: PanelOptions) {
  const whole = resolveSettings({ ...input, maxLeverage: input.maxLeverage ?? 1 })
  const lanes = resolveSleeves(sleeves, groups).map((sleeve, k) => {
    const settings = resolveSettings({
      ...input,
      maxLeverage: whole.maxLeverage,
      sizing: sleeve.sizing ?? input.sizing,
      exits: sleeve.exits ?? input.exits,
      instrument: sleeve.instrument ?? input.instrument,
    })
    const bars = panelBars(panel, sleeve.symbol)
    const targets = createStrategy(sleeve.strategy, sleeve.params).follow(bars.bars)
    const memory = simulationMemory(bars.bars.length)
    const capital = k === 0 ? whole.capital : 0
    const { rows } = bars
    // The first bar at or after the row; of several for the same bar the last.
    const byBar = new Map<number, number>()
    const { schedule } = sleeve
    for (let k = 0; k < (schedule?.rows.length ?? 0); k++) {
      const bar = rows.findIndex(row => row >= (schedule?.rows[k] ?? 0))
      if (bar >= 0) byBar.set(bar, schedule?.weights[k] ?? 0)
    }
    const run = new TargetRun(bars.bars, targets, settings, memory, {
      admit,
      weight: sleeve.weight,
      capital,
      schedule: schedule && { index: [...byBar.keys()], weight: [...byBar.values()], resize: schedule.resize ?? true },
    })
    return { run, bars, settings, group: sleeve.group, targets, memory, capital }
  })
  const run = new PlainPanelRun(lanes, { maxLeverage: whole.maxLeverage ?? 1, groups })
  const equity: number[] = []
  const leverage: number[] = []
  const net: number[] = []
  let invested = 0
  for (let row = 0; row < panel.length; row++) {
    run.step(row)
    equity.push(run.worth())
    leverage.push(run.leverage())
    net.push(run.net())
    if (run.isInvested()) invested++
  }
  const finished = lanes.map(({ run, bars: { bars, rows }, targets, memory, capital }) => {
    const profit: number[] = []
    const placed: number[] = []
    let at = -1
    for (let row = 0; row < panel.length; row++) {
      if (rows[at + 1] === row) at++
      placed.push(at >= 0 && rows[at] === row ? targets[at] : Number.NaN)
      profit.push(at < run.first ? 0 : memory.equity[at] - capital)
    }
    const { account, slippage, barsInPosition } = run.result()
    return {
      fills: memory.fills.toArray().map(fill => ({ ...fill, index: rows[fill.index] })),
      refusals: memory.refusals.map(refusal => ({ ...refusal, index: rows[refusal.index] })),
      trades: listTrades(memory.fills, bars).map(trade => ({
        ...trade,
        entryIndex: rows[trade.entryIndex],
        exitIndex: rows[trade.exitIndex],
      })),
      targets: placed,
      profit,
      fees: account.fees,
      slippage,
      carry: account.carry,
      exposure: barsInPosition / bars.length,
    }
  })
  return { equity, leverage, net, exposure: invested / panel.length, sleeves: finished }
}
