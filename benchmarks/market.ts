import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bars } from '../src/market/bars.ts'

const HOUR_MS = 3_600_000

/** Costs and exits of every run in this folder: fractions for the C programs, basis points for the library. */
export const rules = { capital: 10_000, feeBps: 10, slippageBps: 5, stopLoss: 0.02, fast: 20, slow: 50 } as const

/**
 * Hourly prices for benchmarks: a random walk of 0.6 % an hour on top of slowly changing trends, with small gaps between
 * bars and now and then a large one. So a crossover changes its mind every few dozen bars and a 2 % stop is hit often, at its
 * level and at opens that jumped over it. Random numbers come from a 32-bit linear congruential generator: the same seed gives
 * the same market everywhere.
 */
export function makeMarket(length: number, seed = 7): Bars {
  const uniform = linearCongruential(seed)
  const normal = (): number => {
    let sum = -6
    for (let k = 0; k < 12; k++) sum += uniform()
    return sum
  }
  const time = new Float64Array(length)
  const open = new Float64Array(length)
  const high = new Float64Array(length)
  const low = new Float64Array(length)
  const close = new Float64Array(length)
  const volume = new Float64Array(length)
  let level = 0
  let trend = 0
  let before = 100
  for (let t = 0; t < length; t++) {
    trend = 0.985 * trend + 0.000085 * normal()
    level += trend - 0.0001 * level + 0.006 * normal()
    const gap = uniform() < 0.002 ? 0.015 : 0.0004
    open[t] = before * Math.exp(gap * normal())
    close[t] = 100 * Math.exp(level)
    high[t] = Math.max(open[t], close[t]) * (1 + 0.0025 * Math.abs(normal()))
    low[t] = Math.min(open[t], close[t]) * (1 - 0.0025 * Math.abs(normal()))
    time[t] = t * HOUR_MS
    volume[t] = 1 + 9 * uniform()
    before = close[t]
  }
  return Object.freeze({ symbol: 'BENCH/EUR', timeframe: '1h', calendar: '24/7', length, time, open, high, low, close, volume })
}

/** A market as the other languages read it: open, high, low, close and target, one behind the other, little-endian doubles. */
export function writeMarket(bars: Bars, targets: Float64Array, name: string): string {
  const { length } = bars
  const values = new Float64Array(5 * length)
  for (const [k, column] of [bars.open, bars.high, bars.low, bars.close, targets].entries()) {
    for (let t = 0; t < length; t++) values[k * length + t] = column[t]
  }
  return writeDoubles(values, name)
}

/** Doubles in a file of the scratch folder; gives its path. */
export function writeDoubles(values: Float64Array, name: string): string {
  const path = join(scratch(), name)
  writeFileSync(path, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  return path
}

/** A folder below the system's temporary one for everything that a benchmark leaves behind. */
export function scratch(): string {
  const folder = join(tmpdir(), 'peak-trade-benchmarks')
  mkdirSync(folder, { recursive: true })
  return folder
}

function linearCongruential(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
