import { ConfigError } from '../base/errors.ts'
import type { Indicator, Params } from '../indicators/indicator.ts'
import type { Field } from '../market/bars.ts'
import type { BesideBars } from './beside-bars.ts'
import type { ColumnCache } from './column-cache.ts'
import { Feature } from './feature.ts'
import { FeatureSet, type FeatureSupplier, firstBars, grown, type Used, type UsedOn } from './feature-set.ts'
import type { History } from './history.ts'

/** A feature on the bars of the view, as the strategy sees it. */
interface Shown {
  /** On base bars. */
  readonly outer: Feature
  /** On the bars of the view. */
  readonly inner: Feature
}

/** The bars of the view, and which of them a base bar sees. */
type Seen = Pick<BesideBars, 'bars' | 'rows'>

const NOTHING = new Float64Array(0)
const NOTHING_SEEN: Seen = {
  bars: { length: 0, time: NOTHING, open: NOTHING, high: NOTHING, low: NOTHING, close: NOTHING, volume: NOTHING },
  rows: new Int32Array(0),
}

const FIELDS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const

/**
 * Another look at the market: a longer timeframe (`this.higher('1d')`) or another symbol (`this.other('ETH/EUR')`), with its fields and
 * with indicators that run on its bars.
 *
 * Its features have one value per bar of the strategy, as all features do, so they mix with them: `previous`, `ago` and `crossedAbove` count
 * the strategy's own bars. The value on a bar is that of the last bar of the view that is complete by the close of it, never one that is
 * still forming. A day of hourly bars is complete with the bar that ends at midnight; where the market is closed at midnight, with
 * the first bar of the next day. Another symbol's missing bars leave the last known value; its `time` tells how old that is.
 *
 * @example
 * ```ts
 * import { backtest, rsi, sma, Strategy, syntheticBars } from 'peak-trade'
 *
 * class TrendAndDip extends Strategy {
 *   static override readonly id = 'trend_and_dip'
 *   private readonly day = this.higher('1d') // a MarketView
 *   private readonly trend = this.day.use(sma, { period: 50 }) // 50 days
 *   private readonly dip = this.use(rsi, { period: 14 }) // 14 bars
 *   protected override decide() {
 *     return this.close.value > this.trend.value && this.dip.value < 30 ? 1 : this.held
 *   }
 * }
 * backtest(TrendAndDip, syntheticBars({ seed: 1, length: 3000, timeframe: '1h' })).warmup // 1199
 * ```
 */
export class MarketView implements FeatureSupplier {
  /** @internal */
  readonly beside: BesideBars
  private readonly owner: FeatureSet
  /** What stands on the bars of the view; nobody asks where. */
  private readonly inner = new FeatureSet({ index: 0 })
  private readonly fields: Readonly<Record<Field | 'time', Feature>>
  private readonly shownFields = new Map<Field | 'time', Feature>()
  private readonly shown: Shown[] = []
  private seen: Seen = NOTHING_SEEN
  /** Number of base bars that are known. */
  private known = 0

  /** @internal */
  constructor(beside: BesideBars, owner: FeatureSet) {
    this.beside = beside
    this.owner = owner
    const fields: Partial<Record<Field | 'time', Feature>> = {}
    for (const name of FIELDS) fields[name] = this.inner.bind(name)
    this.fields = fields as Record<Field | 'time', Feature>
    owner.join(this)
  }

  /** When the bar that is seen opened, milliseconds since the Unix epoch, UTC. */
  get time(): Feature {
    return this.field('time')
  }
  get open(): Feature {
    return this.field('open')
  }
  get high(): Feature {
    return this.field('high')
  }
  get low(): Feature {
    return this.field('low')
  }
  get close(): Feature {
    return this.field('close')
  }
  get volume(): Feature {
    return this.field('volume')
  }

