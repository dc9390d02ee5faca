import * as z from 'zod/mini'
import type { Bars } from '../../src/market/bars.ts'
import { Strategy } from '../../src/strategies/strategy.ts'
import { barsOf, type Row } from './bars-of.ts'

/** Follows a list of targets, one per bar. */
export class Listed extends Strategy<typeof Listed.params> {
  static override readonly id = 'listed'
  static override readonly params = z.object({ list: z.array(z.number()) })
  protected override decide() {
    return this.params.list[this.index]
  }
}

/** A sleeve that follows a list. */
export const listed = (symbol: string, list: readonly number[], more = {}) => ({
  strategy: Listed,
  params: { list: [...list] },
  symbol,
  ...more,
})
/** Bars with a symbol of their own. */
export const named = (symbol: string, ...rows: Row[]): Bars => ({ ...barsOf(...rows), symbol })
/** A bar on which nothing moves. */
export const flat = (price: number): Row => [price, price, price, price]
