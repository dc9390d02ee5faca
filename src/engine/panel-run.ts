import { floorToStep } from '../market/instrument.ts'
import type { PanelBars } from '../market/panel-bars.ts'
import { equityAt } from './account.ts'
import { affordableUnits, hasCarry } from './costs.ts'
import { FillCosts } from './fill-costs.ts'
import { isCalm, nextTrade, passOver } from './next-trade.ts'
import { BLOCK, type PanelMarks } from './panel-marks.ts'
import type { BacktestSettings } from './settings.ts'
import type { TargetRun } from './target-run.ts'

/** A sleeve at work: its run goes over the bars of its own symbol. */
export interface RunningSleeve {
  readonly run: TargetRun
  readonly bars: PanelBars
  /** Of the same symbol, on the times of the panel. */
  readonly marks: PanelMarks
  readonly settings: BacktestSettings
  readonly group: string | undefined
}

/** Limits of the whole account, as multiples of its worth. */
export interface AccountLimits {
  readonly maxLeverage: number
  readonly groups: Readonly<Record<string, number>>
}

/** Relative size of rounding noise: less than this missing is not a limit. */
const NOISE = 1e-9

/** The account is far from its end when at the worst prices this part of all that is in it would be left. */
const FAR = 1e-6

/** Comes after every time of a panel. */
const NEVER = 2 ** 31 - 1

/** One sleeve and where it is. */
interface Lane extends RunningSleeve {
  readonly index: number
  readonly costs: FillCosts
  readonly groupLimit: number | undefined
  /** Its current bar. */
  at: number
  /** First bar that it has not gone through. */
  next: number
  /** Worth and cash of its own part of the account when it was last asked to act. */
  own: number
  ownCash: number
}

/**
 * Several runs on one cash account. Every part of a bar is done for all sleeves before the next part, in the order of the sleeves:
 * carry, what closes a position, then sizes from one and the same worth of the account, what makes a position smaller, and last what
 * makes one larger, as far as the limits leave room. A sleeve without a bar waits and is valued at its last close.
 *
 * A sleeve that has nothing to trade sleeps until it may have. What the others do can concern it before only by bringing the account near
 * its end; as long as that is possible, all that hold a position are awake. So the result is that of going through every bar.
 *
 * The cash is kept in the account of the first run, so that a single run does to the bit what it does on its own.
 */
export class PanelRun {
  private readonly limits: AccountLimits
  private readonly lanes: readonly Lane[]
  private readonly carries: boolean
  /** Those that are awake at this time. */
  private readonly active: Lane[] = []
  /** When each of them wakes up. */
  private readonly wakes: Int32Array
  /** Cash, position and last price of each: the accounts of the runs side by side. */
  private readonly cashes: Float64Array
  private readonly held: Float64Array
  private readonly marks: Float64Array
  /** Worth and cash of the whole account. */
  private total = 0
  private cash = 0
  /** Nothing that can happen in this block of times brings the account near its end. */
  private far = true
  private block = 0
  /** The time at whose bars the sleeves are; those of {@link look} are woken up. */
  private stepping = -1
  /** Lowest and highest price of each in this block. */
  private readonly lowest: Float64Array
  private readonly highest: Float64Array
  /** What would be left at the worst prices of the block, and at most all that there was in it. */
  private worst = 0
  private gross = 0
  /** An account has changed since {@link look}. */
  private traded = false

  constructor(sleeves: readonly RunningSleeve[], limits: AccountLimits) {
    this.limits = limits
    this.lanes = sleeves.map((sleeve, index) => ({
      ...sleeve,
      index,
      costs: new FillCosts(sleeve.settings.costs, sleeve.settings.instrument),
      groupLimit: sleeve.group === undefined ? undefined : limits.groups[sleeve.group],
      at: 0,
      next: 0,
      own: 0,
      ownCash: 0,
    }))
    this.carries = sleeves.some(({ settings }) => hasCarry(settings.costs))
    this.wakes = new Int32Array(sleeves.length)
    this.cashes = Float64Array.from(sleeves, ({ run }) => run.account.cash)
    this.held = new Float64Array(sleeves.length)
    this.marks = new Float64Array(sleeves.length).fill(Number.NaN)
    this.lowest = new Float64Array(sleeves.length)
    this.highest = new Float64Array(sleeves.length)
  }

  /** Goes through all `length` times of the panel. */
  run(length: number): void {
    const { lanes, wakes } = this
    for (const lane of lanes) this.sleep(lane, 0)
    this.enterBlock()
    for (;;) {
      let row = NEVER
      for (let k = 0; k < wakes.length; k++) if (wakes[k] < row) row = wakes[k]
      const end = (this.block + 1) * BLOCK
      if (row >= end) {
        if (end >= length) break
        row = end
        this.block++
        this.enterBlock()
        this.look(row, -1)
      }
      this.step(row)
    }
    for (const { run, bars, next } of lanes) passOver(run, next, bars.rows.length)
  }

