import { expect, it } from 'vitest'
import { OrderStrategy } from '../../src/engine/orders/order-strategy.ts'
import { ensemble } from '../../src/strategies/library/ensemble.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { lookedAt } from '../../src/strategies/looked-at.ts'
import { Strategy } from '../../src/strategies/strategy.ts'
import { viewsOf } from '../../src/strategies/strategy-views.ts'

class Days extends Strategy {
  static override readonly id: string = 'days'
  readonly views = [this.higher('1d'), this.higher('1d'), this.other('A')]
  protected override decide() {
    return 0
  }
}

class Orders extends OrderStrategy {
  static override readonly id = 'orders'
  readonly inner = new Days()
  readonly week = this.higher('1w')
  readonly b = this.other('B')
  protected override onBar() {}
}

it('finds what a strategy looks at, and those that it includes or keeps', () => {
  expect(lookedAt(new MaCrossover())).toEqual({ timeframes: [], symbols: [] })
  expect(lookedAt(new Days())).toEqual({ timeframes: ['1d'], symbols: ['A'] })
  expect(lookedAt(new Orders())).toEqual({ timeframes: ['1w', '1d'], symbols: ['B', 'A'] })
  const Both = ensemble({ id: 'both', members: [{ strategy: Days }, { strategy: MaCrossover }] })
  expect(lookedAt(new Both())).toEqual({ timeframes: ['1d'], symbols: ['A'] })
})

it('views belong to one strategy', () => {
  const [one, two] = [new Days(), new Days()]
  expect(viewsOf(one)).toHaveLength(2)
  expect(viewsOf(two)).not.toContain(viewsOf(one)[0])
  expect(viewsOf(new MaCrossover())).toEqual([])
})
