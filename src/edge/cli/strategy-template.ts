/** One name in all the spellings that a strategy needs. */
export interface StrategyNames {
  /** snake_case. */
  readonly id: string
  /** kebab-case, without an extension. */
  readonly file: string
  /** PascalCase. */
  readonly className: string
  readonly title: string
}

/** The source of a new strategy. */
export function strategySource(names: StrategyNames, orders: boolean): string {
  return orders ? orderSource(names) : targetSource(names)
}

/** A test of it for the test runner that comes with Node. */
export function strategyTestSource(names: StrategyNames, orders: boolean): string {
  return orders ? orderTestSource(names) : targetTestSource(names)
}

function targetSource({ id, className, title }: StrategyNames): string {
  return `import { sma, Strategy } from 'peak-trade'
import * as z from 'zod'

/** Long from a close well above its average until a close below it. */
export class ${className} extends Strategy<typeof ${className}.params> {
  static override readonly id = '${id}'
  static override readonly title = '${title}'
  static override readonly params = z.object({
    period: z.int().min(2).default(20).describe('bars of the average'),
    margin: z.number().min(0).max(1).default(0.01).describe('how far above the average a long begins, as a fraction'),
  })

  private readonly average = this.use(sma, { period: this.params.period })

  /** How much of the account to hold from the next bar on: 1 is all of it long, 0 nothing, -1 all of it short. */
  protected override decide(): number {
    if (this.close.value > this.average.value * (1 + this.params.margin)) return 1
    if (this.close.value < this.average.value) return 0
    return this.held
  }
}
`
}

function targetTestSource({ file, className }: StrategyNames): string {
  return `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backtest, normalizeBars, syntheticBars } from 'peak-trade'
import { checkStrategy } from 'peak-trade/testing'
import { ${className} } from './${file}.ts'

/** Daily bars that open, trade and close at one price each. */
function barsOf(closes: readonly number[]) {
  const rows = closes.map((close, day) => ({
    time: Date.UTC(2024, 0, 1 + day),
    open: close,
    high: close,
    low: close,
    close,
    volume: 1,
  }))
  return normalizeBars(rows, { symbol: 'TEST', timeframe: '1d' }).bars
}

test('decides as worked out by hand', () => {
  // Averages of 3 from the third bar on: 10, 11, 11.1, 10.
  const bars = barsOf([10, 10, 10, 13, 10.3, 6.7])
  // Nothing is known yet, nothing; not above; 13 is well above 11; 10.3 is below 11.1; 6.7 is below 10.
  assert.deepEqual([...new ${className}({ period: 3 }).follow(bars)], [Number.NaN, Number.NaN, 0, 1, 0, 0])
})

test('keeps the contract: no look ahead, live as in a backtest', () => {
  assert.deepEqual(checkStrategy(${className}).refusals, [])
})

test('trades', () => {
  const { summary } = backtest(${className}, syntheticBars({ seed: 1, length: 1000 }), { costs: { feeBps: 10 } })
  assert.ok(summary.trades > 0)
})
`
}

function orderSource({ id, className, title }: StrategyNames): string {
  return `import { OrderStrategy, sma } from 'peak-trade'
import * as z from 'zod'

/** Bids below the average, with a stop and a profit target from the moment of the fill. */
export class ${className} extends OrderStrategy<typeof ${className}.params> {
  static override readonly id = '${id}'
  static override readonly title = '${title}'
  static override readonly params = z.object({
    period: z.int().min(2).default(20).describe('bars of the average'),
    dip: z.number().min(0).max(0.5).default(0.01).describe('how far below the average to bid, as a fraction'),
    stop: z.number().min(0.001).max(0.5).default(0.03).describe('distance of the stop from the entry, as a fraction'),
    target: z.number().min(0.001).max(1).default(0.03).describe('distance of the profit target from the entry, as a fraction'),
  })

  private readonly average = this.use(sma, { period: this.params.period })

  /** Called at the close of every bar; what is placed here can be filled from the next open on. */
  protected override onBar(): void {
    if (this.position.quantity !== 0) return
    this.cancelAll()
    this.buy({
      fraction: 1,
      limit: this.average.value * (1 - this.params.dip),
      stopLoss: { distance: this.params.stop },
      takeProfit: { distance: this.params.target },
    })
  }
}
`
}

function orderTestSource({ file, className }: StrategyNames): string {
  return `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backtest, normalizeBars } from 'peak-trade'
import { checkOrderStrategy } from 'peak-trade/testing'
import { ${className} } from './${file}.ts'

test('bids as worked out by hand', () => {
  const closes = [98, 100, 102, 96, 104]
  const rows = closes.map((close, day) => ({
    time: Date.UTC(2024, 0, 1 + day),
    open: close,
    high: close + 1,
    low: close - 1,
    close,
    volume: 1,
  }))
  const { bars } = normalizeBars(rows, { symbol: 'TEST', timeframe: '1d' })
  const { fills, orders } = backtest(${className}, bars, { params: { period: 3, dip: 0.02, stop: 0.1, target: 0.05 } })
  // The first average of 3 closes is 100, at bar 2: the bid is 2 % below it.
  assert.equal(orders[0].placedIndex, 2)
  assert.equal(orders[0].limit, 98)
  // Bar 3 opens at 96, which is better than 98; bar 4 opens at 104, beyond the target 5 % above.
  assert.deepEqual(
    fills.map(({ index, price }) => [index, price]),
    [
      [3, 96],
      [4, 104],
    ],
  )
})

test('keeps the contract: no look ahead, live as in a backtest', () => {
  const { refusals, orders } = checkOrderStrategy(${className})
  assert.deepEqual(refusals, [])
  assert.ok(orders > 0)
})
`
}