  /**
   * Uses an indicator on the bars of the view, or on features of the view; its parameters count bars of the view. Call it in field
   * initializers only.
   *
   * @throws {@link ConfigError} `indicator/param` for parameters out of range, `strategy/use` for features that are not of this view.
   */
  use<P extends Params, I extends Field, O extends string>(indicator: Indicator<P, I, O>, params?: Partial<P>, on?: UsedOn): Used<O> {
    const used: unknown = this.inner.use(indicator, params, this.within(indicator.id, on))
    if (used instanceof Feature) return this.show(used) as unknown as Used<O>
    const outputs = Object.entries(used as Readonly<Record<string, Feature>>)
    return Object.fromEntries(outputs.map(([name, feature]) => [name, this.show(feature)])) as Used<O>
  }

  /** @internal Its fields that were asked for, by name. */
  get features(): readonly [string, Feature][] {
    return [...this.shownFields]
  }

  /** @internal */
  follow(history: History, to: number, columns?: ColumnCache): void {
    const { beside, inner, known } = this
    const cache = known === 0 ? columns : undefined
    if (cache === undefined) {
      beside.follow(history, to)
      this.seen = beside
    } else {
      this.seen = cache.share(history, `${beside.key} of ${to}`, () => settled(beside, history, to))
    }
    const { seen } = this
    const { rows } = seen
    const complete = completeBars(rows, to)
    if (complete > inner.known) inner.advance(seen.bars, complete, cache)
    for (const shown of this.shown) spread(shown, rows, known, to)
    this.known = to
  }

  /** @internal The first base bar on which a feature, or all of them, are known; how many base bars there are while it is not. */
  firstKnown(feature?: Feature): number {
    const shown = feature === undefined ? undefined : this.shown.find(({ outer }) => outer === feature)
    const needed = shown === undefined ? this.inner.warmup : this.inner.warmupOf(shown.inner)
    const { rows } = this.seen
    let low = 0
    let high = this.known
    while (low < high) {
      const middle = (low + high) >>> 1
      if (rows[middle] >= needed) high = middle
      else low = middle + 1
    }
    return low
  }

  private field(name: Field | 'time'): Feature {
    let feature = this.shownFields.get(name)
    if (feature === undefined) {
      feature = this.show(this.fields[name])
      this.shownFields.set(name, feature)
    }
    return feature
  }

  private show(inner: Feature): Feature {
    const shown = { outer: this.owner.supply(this), inner }
    this.shown.push(shown)
    // It may be asked for as late as in `decide`.
    spread(shown, this.seen.rows, 0, this.known)
    return shown.outer
  }

  /** The features of the view as what they are on its own bars. */
  private within(indicator: string, on: UsedOn | undefined): UsedOn | undefined {
    const { name } = this.beside
    const find = (feature: Feature) => {
      const shown = this.shown.find(({ outer }) => outer === feature)
      if (shown !== undefined) return shown.inner
      throw new ConfigError(
        'strategy/use',
        `${indicator} on ${name} can only read features of ${name}; with features of other bars use it on the bars of the strategy: this.use(…)`,
        { indicator, view: name },
      )
    }
    if (on === undefined || typeof on === 'string') return on
    return on instanceof Feature ? find(on) : on.map(input => (typeof input === 'string' ? input : find(input)))
  }
}

function completeBars(rows: Int32Array, to: number): number {
  return to === 0 ? 0 : rows[to - 1] + 1
}

/** The view of a whole history, for all strategies of a sweep: its columns are those of the complete bars, and known by their identity. */
function settled(beside: BesideBars, history: History, to: number): Seen {
  beside.follow(history, to)
  const { bars, rows } = beside
  const length = completeBars(rows, to)
  const columns = FIELDS.map(name => [name, firstBars(bars[name], length)])
  return { rows, bars: { length, ...(Object.fromEntries(columns) as Pick<History, Field | 'time'>) } }
}

/** Gives every base bar from `from` to `to` the value on the bar of the view that it sees. */
function spread({ outer, inner }: Shown, rows: Int32Array, from: number, to: number): void {
  const column = grown(outer.column, from, to)
  const values = inner.column
  for (let i = from; i < to; i++) {
    const row = rows[i]
    column[i] = row < 0 ? Number.NaN : values[row]
  }
  outer.column = column
}
