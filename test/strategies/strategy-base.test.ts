import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { sma } from '../../src/indicators/sma.ts'
import { BarBuffer } from '../../src/market/bar-buffer.ts'
import { ColumnCache } from '../../src/strategies/column-cache.ts'
import { createStrategy, type History, StrategyBase } from '../../src/strategies/strategy-base.ts'
import { d1 } from '../golden/d1.ts'

/** A strategy that neither decides nor trades: it only looks. */
class Looker extends StrategyBase<typeof Looker.params> {
  static override readonly id = 'looker'
  static override readonly params = z.object({ period: z.int().min(1).default(3) })
  readonly average = this.use(sma, { period: this.params.period })
  readonly twice = this.use(sma, { period: 4 }, this.average)

  look(history: History, to = history.length, columns?: ColumnCache): this {
    this.advance(history, to, columns)
    this.cursor.index = Math.max(0, to - 1)
    return this
  }
  end(): this {
    this.retire()
    return this
  }
  get seen() {
    return { bar: this.index, open: this.open.value, close: this.close.value, volume: this.volume.value, twice: this.twice.value }
  }
}

describe('what every strategy is made of', () => {
  it('features of bars and of features, and the warm-up that they add up to', () => {
    const bars = d1()
    const looker = new Looker().look(bars, 50)
    const twice = sma(sma(bars.close, { period: 3 }), { period: 4 })
    expect(looker.warmup).toBe(2 + 3)
    expect(looker.seen).toEqual({ bar: 49, open: bars.open[49], close: bars.close[49], volume: bars.volume[49], twice: twice[49] })
  })

  it('a history that grows gives the same to the bit', () => {
    const bars = d1()
    const whole = new Looker().look(bars)
    const buffer = new BarBuffer({ symbol: 'A', timeframe: '1d', capacity: 1 })
    const growing = new Looker()
    for (let i = 0; i < bars.length; i++) {
      const { time, open, high, low, close, volume } = bars
      buffer.append({ time: time[i], open: open[i], high: high[i], low: low[i], close: close[i], volume: volume[i] })
      growing.look(buffer)
    }
    expect([...growing.twice.column.subarray(0, bars.length)]).toEqual([...whole.twice.column])
  })

  it('cannot go back', () => {
    expect(() => new Looker().look(d1(), 20).look(d1(), 19)).toThrow('looker has decided 20 bars and cannot go back to 19')
  })

  it('sees nothing more after its end', () => {
    expect(() => new Looker().look(d1(), 20).end().look(d1())).toThrow('make a new one')
  })

  it('shared columns are the same object, and those that an own one would have', () => {
    const bars = d1()
    const columns = new ColumnCache()
    const [one, two] = [0, 1].map(() => new Looker().look(bars, bars.length, columns))
    expect(two.twice.column).toBe(one.twice.column)
    expect([...one.twice.column]).toEqual([...new Looker().look(bars).twice.column])
  })

  it('is made from a class and parameters from outside', () => {
    expect(createStrategy(Looker, { period: 7 }).params).toEqual({ period: 7 })
    expect(() => createStrategy(Looker, { period: 0 })).toThrow('looker: period is 0')
  })
})
