import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { eachBar } from '../../src/execution/each-bar.ts'
import { MemoryJournal } from '../../src/execution/journal.ts'
import { OrderDesk } from '../../src/execution/order-desk.ts'
import { tradeSession } from '../../src/execution/session.ts'
import { shadowExecutor } from '../../src/execution/simulated-executor.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { openGates } from './shadow-gates.ts'

const bars = syntheticBars({ seed: 1, length: 300, symbol: 'BTC/EUR', timeframe: '1h' })
const settings = { costs: { feeBps: 10, slippageBps: 5 }, exits: { stopLoss: 0.02, takeProfit: 0.05 } }
const deskOf = () =>
  new OrderDesk({
    session: 's',
    journal: new MemoryJournal(),
    executor: shadowExecutor({ symbol: bars.symbol, settings }),
    gates: openGates(),
  })

async function* slowly() {
  for (const bar of eachBar(bars)) {
    await Promise.resolve()
    yield bar
  }
}

describe('tradeSession', () => {
  it('gives what a backtest gives, from a list or from a feed', async () => {
    const expected = backtest(MaCrossover, bars, settings)
    for (const source of [eachBar(bars), slowly()]) {
      const { fills, equity, orders } = await tradeSession({ strategy: MaCrossover, timeframe: '1h', desk: deskOf(), source })
      expect(fills).toEqual(expected.fills)
      expect(equity).toEqual([...expected.equity])
      expect(orders).toHaveLength(fills.length)
    }
  })

  it('tells after every bar, and ends when it is told to', async () => {
    const stop = new AbortController()
    let count = 0
    const onBar = () => {
      if (++count === 7) stop.abort()
    }
    const options = { strategy: MaCrossover, timeframe: '1h', source: slowly(), onBar, signal: stop.signal } as const
    expect((await tradeSession({ ...options, desk: deskOf() })).equity).toHaveLength(7)
    expect((await tradeSession({ ...options, desk: deskOf() })).equity).toHaveLength(0)
  })
})
