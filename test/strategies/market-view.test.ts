import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { seededRandom } from '../../src/base/random.ts'
import { backtest } from '../../src/engine/backtest.ts'
import { macd } from '../../src/indicators/macd.ts'
import { rollingBeta } from '../../src/indicators/rolling-beta.ts'
import { rsi } from '../../src/indicators/rsi.ts'
import { sma } from '../../src/indicators/sma.ts'
import { type Bars, sliceBars } from '../../src/market/bars.ts'
import { resampleBars } from '../../src/market/resample.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { withOthers } from '../../src/market/with-others.ts'
import { sweep } from '../../src/research/sweep.ts'
import { ColumnCache } from '../../src/strategies/column-cache.ts'
import type { Feature } from '../../src/strategies/feature.ts'
import { Strategy } from '../../src/strategies/strategy.ts'
import { LiveHistory, poison, randomMarket } from '../../src/strategies/strategy-histories.ts'
import { TargetChanges } from '../../src/strategies/target-changes.ts'

const LOOKED = { timeframes: ['1d'], symbols: ['B'] } as const
const market = (seed: number, length: number) => randomMarket(seededRandom(seed), length, seed, LOOKED)

/** Looks at everything, in every way. */
class Looker extends Strategy<typeof Looker.params> {
  static override readonly id = 'looker'
  static override readonly params = z.object({ days: z.int().min(1).default(3) })
  readonly day = this.higher('1d')
  readonly b = this.other('B')
  readonly average = this.day.use(sma, { period: this.params.days })
  readonly twice = this.day.use(sma, { period: 2 }, this.average)
  readonly trend = this.day.use(macd, { fast: 2, slow: 3, signal: 2 })
  readonly range = this.day.use(rollingBeta, { period: 3 }, ['high', this.day.low])
  readonly bRsi = this.b.use(rsi, { period: 4 })
  readonly smooth = this.use(sma, { period: 5 }, this.day.close)
  readonly beta = this.use(rollingBeta, { period: 16 }, [this.close, this.b.close])
  protected override decide() {
    return this.average.value > this.close.value && this.bRsi.value > 50 ? 1 : this.beta.value > 0 ? -0.5 : this.held
  }
  get now() {
    return this.day.close.value
  }
}

const featuresOf = ({ average, twice, trend, range, bRsi, smooth, beta, day, b }: Looker): Feature[] => [
  ...[average, twice, trend.macd, trend.signal, trend.histogram, range, bRsi, smooth, beta],
  ...[day.time, day.open, day.high, day.low, day.close, day.volume, b.time, b.close],
]

const columnsOf = (looker: Looker, length: number) => featuresOf(looker).map(({ column }) => [...column.subarray(0, length)])

