import { describe, expect, it } from 'vitest'
import { SimulatedExchange } from '../../src/engine/orders/simulated-exchange.ts'
import type { Admit } from '../../src/engine/refusals.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { TargetDesk } from '../../src/execution/target-desk.ts'
import { type Bar, barAt } from '../../src/market/bars.ts'
import { barsOf, type Row } from '../engine/bars-of.ts'

type Played = [bar: Row | number, target: number]

/** Lets bars happen one after the other; each row is a bar, or a price, and the target of its close. */
function deskOf(input: BacktestSettingsInput, rows: readonly Played[], admit?: Admit) {
  const settings = resolveSettings(input)
  const exchange = new SimulatedExchange(settings)
  const bars = barsOf(...rows.map(([row]): Row => (typeof row === 'number' ? [row, row, row, row] : row)))
  const desk = new TargetDesk(exchange, settings, { bars, admit })
  for (const [index, [, target]] of rows.entries()) {
    exchange.openBar(index, barAt(bars, index) as Bar)
    desk.atOpen(index)
    exchange.closeBar()
    desk.atClose(target, index)
  }
  return { exchange, desk }
}

const play = (input: BacktestSettingsInput, ...rows: Played[]) => deskOf(input, rows).exchange
const refused = (input: BacktestSettingsInput, rows: readonly Played[], admit?: Admit) =>
  deskOf(input, rows, admit).desk.refusals.map(({ index, reason, quantity, price, target }) => [index, reason, quantity, price, target])

const short = ({ fills }: SimulatedExchange) => fills.map(({ index, quantity, price, reason }) => [index, quantity, price, reason])

describe('targets', () => {
  it('are traded at the next open, sized at its price', () => {
    expect(short(play({ capital: 1000 }, [100, 1], [50, 1], [60, 0], [70, 0]))).toEqual([
      [1, 20, 50, 'signal'],
      [3, -20, 70, 'signal'],
    ])
  })

  it('or at their close', () => {
    expect(short(play({ capital: 1000, fillAt: 'close' }, [100, 1], [50, 1], [60, 0]))).toEqual([
      [0, 10, 100, 'signal'],
      [2, -10, 60, 'signal'],
    ])
  })

  it('on the other side close the position first', () => {
    // 10 at 100 are worth 2000 at 200; minus a half of that is 5 sold short.
    expect(short(play({ capital: 1000 }, [100, 1], [100, -0.5], [200, -0.5]))).toEqual([
      [1, 10, 100, 'signal'],
      [2, -10, 200, 'signal'],
      [2, -5, 200, 'signal'],
    ])
  })

  it('that stay the same trade nothing, also after an exit', () => {
    const dip: Row = [100, 100, 97, 100]
    expect(short(play({ sizing: { units: 1 }, exits: { stopLoss: 0.02 } }, [100, 1], [100, 1], [dip, 1], [100, 1], [100, 1]))).toEqual([
      [1, 1, 100, 'signal'],
      [2, -1, 98, 'stop'],
    ])
  })

  it('may be unknown at first, not later', () => {
    expect(short(play({ sizing: { units: 1 } }, [100, Number.NaN], [100, 1], [101, 1]))).toEqual([[2, 1, 101, 'signal']])
    expect(() => play({}, [100, 0], [100, Number.NaN])).toThrow(/target is NaN at bar 1/)
  })

  it('trade nothing when nothing is left', () => {
    const exchange = play({ capital: 1000 }, [100, -1], [100, -1], [300, 1], [300, 1])
    expect(short(exchange).at(-1)).toEqual([2, 10, 300, 'liquidation'])
    expect(exchange.worth()).toBe(-1000)
  })
})