  /** Goes through one time of the panel. */
  private step(row: number): void {
    const { active, lanes, wakes } = this
    active.length = 0
    this.stepping = row
    for (let k = 0; k < wakes.length; k++) if (wakes[k] === row) active.push(this.wake(lanes[k], row))
    if (active.length === 0) return
    this.add(row, true)
    if (this.carries) this.shareBorrowing()
    // All of them pay for what was borrowed before any of them has paid.
    for (const lane of active) this.lend(lane)
    for (const lane of active) {
      lane.run.open(lane.at)
      this.takeBack(lane)
    }
    this.settle(-1)
    if (this.traded) this.look(row, -1)
    for (let k = 0; k < active.length; k++) {
      const lane = active[k]
      if ((this.far || lane.run.account.quantity === 0) && isCalm(lane.run)) {
        this.sleep(lane, lane.at)
        continue
      }
      this.lend(lane)
      lane.run.live(lane.at)
      this.takeBack(lane)
      if (this.traded) this.look(row, lane.index)
    }
    if (this.isDue()) {
      this.add(row, false)
      this.settle(0)
      if (this.traded) this.look(row, lanes.length)
    }
    for (const lane of active) {
      // It sleeps already.
      if (this.wakes[lane.index] !== row) continue
      lane.run.close(lane.at)
      this.sleep(lane, lane.at + 1)
    }
  }

  /** Brings a lane to its bar at `row`. */
  private wake(lane: Lane, row: number): Lane {
    lane.at = barFrom(lane, row)
    passOver(lane.run, lane.next, lane.at)
    lane.next = lane.at
    this.wakes[lane.index] = row
    this.marks[lane.index] = lane.marks.open[row]
    return lane
  }

  /** The lane has nothing to do from bar `next` on until it may have to trade. */
  private sleep(lane: Lane, next: number): void {
    const { run, bars } = lane
    lane.next = next
    const at = this.far || run.account.quantity === 0 ? nextTrade(run, next) : next
    this.wakes[lane.index] = at < bars.rows.length ? bars.rows[at] : NEVER
  }

  /**
   * Finds out whether the account may come near its end in this block. If so, who holds a position has to be awake from now on: at this
   * time the sleeves after the one at `index`, at their next bar the others.
   */
  private look(row: number, index: number): void {
    this.traded = false
    // Who has to pay carry is awake as long as it holds a position.
    if (this.carries) return
    this.far = this.worst > FAR * this.gross
    if (this.far) return
    for (const lane of this.lanes) {
      const k = lane.index
      if (this.held[k] === 0 || this.wakes[k] <= row) continue
      const { rows } = lane.bars
      const at = barFrom(lane, k > index ? row : row + 1)
      this.wakes[k] = at < rows.length ? rows[at] : NEVER
      if (this.wakes[k] === row && this.stepping === row) this.join(lane, row)
    }
  }

  /** Wakes a lane up when the bar has opened already. */
  private join(lane: Lane, row: number): void {
    const { active } = this
    let k = active.length
    while (k > 0 && active[k - 1].index > lane.index) k--
    active.splice(k, 0, this.wake(lane, row))
    lane.run.open(lane.at)
  }

  /** Adds up what is left at the worst prices of the block; {@link takeBack} keeps it up to date. */
  private enterBlock(): void {
    const { lanes, cashes, held, lowest, highest, block } = this
    this.worst = 0
    this.gross = 0
    for (let k = 0; k < lanes.length; k++) {
      lowest[k] = lanes[k].marks.lowest[block]
      highest[k] = lanes[k].marks.highest[block]
      this.worst += cashes[k] + this.worstValue(k, held[k])
      this.gross += Math.abs(cashes[k])
      if (held[k] !== 0) this.gross += Math.abs(held[k]) * highest[k]
    }
  }

  /** A position at its worst price in the block. */
  private worstValue(k: number, quantity: number): number {
    return quantity === 0 ? 0 : quantity * (quantity > 0 ? this.lowest : this.highest)[k]
  }

  private isDue(): boolean {
    for (const { run } of this.active) if (run.isDue()) return true
    return false
  }