describe('what a view shows on a bar', () => {
  it('is what the indicator gives on the longer bars that are complete by then', () => {
    const bars = syntheticBars({ seed: 5, length: 24 * 12 + 7, timeframe: '1h', start: Date.UTC(2024, 0, 1, 9) })
    const looker = new Looker()
    looker.follow(withOthers(bars, [syntheticBars({ seed: 6, length: 400, symbol: 'B', start: Date.UTC(2024, 0, 1) })]))
    for (let i = 0; i < bars.length; i++) {
      const days = resampleBars(sliceBars(bars, 0, i + 1), '1d')
      const last = (column: Float64Array) => column.at(-1) ?? Number.NaN
      expect(looker.day.high.column[i]).toBe(days.high.at(-1) ?? Number.NaN)
      expect(looker.average.column[i]).toBe(last(sma(days, { period: 3 })))
      expect(looker.twice.column[i]).toBe(last(sma(sma(days, { period: 3 }), { period: 2 })))
      expect(looker.trend.signal.column[i]).toBe(last(macd(days, { fast: 2, slow: 3, signal: 2 }).signal))
      expect(looker.range.column[i]).toBe(last(rollingBeta({ close: days.high, volume: days.low }, { period: 3 })))
    }
    const seen = Float64Array.from(looker.day.close.column)
    expect([...looker.smooth.column]).toEqual([...sma(seen, { period: 5 })])
  })

  it('of another symbol is the last bar that has ended, by hand', () => {
    class Other extends Strategy {
      static override readonly id = 'other'
      readonly b = this.other('B')
      readonly mean = this.b.use(sma, { period: 2 })
      readonly beta = this.use(rollingBeta, { period: 2 }, [this.b.close, 'close'])
      protected override decide() {
        return 0
      }
    }
    const start = Date.UTC(2024, 0, 1)
    const make = (symbol: string, hours: readonly number[], close: Float64Array): Bars => {
      const time = Float64Array.from(hours, hour => start + hour * 3_600_000)
      return {
        symbol,
        timeframe: '1h',
        calendar: '24/7',
        length: hours.length,
        time,
        open: close,
        high: close,
        low: close,
        close,
        volume: close,
      }
    }
    const a = make('A', [0, 1, 2, 3, 4, 5], Float64Array.of(1, 2, 3, 4, 5, 6))
    // It begins an hour later and has a hole of two hours.
    const b = make('B', [1, 2, 5], Float64Array.of(10, 20, 40))
    const other = new Other()
    const targets = other.follow(withOthers(a, [b]))
    expect([...other.b.close.column]).toEqual([Number.NaN, 10, 20, 20, 20, 40])
    expect([...other.b.time.column]).toEqual([Number.NaN, ...[1, 2, 2, 2, 5].map(hour => start + hour * 3_600_000)])
    expect([...other.mean.column]).toEqual([Number.NaN, Number.NaN, 15, 15, 15, 30])
    expect([...other.beta.column]).toEqual([Number.NaN, Number.NaN, 10, 0, 0, 20])
    expect(other.warmup).toBe(2)
    expect([...targets]).toEqual([Number.NaN, Number.NaN, 0, 0, 0, 0])
  })

  it('mixes with other features: crossings and looks back count own bars', () => {
    const seen: (readonly [number, number, number, boolean])[] = []
    class Crossing extends Strategy {
      static override readonly id = 'crossing'
      readonly day = this.higher('1d')
      protected override decide() {
        seen.push([this.day.close.value, this.day.close.previous, this.day.close.ago(4), this.close.crossedAbove(this.day.close)])
        return 0
      }
    }
    const bars = syntheticBars({ seed: 1, length: 20, timeframe: '6h', start: Date.UTC(2024, 0, 1), volatility: 3 })
    new Crossing().follow(bars)
    const { close } = bars
    const day = (i: number) => (i < 3 ? Number.NaN : close[4 * Math.floor((i + 1) / 4) - 1])
    // From the close of the first day on.
    expect(seen).toEqual(
      Array.from({ length: 17 }, (_, k) => k + 3).map(i => [
        day(i),
        day(i - 1),
        day(i - 4),
        close[i] > day(i) && close[i - 1] <= day(i - 1),
      ]),
    )
    expect(seen.some(([, , , crossed]) => crossed)).toBe(true)
  })

  it('may be asked for as late as in decide', () => {
    class Late extends Strategy {
      static override readonly id = 'late'
      readonly day = this.higher('1d')
      readonly seen: number[] = []
      protected override decide() {
        this.seen.push(this.day.low.value)
        return 0
      }
    }
    const bars = market(1, 100)
    const early = new Looker()
    early.day.low
    early.follow(bars)
    const late = new Late()
    late.follow(bars)
    expect(late.seen).toEqual([...early.day.low.column].slice(late.warmup))
    const growing = new Late()
    for (let to = 1; to <= 100; to++) growing.follow(bars, to)
    expect(growing.seen).toEqual(late.seen)
  })
})