describe('exit orders', () => {
  it('go with a position that is closed because nothing but crumbs is left to hold', () => {
    // Ten times 500 on credit; at four fifths of the price all is lost but a rounding.
    const rows: Played[] = [
      [100.49999999999999, 0],
      [100.49999999999999, 0.5],
      [101.10299999999998, 1],
      [80.88239999999999, 0],
    ]
    const exchange = play({ sizing: { fraction: 10 }, exits: { trailingStop: 0.01 } }, ...rows, [80, 0])
    expect(exchange.fills.map(({ index, quantity }) => [index, Math.sign(quantity)])).toEqual([
      [2, 1],
      [3, -1],
    ])
    expect(exchange.orders).toEqual([])
  })

  const exits = { stopLoss: 0.02, trailingStop: 0.1 }

  it('rest as soon as there is a position, and go with it', () => {
    const exchange = play({ sizing: { units: 1 }, exits }, [100, 1], [100, 1])
    expect(exchange.orders.map(order => [order.kind, order.placedAt])).toEqual([
      ['stop', 1],
      ['trailing', 1],
    ])
    expect(play({ sizing: { units: 1 }, exits }, [100, 1], [100, 0], [100, 0]).orders).toEqual([])
  })

  it('move to the average price of a position that grows, and the trailing stop keeps its extreme', () => {
    const exchange = play({ sizing: { units: 10 }, exits }, [100, 0.5], [100, 0.5], [120, 1], [110, 1])
    // 5 at 100 and 5 at 110: 105 on average.
    expect(exchange.orders).toMatchObject([
      { kind: 'stop', quantity: 10, level: 105 * 0.98, placedAt: 1 },
      { kind: 'trailing', quantity: 10, extreme: 120, placedAt: 1 },
    ])
  })

  it('that grew keep their age: the same open can jump over them', () => {
    const exchange = play({ sizing: { units: 10 }, exits: { stopLoss: 0.02 } }, [100, 1], [100, 0.5], [90, 0.5])
    expect(short(exchange)).toEqual([
      [1, 10, 100, 'signal'],
      [2, -5, 90, 'signal'],
      [2, -5, 90, 'stop'],
    ])
    expect(exchange.gapExits).toBe(1)
  })
})

describe('holding time', () => {
  const input = { sizing: { units: 1 }, exits: { maxBars: 2 } }

  it('ends at the open after maxBars bars', () => {
    expect(short(play(input, [100, 1], [101, 1], [102, 1], [103, 1], [104, 1]))).toEqual([
      [1, 1, 101, 'signal'],
      [3, -1, 103, 'time'],
    ])
  })

  it('or at the close', () => {
    expect(short(play({ ...input, fillAt: 'close' }, [100, 1], [101, 1], [102, 1], [103, 1]))).toEqual([
      [0, 1, 100, 'signal'],
      [2, -1, 102, 'time'],
    ])
  })

  it('goes on when the position only changes its size, and starts again on the other side', () => {
    expect(short(play(input, [100, 1], [101, 0.5], [102, 0.5], [103, 0.5])).slice(2)).toEqual([[3, -0.5, 103, 'time']])
    expect(short(play(input, [100, 1], [101, -1], [102, -1], [103, -1], [104, -1])).slice(3)).toEqual([[4, 1, 104, 'time']])
  })

  it('gives way to a new target', () => {
    expect(short(play(input, [100, 1], [101, 1], [102, 0], [103, 0])).at(-1)).toEqual([3, -1, 103, 'signal'])
  })
})

