import type { Bars } from '../src/market/bars.ts'
import { rules } from './market.ts'

/** What a run comes to; the same numbers from every contender. */
export interface Outcome {
  readonly finalEquity: number
  readonly totalReturn: number
  readonly sharpe: number
  readonly maxDrawdown: number
  readonly trades: number
  readonly winRate: number
  readonly profitFactor: number
}

// Hand-written loops without a library around them: what the same work costs in plain JavaScript. They do what the C
// programs in native/ do, line by line, and know nothing but long or flat, one stop and one size.

const BARS_PER_YEAR = 8760

interface Tally {
  sum: number
  squares: number
  keep: number
  trades: number
  wins: number
  gains: number
  losses: number
}

const emptyTally = (): Tally => ({ sum: 0, squares: 0, keep: 1, trades: 0, wins: 0, gains: 0, losses: 0 })

function conclude(tally: Tally, equity: number, length: number): Outcome {
  const mean = tally.sum / (length - 1)
  const variance = (tally.squares - tally.sum * mean) / (length - 2)
  return {
    finalEquity: equity,
    totalReturn: equity / rules.capital - 1,
    sharpe: variance > 0 ? (mean / Math.sqrt(variance)) * Math.sqrt(BARS_PER_YEAR) : Number.NaN,
    maxDrawdown: 1 - tally.keep,
    trades: tally.trades,
    winRate: tally.trades > 0 ? tally.wins / tally.trades : Number.NaN,
    profitFactor: tally.losses > 0 ? tally.gains / tally.losses : Number.NaN,
  }
}

function settle(tally: Tally, profit: number): void {
  tally.trades++
  if (profit > 0) {
    tally.wins++
    tally.gains += profit
  } else tally.losses -= profit
}

/** One run, split by position state: flat bars only look at the target. */
export function runPlainSplit(bars: Bars, target: Float64Array, stop: number): Outcome {
  const open = bars.open as Float64Array
  const low = bars.low as Float64Array
  const close = bars.close as Float64Array
  const fee = rules.feeBps / 10_000
  const buy = 1 + rules.slippageBps / 10_000
  const sell = 1 - rules.slippageBps / 10_000
  const length = close.length
  const tally = emptyTally()
  let sum = 0
  let squares = 0
  let keep = 1
  let cash: number = rules.capital
  let equity = cash
  let peak = cash
  let floor = cash
  let last = 0
  let t = 1
  while (t < length) {
    while (t < length && target[t - 1] === last) t++
    if (t >= length) break
    last = target[t - 1]
    if (!(last > 0)) {
      t++
      continue
    }
    const fill = open[t] * buy
    const paid = cash
    const quantity = cash / (fill * (1 + fee))
    const level = stop > 0 ? fill * (1 - stop) : -1
    let previous = cash
    let exit = low[t] <= level ? level : 0
    cash -= quantity * fill * (1 + fee)
    while (exit === 0) {
      equity = cash + quantity * close[t]
      const change = equity / previous - 1
      sum += change
      squares += change * change
      previous = equity
      if (equity > peak) {
        peak = equity
        floor = peak * keep
      } else if (equity < floor) {
        keep = equity / peak
        floor = equity
      }
      t++
      if (t >= length) break
      if (target[t - 1] !== last) {
        last = target[t - 1]
        exit = open[t]
      } else if (low[t] <= level) exit = open[t] <= level ? open[t] : level
    }
    if (t >= length) break
    cash += quantity * exit * sell * (1 - fee)
    equity = cash
    const change = cash / previous - 1
    sum += change
    squares += change * change
    settle(tally, cash - paid)
    if (cash > peak) {
      peak = cash
      floor = peak * keep
    } else if (cash < floor) {
      keep = cash / peak
      floor = cash
    }
    t++
  }
  tally.sum = sum
  tally.squares = squares
  tally.keep = keep
  return conclude(tally, equity, length)
}

