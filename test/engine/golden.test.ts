import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resolveSettings } from '../../src/engine/settings.ts'
import { simulate, simulationMemory } from '../../src/engine/simulate.ts'
import { listTrades, type Trade } from '../../src/engine/trades.ts'
import type { Bars } from '../../src/market/bars.ts'
import { goldenA, goldenB } from '../golden/series.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`../golden/own/${name}`, import.meta.url), 'utf8'))
const full = read('backtests.json')
const grid = read('backtests_grid.json')
const histories: Record<string, Bars> = {
  A: { symbol: 'AAPL', timeframe: '1d', calendar: 'stocks', ...goldenA() },
  B: { symbol: 'SYNTH', timeframe: '1h', calendar: '24/7', ...goldenB() },
}
const COSTS = { none: {}, fee: { feeBps: 10 }, slip: { slippageBps: 5 }, both: { feeBps: 10, slippageBps: 5 } }
const SIZES = { f1: { fraction: 1 }, f05: { fraction: 0.5 }, u10: { units: 10 } }
const EXITS = {
  none: {},
  sl2: { stopLoss: 0.02 },
  tp4: { takeProfit: 0.04 },
  trail3: { trailingStop: 0.03 },
  sl2tp4: { stopLoss: 0.02, takeProfit: 0.04 },
  sl1tp1: { stopLoss: 0.01, takeProfit: 0.01 },
}
const REASONS: Record<string, string> = { trail: 'trailing' }

function targetsOf(series: string, direction: string): Float64Array {
  const targets = new Float64Array(histories[series].length)
  const changes: [number, number][] = full.target_changes[series][direction]
  for (const [k, [from, target]] of changes.entries()) targets.fill(target, from, changes[k + 1]?.[0])
  return targets
}

function run(key: string, quiet = true) {
  const [series, direction, fill, costs, size, exits, alternative] = key.split('/')
  const bars = histories[series]
  const settings = resolveSettings({
    fillAt: fill === 'next_open' ? 'open' : 'close',
    costs: COSTS[costs as keyof typeof COSTS],
    sizing: SIZES[size as keyof typeof SIZES],
    exits: {
      ...EXITS[exits as keyof typeof EXITS],
      ...(alternative === 'target_without_slippage' ? { targetFill: 'limit' as const } : {}),
    },
  })
  const memory = simulationMemory(bars.length)
  const simulation = simulate(bars, targetsOf(series, direction), settings, memory, { quiet })
  const trades = listTrades(memory.fills, bars)
  return { bars, memory, simulation, trades, closed: trades.filter(trade => trade.exitReason !== 'open') }
}

const near = (got: number, want: number) => Math.abs(got - want) <= 1e-9 + 1e-9 * Math.abs(want)

describe('backtests.json: 50 runs, trade by trade', () => {
  it.each(Object.keys(full.runs))('%s', key => {
    const { memory, trades } = run(key)
    const want = full.runs[key]
    expect(trades.length).toBe(want.trades.length)
    for (const [k, row] of want.trades.entries()) {
      const [side, entryIndex, exitIndex, entryPrice, exitPrice, quantity, pnl, fees, reason] = row
      const trade: Trade = trades[k]
      expect([trade.side === 'long' ? 1 : -1, trade.entryIndex, trade.exitReason]).toEqual([side, entryIndex, REASONS[reason] ?? reason])
      if (exitIndex !== null) {
        expect(trade.exitIndex).toBe(exitIndex)
        expect(near(trade.exitPrice, exitPrice)).toBe(true)
      }
      for (const [got, expected] of [
        [trade.entryPrice, entryPrice],
        [trade.quantity, quantity],
        [trade.pnl, pnl],
        [trade.fees, fees],
      ]) {
        expect(near(got, expected), `${got} is not ${expected}`).toBe(true)
      }
    }
    for (const [bar, equity] of want.equity_at) expect(near(memory.equity[bar], equity)).toBe(true)
  })
})

describe('backtests_grid.json: 720 runs', () => {
  it.each([true, false])('agree to 1e-9 (quiet bars passed over: %s)', quiet => {
    const wrong: string[] = []
    for (const [key, want] of Object.entries<(number | null)[]>(grid.runs)) {
      const { bars, memory, simulation, trades, closed } = run(key, quiet)
      const wins = closed.filter(trade => trade.pnl > 0)
      const losses = closed.filter(trade => trade.pnl < 0)
      const sum = (list: Trade[]) => list.reduce((total, trade) => total + trade.pnl, 0)
      const got = [
        memory.equity[bars.length - 1],
        closed.length,
        trades.length - closed.length,
        simulation.account.fees,
        wins.length / closed.length,
        losses.length === 0 ? null : sum(wins) / -sum(losses),
        null,
        null,
        memory.equity.reduce((total, value) => total + value, 0),
        simulation.gapExits,
        simulation.ambiguousBars,
        simulation.targetBeforeStop,
      ]
      for (const [column, value] of got.entries()) {
        const expected = want[column]
        if (value === null || expected === null) continue
        if (!near(value, expected)) wrong.push(`${key} ${grid.columns[column]}: ${value} instead of ${expected}`)
      }
    }
    expect(wrong).toEqual([])
    expect(Object.keys(grid.runs).length).toBe(720)
  })
})