describe('a bar without enough volume', () => {
  const costs = { participation: 0.5 }
  const flat = (price: number, volume: number): Row => [price, price, price, price, volume]

  it('leaves the rest of a signal to the next opens, sized anew', () => {
    const rows: Played[] = [
      [100, 1],
      [flat(100, 8), 1],
      [flat(50, 0), 1],
      [flat(50, 1e6), 1],
      [100, 1],
    ]
    // 4 at 100; then 800 are worth 16 at 50.
    expect(short(play({ capital: 1000, costs }, ...rows))).toEqual([
      [1, 4, 100, 'signal'],
      [3, 12, 50, 'signal'],
    ])
  })

  it('leaves the rest of an exit to the next opens, as a market order for the same reason', () => {
    const exits = { stopLoss: 0.05, takeProfit: 0.05, targetFill: 'limit' as const }
    const rows: Played[] = [
      [100, 1],
      [100, 1],
      [[100, 105, 100, 103, 6], 1],
      [[90, 90, 80, 85, 8], 1],
      [85, 1],
    ]
    expect(short(play({ sizing: { units: 10 }, costs, exits }, ...rows))).toEqual([
      [1, 10, 100, 'signal'],
      [2, -3, 105, 'target'],
      [3, -4, 90, 'target'],
      [4, -3, 85, 'target'],
    ])
  })

  it('lets a new target replace an exit that is under way', () => {
    const rows: Played[] = [
      [100, 1],
      [100, 1],
      [[100, 100, 94, 96, 6], 0.5],
      [96, 0.5],
      [96, 0.5],
    ]
    expect(short(play({ sizing: { units: 10 }, costs, exits: { stopLoss: 0.05 } }, ...rows))).toEqual([
      [1, 10, 100, 'signal'],
      [2, -3, 95, 'stop'],
      [3, -2, 96, 'signal'],
    ])
  })

  it('does not keep a liquidation waiting', () => {
    const rows: Played[] = [
      [100, 1],
      [100, 1],
      [[100, 100, 60, 70, 6], 1],
    ]
    // 40 for 4000: after the stop for 3 at 95 there are 37 left, and 2715 owed.
    const fills = short(play({ capital: 1000, sizing: { fraction: 4 }, costs, exits: { stopLoss: 0.05 } }, ...rows))
    expect(fills).toEqual([
      [1, 40, 100, 'signal'],
      [2, -3, 95, 'stop'],
      [2, -37, 2715 / 37, 'liquidation'],
    ])
  })

  it('waits with the opening of a reversal until the other side is closed', () => {
    const rows: Played[] = [
      [100, 1],
      [100, -1],
      [flat(100, 12), -1],
      [flat(100, 1e6), -1],
      [100, -1],
    ]
    expect(short(play({ sizing: { units: 10 }, costs }, ...rows))).toEqual([
      [1, 10, 100, 'signal'],
      [2, -6, 100, 'signal'],
      [3, -4, 100, 'signal'],
      [3, -10, 100, 'signal'],
    ])
  })

  it('counts the holding time from the open that filled at last', () => {
    const rows: Played[] = [
      [flat(100, 0), 1],
      [100, 1],
      [100, 1],
      [100, 1],
    ]
    expect(short(play({ sizing: { units: 1 }, fillAt: 'close', costs, exits: { maxBars: 2 } }, ...rows))).toEqual([
      [1, 1, 100, 'signal'],
      [2, -1, 100, 'time'],
    ])
  })
})

describe('a refused order', () => {
  it('is listed once, and the position stays', () => {
    expect(
      refused({ capital: 1000, instrument: { lot: 11 } }, [
        [100, 1],
        [100, 1],
        [100, 1],
      ]),
    ).toEqual([[1, 'size', 0, 100, 1]])
    const small = { sizing: { units: 10 }, instrument: { minNotional: 600 } }
    expect(
      refused(small, [
        [100, 1],
        [100, 0.5],
        [110, 0.5],
      ]),
    ).toEqual([[2, 'min-notional', -5, 110, 0.5]])
    expect(short(play(small, [100, 1], [100, 0.5], [110, 0]))).toEqual([[1, 10, 100, 'signal']])
  })

  it('never is a whole close', () => {
    const small = { sizing: { units: 1 }, instrument: { minNotional: 90 } }
    expect(short(play(small, [100, 1], [100, 0], [50, 0])).at(-1)).toEqual([2, -1, 50, 'signal'])
  })

  it('can be one that a house does not admit: only what adds exposure is asked for', () => {
    const asked: unknown[] = []
    const admit: Admit = ({ time: _, ...order }) => {
      asked.push(order)
      const ok = order.quantity < 8
      return { ok, refusals: ok ? [] : ['too large', 'really'].map(message => ({ code: 'house/size', message })) }
    }
    const rows: Played[] = [
      [100, 0.5],
      [100, -1],
      [100, 0],
      [100, 0],
    ]
    const { exchange, desk } = deskOf({ sizing: { units: 10 }, capital: 1000 }, rows, admit)
    expect(short(exchange)).toEqual([
      [1, 5, 100, 'signal'],
      [2, -5, 100, 'signal'],
    ])
    expect(desk.refusals).toEqual([{ index: 2, reason: 'admit', quantity: -10, price: 100, target: -1, detail: 'too large; really' }])
    const common = { symbol: 'TEST', price: 100, position: 0, equity: 1000 }
    expect(asked).toEqual([
      { ...common, index: 1, side: 'buy', quantity: 5, target: 0.5 },
      { ...common, index: 2, side: 'sell', quantity: 10, target: -1 },
    ])
  })

  it('can be one for which something is not known yet', () => {
    const rows: Played[] = [
      [100, 1],
      [100, 1],
      [[100, 104, 100, 104], 0],
      [104, 0.5],
      [104, 0.5],
    ]
    const exits = { stopAtr: 0.5, atrPeriod: 2 }
    expect(refused({ exits }, rows)).toEqual([[1, 'atr-unknown', 0, 100, 1]])
    expect(refused({ sizing: { volatility: 1, period: 2 } }, rows)).toEqual([[1, 'volatility-unknown', 0, 100, 1]])
  })
})

