import { verdict } from '../../../src/base/verdict.ts'
import type { ExitRules } from '../../../src/engine/exits.ts'
import type { Admit } from '../../../src/engine/refusals.ts'
import type { BacktestSettingsInput } from '../../../src/engine/settings.ts'
import type { Sizing } from '../../../src/engine/sizing.ts'
import type { Bars } from '../../../src/market/bars.ts'
import type { TargetCase } from './targets.ts'
import type { VectorbtColumn } from './vectorbt.ts'
import { levelsOf } from './vectorbt-levels.ts'

/**
 * A column of a vectorbt case as targets and settings. vectorbt trades at the close of the bar that decides; with a price of `-inf` at its
 * open, which is the close before, so that the bar before decides.
 */
export function targetCaseOf(column: VectorbtColumn): TargetCase {
  const levels = levelsOf(column)
  const largest = Math.max(1, ...levels.map(Math.abs))
  const atOpen = column.setting('price') === Number.NEGATIVE_INFINITY
  // There is no open before the first close, so nothing is traded on the first bar.
  const targets = atOpen ? [...levels.slice(1), levels[levels.length - 1]] : levels
  const admit = admitOf(column)
  return {
    bars: barsOf(column, atOpen),
    targets: Float64Array.from(targets, level => level / largest),
    settings: { ...settingsOf(column, largest), fillAt: atOpen ? 'open' : 'close' },
    ...(admit === undefined ? {} : { admit }),
  }
}

function barsOf(column: VectorbtColumn, atOpen: boolean): Bars {
  const numbers = (name: string) => column.series(name) as (number | undefined)[]
  const price = numbers('price')
  // What a trade at a price away from the close comes to only depends on that price.
  const close = numbers('close').map((value, t) => (Number.isFinite(price[t]) ? Number(price[t]) : Number(value)))
  const or = (name: string, otherwise: number[]) => Float64Array.from(numbers(name), (value, t) => value ?? otherwise[t])
  const open = atOpen ? close.map((value, t) => close[t - 1] ?? value) : close
  return {
    symbol: 'TEST',
    timeframe: '1d',
    calendar: '24/7',
    length: column.length,
    time: Float64Array.from(close, (_, t) => t * 86_400_000),
    open: or('open', open),
    high: or(
      'high',
      close.map((value, t) => Math.max(value, open[t])),
    ),
    low: or(
      'low',
      close.map((value, t) => Math.min(value, open[t])),
    ),
    close: Float64Array.from(close),
    // With a participation of 1 the volume is the largest order that vectorbt allows.
    volume: Float64Array.from(numbers('max_size'), size => size ?? Number.POSITIVE_INFINITY),
  }
}

function settingsOf(column: VectorbtColumn, largest: number): BacktestSettingsInput {
  const number = (name: string) => column.setting(name) as number | undefined
  const bps = (name: string) => Math.round((number(name) ?? 0) * 10_000)
  const size = number('size')
  const minimum = number('min_size')
  return {
    capital: number('init_cash') ?? 100,
    sizing: sizingOf(column, largest),
    costs: {
      feeBps: bps('fees'),
      slippageBps: bps('slippage'),
      ...(number('fixed_fees') === undefined ? {} : { minimumFee: number('fixed_fees') }),
      ...(number('max_size') === undefined ? {} : { participation: 1 }),
    },
    exits: exitsOf(column),
    // Orders of one size are too small, or of this size.
    instrument: minimum === undefined || minimum === 0 ? {} : { lot: minimum },
    rebalance: String(column.setting('size_type')).startsWith('target') ? { every: 1 } : 'change',
    // More than the money allows is cut to what it allows.
    ...(size === 1000 && column.setting('allow_partial') !== false ? { maxLeverage: 1 } : {}),
  }
}

function sizingOf(column: VectorbtColumn, largest: number): Sizing {
  const size = Math.abs(Number(column.series('size').find(value => Number(value) !== 0 && !Number.isNaN(value)) ?? 1))
  if (size === Number.POSITIVE_INFINITY) return { fraction: 1 }
  const type = column.setting('size_type') ?? 'amount'
  if (type === 'percent' || type === 'targetpercent') return { fraction: size }
  if (type === 'value' || type === 'targetvalue') return { notional: size }
  return { units: size * largest }
}

function exitsOf(column: VectorbtColumn): ExitRules {
  const distance = (name: string) => {
    const value = column.setting(name) as number | undefined
    return value === undefined || !Number.isFinite(value) ? undefined : value
  }
  const stop = distance('sl_stop')
  // The price of a long position cannot fall by more than all of it.
  const stopLoss = stop !== undefined && stop >= 1 && column.direction === 'longonly' ? undefined : stop
  return {
    ...(column.setting('sl_trail') === true ? { trailingStop: stopLoss } : { stopLoss }),
    takeProfit: distance('tp_stop'),
  }
}

function admitOf(column: VectorbtColumn): Admit | undefined {
  const refusal = { code: 'peer/rejected', message: 'rejected' }
  if (column.setting('reject_prob') === 1) return () => verdict([refusal])
  if (column.setting('allow_partial') === false)
    return ({ quantity, price, equity }) => verdict(quantity * price > equity * (1 + 1e-9) ? [refusal] : [])
  return undefined
}