/** Running-sum average, warm-up NaN. */
export function plainSma(x: Float64Array, period: number): Float64Array {
  const y = new Float64Array(x.length)
  const scale = 1 / period
  let sum = 0
  for (let t = 0; t < period; t++) {
    sum += x[t]
    y[t] = Number.NaN
  }
  y[period - 1] = sum * scale
  for (let t = period; t < x.length; t++) {
    sum += x[t] - x[t - period]
    y[t] = sum * scale
  }
  return y
}

/** Targets of a crossover. */
export function plainTargets(bars: Bars, fastPeriod: number, slowPeriod: number): Float64Array {
  const fast = plainSma(bars.close as Float64Array, fastPeriod)
  const slow = plainSma(bars.close as Float64Array, slowPeriod)
  const targets = new Float64Array(bars.length)
  for (let t = 0; t < targets.length; t++) targets[t] = fast[t] > slow[t] ? 1 : 0
  return targets
}

/** Sweep without a stop, driven by crossings: prefix sums give the returns, only bars in position are visited for the drawdown. */
export function runPlainSweep(bars: Bars, pairs: Float64Array): Outcome[] {
  const close = bars.close as Float64Array
  const length = close.length
  const averages = new Map<number, Float64Array>()
  for (const period of pairs) if (!averages.has(period)) averages.set(period, plainSma(close, period))
  const sums = new Float64Array(length)
  const squares = new Float64Array(length)
  for (let t = 1; t < length; t++) {
    const change = close[t] / close[t - 1] - 1
    sums[t] = sums[t - 1] + change
    squares[t] = squares[t - 1] + change * change
  }
  const crossings = new Int32Array(length + 1)
  const outcomes: Outcome[] = []
  for (let i = 0; i < pairs.length; i += 2) {
    const count = findCrossings(averages.get(pairs[i]) as Float64Array, averages.get(pairs[i + 1]) as Float64Array, crossings)
    outcomes.push(runCrossings(bars, sums, squares, crossings.subarray(0, count)))
  }
  return outcomes
}

function findCrossings(fast: Float64Array, slow: Float64Array, out: Int32Array): number {
  const length = fast.length
  let count = 0
  let t = 0
  for (;;) {
    while (t < length && !(fast[t] > slow[t])) t++
    if (t >= length) return count
    out[count++] = t
    while (t < length && fast[t] > slow[t]) t++
    if (t >= length) return count
    out[count++] = t
  }
}

function runCrossings(bars: Bars, sums: Float64Array, squares: Float64Array, crossings: Int32Array): Outcome {
  const open = bars.open as Float64Array
  const close = bars.close as Float64Array
  const length = close.length
  const buy = (1 + rules.slippageBps / 10_000) * (1 + rules.feeBps / 10_000)
  const sell = (1 - rules.slippageBps / 10_000) * (1 - rules.feeBps / 10_000)
  const tally = emptyTally()
  let keep = 1
  let cash: number = rules.capital
  let peak = cash
  for (let e = 0; e < crossings.length; e += 2) {
    const entry = crossings[e] + 1
    if (entry >= length) break
    const leaves = e + 1 < crossings.length && crossings[e + 1] + 1 < length
    const end = leaves ? crossings[e + 1] + 1 : length
    const quantity = cash / (open[entry] * buy)
    const marked = quantity * close[end - 1]
    const first = (quantity * close[entry]) / cash - 1
    tally.sum += first + sums[end - 1] - sums[entry]
    tally.squares += first * first + squares[end - 1] - squares[entry]
    let high = peak / quantity
    let floor = high * keep
    for (let t = entry; t < end; t++) {
      const price = close[t]
      if (price > high) {
        high = price
        floor = high * keep
      } else if (price < floor) {
        floor = price
        keep = floor / high
      }
    }
    peak = high * quantity
    if (!leaves) {
      cash = marked
      break
    }
    const received = quantity * open[end] * sell
    const change = received / marked - 1
    tally.sum += change
    tally.squares += change * change
    settle(tally, received - cash)
    cash = received
    if (cash > peak) peak = cash
    else if (cash < peak * keep) keep = cash / peak
  }
  tally.keep = keep
  return conclude(tally, cash, length)
}
