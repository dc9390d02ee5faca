import { describe, expect, it } from 'vitest'
import type { Approved } from '../../src/execution/approve.ts'
import type { OrderIntent } from '../../src/execution/order.ts'
import { paperExecutor, type SimulatedExecutorOptions, shadowExecutor } from '../../src/execution/simulated-executor.ts'
import { approvedFor, environments } from './approved.ts'
import { NOW } from './intents.ts'

const paper = (options: Partial<SimulatedExecutorOptions> = {}) => paperExecutor({ symbol: 'BTC/EUR', ...options })
const order = (change: Partial<OrderIntent> = {}) => approvedFor(environments.paper, { quantity: 2, ...change })
const bar = (time: number, open: number, high = open, low = open, close = open, volume = 1e9) => ({ time, open, high, low, close, volume })

describe('paperExecutor', () => {
  it('fills a market order at the next open, with costs', async () => {
    const executor = paper({ settings: { capital: 1000, costs: { feeBps: 100 } } })
    executor.play(bar(1, 90))
    expect(await executor.submit(order(), NOW)).toEqual({ outcome: 'acknowledged', exchangeId: 'paper-1' })
    expect(await executor.fillsSince(0)).toEqual([])
    expect(await executor.openOrders()).toMatchObject([{ clientId: 'order-1', state: 'open', filled: 0 }])
    executor.play(bar(2, 100, 110, 95, 105))
    expect(await executor.fillsSince(0)).toEqual([
      {
        ...{ fillId: 'paper-fill-1', clientId: 'order-1', exchangeId: 'paper-1', symbol: 'BTC/EUR', side: 'buy' },
        ...{ quantity: 2, price: 100, fee: 2, at: 2 },
      },
    ])
    expect(await executor.fillsSince(3)).toEqual([])
    expect(await executor.find('order-1')).toMatchObject({ state: 'filled', filled: 2, averagePrice: 100 })
    expect(await executor.openOrders()).toEqual([])
    expect(await executor.account()).toEqual({ cash: 798, positions: { 'BTC/EUR': 2 } })
  })

  it('lets a limit order rest until its price comes', async () => {
    const executor = paper()
    await executor.submit(order({ kind: 'limit', price: 95 }), NOW)
    executor.play(bar(1, 100))
    expect(await executor.find('order-1')).toMatchObject({ state: 'open', kind: 'limit', price: 95 })
    executor.play(bar(2, 100, 100, 94, 97))
    expect(await executor.fillsSince(0)).toMatchObject([{ price: 95, at: 2 }])
  })

  it('fills in parts when the volume asks for it, and the parts come to the order', async () => {
    const executor = paper({ settings: { costs: { participation: 0.1 } } })
    await executor.submit(order({ quantity: 0.3, kind: 'limit', price: 100 }), NOW)
    executor.play(bar(1, 100, 100, 100, 100, 1))
    expect(await executor.find('order-1')).toMatchObject({ state: 'open', filled: 0.1 })
    executor.play(bar(2, 100, 100, 100, 100, 1e6))
    expect((await executor.fillsSince(0)).map(({ quantity }) => quantity)).toEqual([0.1, 0.2])
    expect(await executor.find('order-1')).toMatchObject({ state: 'filled', filled: 0.3 })
  })

  it('takes its time', async () => {
    const executor = paper({ latencyBars: 2 })
    await executor.submit(order(), NOW)
    for (const [k, open] of [100, 101, 102].entries()) {
      expect(await executor.find('order-1')).toMatchObject({ state: 'open' })
      executor.play(bar(k, open))
    }
    expect(await executor.fillsSince(0)).toMatchObject([{ price: 102 }])
    expect(() => paper({ latencyBars: 0.5 })).toThrow(expect.objectContaining({ code: 'executor/latency' }))
  })

  it('cancels what is open, under way or not, and nothing else', async () => {
    const executor = paper({ latencyBars: 1 })
    await executor.submit(order(), NOW)
    expect(await executor.cancel('order-1')).toEqual({ outcome: 'canceled' })
    expect(await executor.cancel('order-1')).toEqual({ outcome: 'not-open', state: 'canceled' })
    expect(await executor.cancel('nothing')).toEqual({ outcome: 'not-open', state: 'absent' })
    for (let k = 0; k < 4; k++) executor.play(bar(k, 100))
    expect(await executor.fillsSince(0)).toEqual([])
    const resting = paper()
    await resting.submit(order({ kind: 'limit', price: 90 }), NOW)
    await resting.cancel('order-1')
    resting.play(bar(1, 80))
    expect(await resting.find('order-1')).toMatchObject({ state: 'canceled', filled: 0 })
  })

  it('only reduces where it was told to', async () => {
    const executor = paper()
    await executor.submit(order(), NOW)
    executor.play(bar(1, 100))
    await executor.submit(order({ clientId: 'exit', side: 'sell', quantity: 5, reduceOnly: true }), NOW)
    executor.play(bar(2, 100))
    expect(await executor.find('exit')).toMatchObject({ state: 'canceled', filled: 2 })
    expect((await executor.account()).positions).toEqual({})
  })

  it('rejects what it does not take', async () => {
    const executor = paper({ settings: { instrument: { lot: 0.5, tick: 1, minNotional: 50 } } })
    executor.play(bar(0, 100))
    const reason = async (one: Approved, at = NOW) => {
      const result = await executor.submit(one, at)
      return result.outcome === 'rejected' ? result.reason : result.outcome
    }
    expect(await reason(order({ quantity: 0.7 }))).toContain('no whole number of lots of 0.5')
    expect(await reason(order({ kind: 'limit', price: 99.5 }))).toContain('no whole number of ticks of 1')
    expect(await reason(order({ kind: 'limit', price: 98, quantity: 0.5 }))).toContain('at least 50')
    expect(await reason(order({ quantity: 0.1 }))).toContain('less than a lot')
    expect(await reason({ ...order() } as Approved)).toContain('did not come from approve')
    expect(await reason(order(), NOW + 60_000)).toContain('counts until')
    expect(await reason(approvedFor(environments.testnet))).toContain('approved for testnet')
    expect(await reason(order())).toBe('acknowledged')
    expect(await reason(order())).toContain('is here already')
    const other = paperExecutor({ symbol: 'ETH/EUR' })
    expect(await other.submit(order(), NOW)).toMatchObject({ outcome: 'rejected', reason: 'BTC/EUR is not traded here, only ETH/EUR' })
  })

  it('reports a liquidation as a fill of nobody', async () => {
    const executor = paper({ settings: { capital: 10 } })
    await executor.submit(order(), NOW)
    executor.play(bar(1, 100))
    executor.play(bar(2, 100, 100, 90, 90))
    const fills = await executor.fillsSince(0)
    expect(fills.map(({ clientId, side }) => [clientId, side])).toEqual([
      ['order-1', 'buy'],
      [undefined, 'sell'],
    ])
  })
})

describe('shadowExecutor', () => {
  it('is one of another mode', () => {
    expect([shadowExecutor({ symbol: 'A' }).mode, paper().mode]).toEqual(['shadow', 'paper'])
    expect(() => shadowExecutor({ symbol: 'A', settings: { capital: -1 } })).toThrow(expect.objectContaining({ code: 'backtest/settings' }))
  })
})
