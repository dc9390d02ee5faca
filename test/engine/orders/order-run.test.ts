import { expect, it } from 'vitest'
import { OrderRun } from '../../../src/engine/orders/order-run.ts'
import { OrderStrategy } from '../../../src/engine/orders/order-strategy.ts'
import { resolveSettings } from '../../../src/engine/settings.ts'
import { sma } from '../../../src/indicators/sma.ts'
import { type Bars, sliceBars } from '../../../src/market/bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'

class Busy extends OrderStrategy {
  static override readonly id = 'busy'
  readonly average = this.use(sma, { period: 10 })
  readonly acted: number[] = []
  protected override onBar() {
    this.acted.push(this.index)
    if (this.orders.length > 3) this.cancelAll()
    if (this.close.value > this.average.value) this.buy({ fraction: 0.3, limit: this.low.value, stopLoss: { trailing: 0.02 } })
    else this.sell({ quantity: 1, stop: this.low.value, takeProfit: { distance: 0.01 }, timeInForce: { bars: 2 } })
  }
}

const bars = syntheticBars({ seed: 4, length: 300, timeframe: '1h', volatility: 1.5 })
const start = () => {
  const strategy = new Busy()
  return { strategy, run: new OrderRun(strategy, resolveSettings({ costs: { feeBps: 10 } })) }
}
const playOn = (...histories: readonly Bars[]) => {
  const { strategy, run } = start()
  for (const history of histories) run.follow(history)
  return { strategy, run }
}

it('acts once on every bar after the warm-up', () => {
  const { strategy } = playOn(sliceBars(bars, 0, 5), sliceBars(bars, 0, 5), bars)
  expect(strategy.acted).toEqual(Array.from({ length: 291 }, (_, k) => k + 9))
})

it('a history in pieces gives the same', () => {
  const whole = playOn(bars).run
  const pieces = playOn(sliceBars(bars, 0, 1), sliceBars(bars, 0, 100), sliceBars(bars, 0, 101), bars).run
  expect(whole.exchange.fills.length).toBeGreaterThan(20)
  expect(pieces.exchange.fills).toEqual(whole.exchange.fills)
  expect(pieces.exchange.records).toEqual(whole.exchange.records)
  expect([...pieces.equity]).toEqual([...whole.equity])
  expect(pieces.simulation()).toEqual(whole.simulation())
})

it('knows what it leaves behind', () => {
  const { run } = playOn(bars)
  const { account, barsInPosition, turned } = run.simulation()
  const { fills } = run.exchange
  let held = 0
  const positions = Array.from({ length: bars.length }, (_, t) => {
    for (const { index, quantity } of fills) if (index === t) held += quantity
    return Math.abs(held) > 1e-9
  })
  expect(barsInPosition).toBe(positions.filter(Boolean).length)
  expect(account.fees).toBeCloseTo(
    fills.reduce((sum, { fee }) => sum + fee, 0),
    9,
  )
  expect(turned).toBeGreaterThan(0)
  expect(run.fillLog().toArray()).toEqual(fills)
})