  /** Trades what is due at the current prices; decisions are from the bar at `offset` from the current one. */
  private settle(offset: number): void {
    const { active, marks } = this
    if (!this.isDue()) return
    for (const lane of active) {
      if (!lane.run.isDue()) continue
      this.lend(lane)
      lane.run.closeDue(marks[lane.index], lane.at, lane.at + offset)
      this.takeBack(lane)
    }
    for (const lane of active) {
      if (!lane.run.isDue()) continue
      this.lend(lane)
      lane.run.plan(marks[lane.index], lane.at, lane.at + offset)
    }
    for (const lane of active) {
      if (lane.run.order === 0 || adds(lane)) continue
      this.lend(lane)
      this.fill(lane)
    }
    for (const lane of active) {
      if (lane.run.order === 0) continue
      this.lend(lane)
      this.limit(lane, 'leverage', this.limits.maxLeverage)
      if (lane.groupLimit !== undefined && lane.run.order !== 0) this.limit(lane, 'group-limit', lane.groupLimit)
      this.fill(lane)
    }
  }

  private fill(lane: Lane): void {
    lane.run.fillOrder(this.marks[lane.index], lane.at)
    this.takeBack(lane)
  }

  /** Makes an order that adds exposure as small as a limit demands. */
  private limit(lane: Lane, reason: 'leverage' | 'group-limit', limit: number): void {
    const { run, at, costs, settings, index } = lane
    const mark = this.marks[index]
    const price = costs.expectedPrice(mark, Math.sign(run.order))
    const held = Math.abs(run.account.quantity)
    const size = Math.abs(run.order)
    const beside = this.exposureBeside(index, reason === 'leverage' ? undefined : lane.group)
    const most = Math.max(0, affordableUnits(limit * this.total - beside, price, costs.feeRate, costs.minimumFee) - held)
    if (size <= most + NOISE * (size + held)) return
    run.limitOrder(Math.sign(run.order) * floorToStep(most, settings.instrument.lot), reason, mark, at)
  }

  /** Value of all other positions, or of those in a group. */
  private exposureBeside(index: number, group: string | undefined): number {
    const { lanes, held, marks } = this
    let value = 0
    for (let k = 0; k < held.length; k++)
      if (held[k] !== 0 && k !== index && (group === undefined || lanes[k].group === group)) value += Math.abs(held[k]) * marks[k]
    return value
  }

  /** Adds the account up at the open or the close of a time. */
  private add(row: number, open: boolean): void {
    const { lanes, active, cashes, held, marks } = this
    let total = 0
    let cash = 0
    for (const { index, marks: columns } of active) marks[index] = (open ? columns.open : columns.close)[row]
    for (let k = 0; k < held.length; k++) {
      const quantity = held[k]
      cash += cashes[k]
      if (quantity === 0) total += cashes[k]
      else {
        const columns = lanes[k].marks
        marks[k] = (open ? columns.open : columns.close)[row]
        total += cashes[k] + quantity * marks[k]
      }
    }
    this.total = total
    this.cash = cash
  }

  /** Tells a run what the rest of the account is worth, before it acts. */
  private lend(lane: Lane): void {
    const { account } = lane.run
    const alone = this.lanes.length === 1
    lane.own = equityAt(account, this.marks[lane.index])
    lane.ownCash = account.cash
    lane.run.shareAccount(alone ? 0 : this.total - lane.own, alone ? 0 : this.cash - lane.ownCash)
  }

  /** Adds to the account what a run has changed since {@link lend}. */
  private takeBack(lane: Lane): void {
    const { account } = lane.run
    const { index } = lane
    if (account.cash === lane.ownCash && account.quantity === this.held[index]) return
    this.traded = true
    const paid = account.cash - this.cashes[index]
    const bought = account.quantity - this.held[index]
    this.worst += paid + this.worstValue(index, account.quantity) - this.worstValue(index, this.held[index])
    this.gross += Math.abs(paid) + Math.abs(bought) * this.highest[index]
    this.cashes[index] = account.cash
    this.held[index] = account.quantity
    if (account.cash === lane.ownCash) return
    this.total += equityAt(account, this.marks[index]) - lane.own
    this.cash += account.cash - lane.ownCash
  }

  /** Long positions pay for borrowed cash in proportion to their value. */
  private shareBorrowing(): void {
    const { held, marks } = this
    let long = 0
    for (let k = 0; k < held.length; k++) if (held[k] > 0) long += held[k] * marks[k]
    for (const { run, index } of this.active) run.borrowedShare = long === 0 ? 1 : Math.max(0, run.account.quantity * marks[index]) / long
  }
}

/** The first bar of a lane that it has not gone through and that is not before `row`. */
function barFrom({ bars: { rows }, next }: Lane, row: number): number {
  // Without holes before it, a bar is where its row is.
  if (rows[row] === row) return row
  let at = next
  while (at < rows.length && rows[at] < row) at++
  return at
}

/** True when the order of a lane makes its position larger. */
function adds({ run }: Lane): boolean {
  return run.order * run.account.quantity >= 0
}
