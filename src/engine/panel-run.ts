import type { Column } from '../base/column.ts'
import { floorToStep } from '../market/instrument.ts'
import { equityAt } from './account.ts'
import { affordableUnits, hasCarry } from './costs.ts'
import { adds, barFrom, type Lane, openLane, type RunningSleeve } from './lane.ts'
import { isCalm, nextTrade, passOver } from './next-trade.ts'
import { BLOCK } from './panel-marks.ts'

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
  /** Those that are awake at this time, in the order of the sleeves: so many at the beginning of the list, which keeps its length. */
  private readonly active: Lane[]
  private awake = 0
  /** When each of them wakes up. */
  private readonly wakes: Int32Array
  /** Cash, position and last price of each: the accounts of the runs side by side. */
  private readonly cashes: Float64Array
  private readonly held: Float64Array
  private readonly marks: Float64Array
  private readonly opens: readonly Column[]
  private readonly closes: readonly Column[]
  /** Worth and cash of the whole account. */
  private total = 0
  private cash = 0
  /** Value of all positions, long and short added up; with the cash of each sleeve, owned or owed; and how many are short. */
  private exposure = 0
  private gross = 0
  private shorts = 0
  /** Counts the states of the account: prices or cash have changed. */
  private state = 0
  /** Nothing that can happen in this block of times brings the account near its end. */
  private far = true
  private block = 0
  /** The time at whose bars the sleeves are; those of {@link look} are woken up. */
  private stepping = -1
  /** An account has changed since {@link look}. */
  private traded = false

  constructor(sleeves: readonly RunningSleeve[], limits: AccountLimits) {
    this.limits = limits
    this.lanes = sleeves.map((sleeve, index) => openLane(sleeve, index, limits.groups))
    this.carries = sleeves.some(({ settings }) => hasCarry(settings.costs))
    this.wakes = new Int32Array(sleeves.length)
    this.cashes = Float64Array.from(sleeves, ({ run }) => run.account.cash)
    this.held = new Float64Array(sleeves.length)
    this.marks = new Float64Array(sleeves.length).fill(Number.NaN)
    this.opens = sleeves.map(({ marks }) => marks.open)
    this.closes = sleeves.map(({ marks }) => marks.close)
    this.active = [...this.lanes]
  }

  /** Goes through all `length` times of the panel. */
  run(length: number): void {
    const { lanes } = this
    for (const lane of lanes) this.sleep(lane, 0)
    for (;;) {
      const row = this.findNext()
      const end = (this.block + 1) * BLOCK
      if (row < end) {
        this.step(row)
        continue
      }
      if (end >= length) break
      this.enterBlock(end)
    }
    for (const { run, bars, next } of lanes) passOver(run, next, bars.rows.length)
  }

  /** The next time at which somebody is awake, who is then in the list. */
  private findNext(): number {
    const { wakes, lanes, active } = this
    let row = NEVER
    let awake = 0
    for (let k = 0; k < wakes.length; k++) {
      if (wakes[k] > row) continue
      if (wakes[k] < row) {
        row = wakes[k]
        awake = 0
      }
      active[awake++] = lanes[k]
    }
    this.awake = awake
    return row
  }

  /** Goes through one time of the panel. */
  private step(row: number): void {
    const { active, lanes, carries } = this
    this.stepping = row
    for (let k = 0; k < this.awake; k++) this.wake(active[k], row)
    this.add(row, true)
    if (carries) this.shareBorrowing()
    // All of them pay for what was borrowed before any of them has paid.
    if (carries) for (let k = 0; k < this.awake; k++) this.lend(active[k])
    for (let k = 0; k < this.awake; k++) {
      const lane = active[k]
      lane.run.open(lane.at)
      if (carries) this.takeBack(lane)
    }
    this.settle(-1)
    if (this.traded) this.look(row, -1)
    for (let k = 0; k < this.awake; k++) {
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
    for (let k = 0; k < this.awake; k++) {
      const lane = active[k]
      // It sleeps already.
      if (this.wakes[lane.index] !== row) continue
      lane.run.close(lane.at)
      this.sleep(lane, lane.at + 1)
    }
  }

  /** Brings a lane to its bar at `row`. */
  private wake(lane: Lane, row: number): void {
    lane.at = barFrom(lane, row)
    passOver(lane.run, lane.next, lane.at)
    lane.next = lane.at
    this.wakes[lane.index] = row
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
    this.far = this.isFar()
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
    let k = this.awake++
    for (; k > 0 && active[k - 1].index > lane.index; k--) active[k] = active[k - 1]
    active[k] = lane
    this.wake(lane, row)
    this.marks[lane.index] = this.opens[lane.index][row]
    lane.run.open(lane.at)
  }

  /** The next block begins at `row`. */
  private enterBlock(row: number): void {
    this.block++
    this.add(row, true)
    this.look(row, -1)
  }

  private isFar(): boolean {
    // What is paid for cannot bring the account to its end, whatever its price. So most accounts need not look at prices.
    if (this.shorts === 0 && this.cash > FAR * this.gross) return true
    const { lanes, cashes, held, block } = this
    let worst = 0
    let gross = 0
    for (let k = 0; k < held.length; k++) {
      const quantity = held[k]
      worst += cashes[k]
      gross += Math.abs(cashes[k])
      if (quantity === 0) continue
      const { marks } = lanes[k]
      const highest = marks.highestOf(block)
      worst += quantity * (quantity > 0 ? marks.lowestOf(block) : highest)
      gross += Math.abs(quantity) * highest
    }
    return worst > FAR * gross
  }

  private isDue(): boolean {
    for (let k = 0; k < this.awake; k++) if (this.active[k].run.isDue()) return true
    return false
  }

  /** Trades what is due at the current prices; decisions are from the bar at `offset` from the current one. */
  private settle(offset: number): void {
    const { active, awake, marks } = this
    if (!this.isDue()) return
    for (let k = 0; k < awake; k++) {
      const lane = active[k]
      if (!lane.run.isDue()) continue
      this.lend(lane)
      lane.run.closeDue(marks[lane.index], lane.at, lane.at + offset)
      this.takeBack(lane)
    }
    for (let k = 0; k < awake; k++) {
      const lane = active[k]
      if (!lane.run.isDue()) continue
      this.lend(lane)
      lane.run.plan(marks[lane.index], lane.at, lane.at + offset)
    }
    for (let k = 0; k < awake; k++) {
      const lane = active[k]
      if (lane.run.order === 0 || adds(lane)) continue
      this.lend(lane)
      this.fill(lane)
    }
    for (let k = 0; k < awake; k++) {
      const lane = active[k]
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
    const room = limit * this.total * (1 - NOISE)
    // Far from the limit of the account a rough sum will do.
    if (reason === 'leverage' && this.exposure - held * mark + (size + held) * price * (1 + costs.feeRate) + costs.minimumFee < room) return
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
    const { active, awake, cashes, held, marks } = this
    const prices = open ? this.opens : this.closes
    let total = 0
    let cash = 0
    let owned = 0
    let exposure = 0
    for (let k = 0; k < awake; k++) marks[active[k].index] = prices[active[k].index][row]
    for (let k = 0; k < held.length; k++) {
      const quantity = held[k]
      const own = cashes[k]
      cash += own
      owned += Math.abs(own)
      if (quantity === 0) total += own
      else {
        const mark = prices[k][row]
        const value = quantity * mark
        marks[k] = mark
        total += own + value
        exposure += Math.abs(value)
      }
    }
    this.total = total
    this.cash = cash
    this.exposure = exposure
    this.gross = exposure + owned
    this.state++
  }

  /** Tells a run what the rest of the account is worth, before it acts. */
  private lend(lane: Lane): void {
    if (lane.asked === this.state) return
    lane.asked = this.state
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
    this.state++
    const { quantity } = account
    const before = this.held[index]
    this.shorts += Number(quantity < 0) - Number(before < 0)
    this.exposure += (Math.abs(quantity) - Math.abs(before)) * this.marks[index]
    this.gross += Math.abs(account.cash - this.cashes[index]) + Math.abs(quantity - before) * this.marks[index]
    this.cashes[index] = account.cash
    this.held[index] = quantity
    if (account.cash === lane.ownCash) return
    this.total += equityAt(account, this.marks[index]) - lane.own
    this.cash += account.cash - lane.ownCash
  }

  /** Long positions pay for borrowed cash in proportion to their value. */
  private shareBorrowing(): void {
    const { held, marks } = this
    let long = 0
    for (let k = 0; k < held.length; k++) if (held[k] > 0) long += held[k] * marks[k]
    for (let k = 0; k < this.awake; k++) {
      const { run, index } = this.active[k]
      run.borrowedShare = long === 0 ? 1 : Math.max(0, run.account.quantity * marks[index]) / long
    }
  }
}
