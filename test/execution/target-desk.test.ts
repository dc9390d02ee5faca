import { describe, expect, it } from 'vitest'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { type PriceBar, SimulatedExchange } from '../../src/engine/simulated-exchange.ts'
import { TargetDesk } from '../../src/execution/target-desk.ts'

const at = (price: number): PriceBar => ({ open: price, high: price, low: price, close: price })

/** Lets bars happen one after the other; each row is a bar, or a price, and the target of its close. */
function play(input: BacktestSettingsInput, ...rows: [bar: PriceBar | number, target: number][]) {
  const settings = resolveSettings(input)
  const exchange = new SimulatedExchange(settings)
  const desk = new TargetDesk(exchange, settings)
  for (const [index, [bar, target]] of rows.entries()) {
    exchange.openBar(index, typeof bar === 'number' ? at(bar) : bar)
    desk.atOpen()
    exchange.closeBar()
    desk.atClose(target, index)
  }
  return exchange
}

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
    const dip = { open: 100, high: 100, low: 97, close: 100 }
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