describe('one truth', () => {
  it('pieces and growing histories give the same to the bit', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.integer({ min: 1, max: 150 }),
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }),
        (seed, length, pieces) => {
          const bars = market(seed, length)
          const whole = new Looker()
          const targets = [...whole.follow(bars)]
          const expected = columnsOf(whole, length)
          const pieced = new Looker()
          let to = 0
          for (const piece of pieces) {
            to = Math.min(length, to + piece)
            pieced.follow(sliceBars(bars, 0, to))
          }
          expect([...pieced.follow(bars)]).toEqual(targets)
          expect(columnsOf(pieced, length)).toEqual(expected)
          expect(pieced.warmup).toBe(whole.warmup)
          const growing = new Looker()
          const live = new LiveHistory(bars)
          let grown: Iterable<number> = []
          for (let i = 0; i < length; i++) {
            live.step()
            grown = growing.follow(live.buffer)
          }
          expect([...grown]).toEqual(targets)
          expect(columnsOf(growing, length)).toEqual(expected)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('another future changes nothing before it', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 2, max: 150 }), fc.nat(1000), (seed, length, draw) => {
        const bars = market(seed, length)
        const cut = 1 + (draw % (length - 1))
        const [one, two] = [new Looker(), new Looker()]
        one.follow(bars)
        two.follow(poison(bars, cut, seededRandom(draw)))
        expect(columnsOf(two, cut)).toEqual(columnsOf(one, cut))
      }),
      { numRuns: 40 },
    )
  })

  it('the warm-up ends on the first bar on which every feature is known', () => {
    fc.assert(
      // Not the histories that stand still: there a beta is not known, and rightly so.
      fc.property(
        fc.nat(500).map(n => 4 * n + (n % 3)),
        seed => {
          const looker = new Looker()
          // Before a history only what does not depend on one.
          expect(looker.warmup).toBe(15)
          const targets = looker.follow(market(seed, 150))
          const known = featuresOf(looker).map(({ column }) =>
            column
              .subarray(0, 150)
              .slice()
              .findIndex(value => !Number.isNaN(value)),
          )
          expect(known).not.toContain(-1)
          expect(looker.warmup).toBe(Math.max(...known))
          expect(targets.slice().findIndex(target => !Number.isNaN(target))).toBe(looker.warmup)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('a history that is too short is not decided', () => {
    const looker = new Looker({ days: 30 })
    expect([...looker.follow(market(1, 40))].every(Number.isNaN)).toBe(true)
    expect(looker.warmup).toBeGreaterThanOrEqual(40)
    const result = backtest(Looker, market(1, 40), { params: { days: 30 } })
    expect(result.warmup).toBe(40)
    expect(result.trades).toEqual([])
    const none = syntheticBars({ seed: 1, length: 0 })
    expect([...new Looker().follow(withOthers(none, [{ ...none, symbol: 'B' }]))]).toEqual([])
  })

  it('a sweep, which shares views, gives what backtests give', () => {
    const bars = market(3, 400)
    const days = [1, 2, 3, 5, 8]
    const swept = sweep(Looker, bars, { grid: { days }, costs: { feeBps: 5 } })
    const single = days.map(count => backtest(Looker, bars, { params: { days: count }, costs: { feeBps: 5 } }).summary)
    expect([...swept.metrics.totalReturn]).toEqual(single.map(({ totalReturn }) => totalReturn))
    expect([...swept.metrics.sharpe]).toEqual(single.map(({ sharpe }) => sharpe))
    expect(new Set(swept.metrics.totalReturn).size).toBeGreaterThan(3)
  })
})

describe('views in a cache', () => {
  it('are made once, and their columns found again', () => {
    const bars = market(4, 200)
    const cache = new ColumnCache()
    const looked = [0, 1].map(() => {
      const looker = new Looker()
      looker.followChanges(bars, new TargetChanges(), cache)
      return looker
    })
    const alone = new Looker()
    alone.follow(bars)
    for (const looker of looked) expect(columnsOf(looker, 200)).toEqual(columnsOf(alone, 200))
    let made = 0
    const share = (key: string) => cache.share(bars, key, () => made++)
    expect([share('higher 1d of 200'), share('other B of 200')].every(kept => typeof kept === 'object')).toBe(true)
    expect(made).toBe(0)
    expect([share('higher 1d of 199'), share('higher 1d of 199'), cache.share({}, 'higher 1d of 199', () => made++)]).toEqual([0, 0, 1])
  })

  it('leave room for indicators on them: what is made anew for every run is not kept', () => {
    const bars = market(4, 200)
    const cache = new ColumnCache()
    const kept: unknown[] = []
    const run = cache.run.bind(cache)
    cache.run = work => {
      kept.push(work.indicator.id)
      return run(work)
    }
    new Looker().followChanges(bars, new TargetChanges(), cache)
    // Those on the bars of the views, and none of those on what the views show.
    expect(kept).toEqual(['sma', 'sma', 'macd', 'rolling_beta', 'rsi'])
  })
})

describe('a view', () => {
  it('is the same whenever it is asked for', () => {
    class Twice extends Strategy {
      static override readonly id = 'twice'
      readonly views = [this.higher('1d'), this.higher('1d'), this.higher('1w'), this.other('1d'), this.other('B'), this.other('B')]
      protected override decide() {
        return 0
      }
    }
    const { views } = new Twice()
    expect(views[1]).toBe(views[0])
    expect(views[5]).toBe(views[4])
    expect(new Set(views).size).toBe(4)
    expect(views[0].close).toBe(views[0].close)
  })

  it('refuses features that are not its own, and timeframes that do not exist', () => {
    const make = (use: (strategy: Open) => unknown) => () => new Open(use)
    class Open extends Strategy {
      static override readonly id = 'open'
      readonly first: unknown
      constructor(use: (strategy: Open) => unknown) {
        super()
        this.first = use(this)
      }
      readonly day = this.higher('1d')
      readonly ownClose = this.close
      week(timeframe: string) {
        return this.higher(timeframe as '1w')
      }
      protected override decide() {
        return 0
      }
    }
    expect(make(({ day, ownClose }) => day.use(sma, { period: 3 }, ownClose))).toThrow('sma on 1d can only read features of 1d')
    expect(make(({ day, ownClose }) => day.use(rollingBeta, {}, [day.close, ownClose]))).toThrow('rolling_beta on 1d can only read')
    expect(make(({ day }) => day.use(rollingBeta, {}, day.close))).toThrow('cannot be used on a single feature')
    expect(make(({ day }) => day.use(sma, { period: 0 }))).toThrow('period is 0')
    expect(make(strategy => strategy.week('1wk'))).toThrow('timeframe "1wk" is unknown; did you mean "1w"?')
  })
})