describe('a position is brought back to its size', () => {
  const half = { capital: 1000, sizing: { fraction: 0.5 } }

  it('every so many closes, counted from the first target', () => {
    const rows: Played[] = [
      [100, Number.NaN],
      [100, 1],
      [100, 1],
      [200, 1],
      [200, 1],
      [200, 1],
    ]
    // 5 at 100. At 200 there are 1500: half of it are 3.75.
    expect(short(play({ ...half, rebalance: { every: 2 } }, ...rows))).toEqual([
      [2, 5, 100, 'signal'],
      [4, -1.25, 200, 'signal'],
    ])
  })

  it('when it is off by more than a band of the equity', () => {
    const rows: Played[] = [
      [100, 1],
      [100, 1],
      [140, 1],
      [160, 1],
      [160, 1],
    ]
    // At 140: 700 of 1200, off by 100 = 8.3 %. At 160: 800 of 1300, off by 150 = 11.5 %; 650 are 4.0625.
    expect(short(play({ ...half, rebalance: { band: 0.1 } }, ...rows))).toEqual([
      [1, 5, 100, 'signal'],
      [4, -0.9375, 160, 'signal'],
    ])
  })
})

describe('rules of a position', () => {
  it('a stop moves to the entry price after the bar that went far enough', () => {
    const rows: Played[] = [
      [100, 1],
      [100, 1],
      [[100, 103, 99, 102], 1],
      [[102, 102, 99, 101], 1],
    ]
    expect(short(play({ sizing: { units: 1 }, exits: { stopLoss: 0.05, breakEven: 0.02 } }, ...rows)).at(-1)).toEqual([
      3,
      -1,
      100,
      'break-even',
    ])
  })

  it('ranges are those of the close that decided, kept while the position grows', () => {
    const rows: Played[] = [
      [100, 0],
      [[100, 104, 100, 100], 0.5],
      [[100, 120, 100, 110], 1],
      [110, 1],
      [[110, 110, 100, 100], 1],
    ]
    // Range 4: stop at 92, with 5 more at 110 on average 105 at 97; not at 85 as with the range of 20.
    const exits = { stopAtr: 2, atrPeriod: 1 }
    expect(short(play({ sizing: { units: 10 }, exits }, ...rows))).toEqual([
      [2, 5, 100, 'signal'],
      [3, 5, 110, 'signal'],
    ])
    expect(short(play({ sizing: { units: 10 }, exits }, ...rows, [[100, 100, 90, 95], 1])).at(-1)).toEqual([5, -10, 97, 'stop'])
  })

  it('the target of a bar that has both counts, if asked', () => {
    const rows: Played[] = [
      [100, 1],
      [[100, 103, 97, 100], 1],
    ]
    const exits = { stopLoss: 0.02, takeProfit: 0.02 }
    const both = play({ sizing: { units: 1 }, exits: { ...exits, sameBar: 'target' } }, ...rows)
    expect(short(both).at(-1)).toEqual([1, -1, 102, 'target'])
    expect(both.ambiguousBars).toBe(1)
    expect(short(play({ sizing: { units: 1 }, exits }, ...rows)).at(-1)).toEqual([1, -1, 98, 'stop'])
  })
})
