import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { BacktestSettingsInput } from '../../src/engine/settings.ts'
import { eachBar } from '../../src/execution/each-bar.ts'
import type { Gatekeeper } from '../../src/execution/gatekeeper.ts'
import { MemoryJournal } from '../../src/execution/journal.ts'
import { OrderDesk } from '../../src/execution/order-desk.ts'
import { ShadowSession } from '../../src/execution/shadow-session.ts'
import { shadowExecutor } from '../../src/execution/simulated-executor.ts'
import { LimitBreaker } from '../../src/risk/limit-breaker.ts'
import { Strategy } from '../../src/strategies/strategy.ts'
import { barsOf, type Row } from '../engine/bars-of.ts'
import { openGates } from './shadow-gates.ts'

class Scripted extends Strategy<typeof Scripted.params> {
  static override readonly id = 'scripted'
  static override readonly params = z.object({ script: z.array(z.number()) })
  private bar = 0
  protected override decide() {
    return this.params.script[this.bar++]
  }
}

type Played = readonly [bar: Row | number, target: number]

function play(rows: readonly Played[], settings: BacktestSettingsInput, gates: Gatekeeper = openGates(), at?: (bar: number) => void) {
  const bars = barsOf(...rows.map(([row]): Row => (typeof row === 'number' ? [row, row, row, row] : row)))
  const journal = new MemoryJournal()
  const executor = shadowExecutor({ symbol: bars.symbol, settings: { sizing: { units: 1 }, ...settings } })
  const desk = new OrderDesk({ session: 's', journal, executor, gates })
  const params = { script: rows.map(([, target]) => target) }
  const session = new ShadowSession({ strategy: Scripted, params, timeframe: bars.timeframe, desk })
  let count = 0
  for (const bar of eachBar(bars)) {
    at?.(count++)
    session.onBar(bar)
  }
  const result = session.result()
  const orders = result.orders.map(({ intent: { side, quantity, kind, price, reason, reduceOnly }, state, filled }) =>
    [side, quantity, kind, price ?? '-', reason, reduceOnly === true ? 'reduces' : 'opens', state, filled].join(' '),
  )
  return { result, orders, journal, fills: result.fills.map(({ index, quantity, price }) => [index, quantity, price]) }
}

describe('orders of a shadow session', () => {
  it('are entries, exits, and what leaves with a new target', () => {
    const exits = { stopLoss: 0.02 }
    const { orders } = play(
      [
        [100, 1],
        [100, 1],
        [[100, 100, 97, 97], 0],
        [97, -1],
        [97, 0],
        [97, 0],
      ],
      { exits },
    )
    expect(orders).toEqual([
      'buy 1 market - signal opens filled 1',
      'sell 1 market - stop reduces filled 1',
      'sell 1 market - signal opens filled 1',
      'buy 1 market - signal reduces filled 1',
    ])
  })

  it('at a limit say so, and ask for no more than an open that jumped over it gives', () => {
    const exits = { takeProfit: 0.02, targetFill: 'limit' as const }
    expect(
      play(
        [
          [100, 1],
          [[100, 103, 100, 100], 1],
          [100, 1],
        ],
        { exits },
      ).orders[1],
    ).toBe('sell 1 limit 102 target reduces filled 1')
    const gap = play(
      [
        [100, 1],
        [100, 1],
        [110, 1],
      ],
      { exits },
    )
    expect(gap.orders[1]).toBe('sell 1 limit 110 target reduces filled 1')
    expect(gap.fills[1]).toEqual([2, -1, 110])
  })

  it('that the volume cuts are one order with several fills', () => {
    const thin = (price: number, volume: number): Row => [price, price, price, price, volume]
    const rows: Played[] = [
      [100, 1],
      [100, 1],
      [thin(97, 1), 1],
      [thin(97, 0.8), 1],
      [thin(97, 100), 1],
    ]
    const { orders, result } = play(rows, { exits: { stopLoss: 0.02 }, costs: { participation: 0.5 } })
    expect(orders.at(-1)).toBe('sell 1 market - stop reduces filled 1')
    expect(result.orders.at(-1)?.fillIds).toHaveLength(3)
  })

  it('that are refused do not fill: an entry is given up until the target changes', () => {
    const breaker = new LimitBreaker()
    breaker.trip({ reason: 'test', actor: 'Ada', at: 0, account: { positions: {} } })
    const reset = (bar: number) => {
      if (bar === 3) breaker.reset({ reason: 'over', actor: 'Ada', at: 1 })
    }
    const { fills, result, journal } = play(
      [
        [100, 1],
        [100, 1],
        [100, 1],
        [100, 1],
        [100, 0.5],
        [100, 0.5],
      ],
      {},
      openGates({ breaker }),
      reset,
    )
    expect(result.refusals).toMatchObject([{ index: 1, reason: 'admit', detail: expect.stringContaining('trading was stopped: test') }])
    expect(fills).toEqual([[5, 0.5, 100]])
    expect(journal.read('s').filter(({ type }) => type === 'refusal')).toHaveLength(1)
  })

  it('that only reduce leave although trading was stopped', () => {
    const breaker = new LimitBreaker()
    const trip = (bar: number) => {
      if (bar === 2) breaker.trip({ reason: 'test', actor: 'Ada', at: 0, account: { positions: {} } })
    }
    const { fills } = play(
      [
        [100, 1],
        [100, 1],
        [[100, 100, 90, 90], 1],
        [90, 1],
      ],
      { exits: { stopLoss: 0.02 } },
      openGates({ breaker }),
      trip,
    )
    expect(fills).toEqual([
      [1, 1, 100],
      [2, -1, 98],
    ])
  })

  it('that are exits and are refused are tried again at the next bar', () => {
    let closed = true
    const extra = [
      {
        id: 'test',
        check: ({ intent }: { intent: { reason?: string | undefined } }) =>
          closed && intent.reason === 'stop' ? [{ code: 'test/no', message: 'no' }] : [],
      },
    ]
    const open = (bar: number) => {
      closed = bar < 3
    }
    const { fills, journal } = play(
      [
        [100, 1],
        [100, 1],
        [[100, 100, 97, 97], 1],
        [96, 1],
        [95, 1],
      ],
      { exits: { stopLoss: 0.02 } },
      openGates({ extra }),
      open,
    )
    expect(fills).toEqual([
      [1, 1, 100],
      [3, -1, 96],
    ])
    expect(journal.read('s').filter(({ type }) => type === 'refusal').length).toBeGreaterThan(0)
  })

  it('are whole lots, or nothing is traded', () => {
    const { fills, orders } = play(
      [
        [100, 1],
        [100, 1],
        [100, 1],
      ],
      { sizing: { units: 1.25 } },
      openGates({ instruments: { TEST: { lot: 0.5 } } }),
    )
    expect(orders).toEqual(['buy 1 market - signal opens rejected 0'])
    expect(fills).toEqual([])
  })

  it('of the house itself are written down as such', () => {
    const { journal, result } = play(
      [
        [100, -1],
        [100, -1],
        [250, -1],
      ],
      { capital: 100 },
    )
    expect(result.fills.map(({ reason }) => reason)).toEqual(['signal', 'liquidation'])
    expect(journal.read('s').at(-1)?.data).toMatchObject({ kind: 'liquidation', fill: { side: 'buy', quantity: 1 } })
  })
})
