import type { Column } from '../../base/column.ts'
import { efficiencyRatio } from '../../indicators/efficiency-ratio.ts'
import { momentum } from '../../indicators/momentum.ts'
import { percentileRank } from '../../indicators/percentile-rank.ts'
import { realizedVolatility } from '../../indicators/realized-volatility.ts'
import { relativeVolume } from '../../indicators/relative-volume.ts'
import { rsi } from '../../indicators/rsi.ts'
import { zscore } from '../../indicators/zscore.ts'
import { BarrierRace } from '../../learning/barrier-race.ts'
import { betSize } from '../../learning/bet-size.ts'
import { CusumFilter } from '../../learning/cusum-filter.ts'
import { WalkForwardLearner } from '../../learning/walk-forward-learner.ts'
import { Breakout } from '../library/breakout.ts'
import { MaCrossover } from '../library/ma-crossover.ts'
import { MeanReversion } from '../library/mean-reversion.ts'
import { RsiReversion } from '../library/rsi-reversion.ts'
import { TrendFollowing } from '../library/trend-following.ts'
import { choice, decimal, params, whole } from '../param.ts'
import { type History, Strategy } from '../strategy.ts'
import { fractionalLogPrice } from './fractional-log-price.ts'

const BASES = {
  rsi_reversion: RsiReversion,
  ma_crossover: MaCrossover,
  breakout: Breakout,
  mean_reversion: MeanReversion,
  trend_following: TrendFollowing,
} as const

/** A forecast that waits for its label. */
interface Pending {
  readonly bar: number
  readonly row: Float64Array
  readonly race: BarrierRace
}

/**
 * Lets a base strategy say on which side to be, and learns from its past successes how much to bet, or whether at all.
 *
 * Every entry of the base, and every move of `cusum` volatilities while it holds a side, is a forecast. Its label is 1 when a trade from the
 * next open on meets `takeProfit` before `stopLoss`, or ends with a gain after `maxBars`. A random forest or a logistic regression learns
 * from the features at the forecasts; overlapping labels count by their uniqueness, through the sequential bootstrap. It fits again after
 * every `refitEvery` labels, and a label is used only from the close on at which its barrier was met. Features: RSI, momentum over 5 and
 * 20 bars in volatilities, z-score and fractionally differenced price (all seen from the side), rank of volatility, efficiency ratio,
 * relative volume, and the side.
 *
 * In Peak_Trade all of it was a stub: no base was loaded, all labels were 0, there were no features and no model. Extend the class and
 * override `createBase` to put it on a strategy of your own. Source: López de Prado, Advances in Financial Machine Learning, chapters 2 to 6
 * and 10, 2018.
 *
 * @example
 * ```ts
 * import { backtest, MetaLabeling, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1500 })
 * backtest(MetaLabeling, bars, { params: { base: 'ma_crossover', model: 'logistic', sizing: 'kelly' } }).summary.trades
 * ```
 */
export class MetaLabeling extends Strategy<typeof MetaLabeling.params> {
  static override readonly id = 'meta_labeling'
  static override readonly title = 'Meta-labeling (López de Prado)'
  static override readonly tier = 'r_and_d'
  static override readonly params = params(
    {
      base: choice({
        of: Object.keys(BASES) as [keyof typeof BASES],
        default: 'rsi_reversion',
        about: 'strategy that says on which side to be',
      }),
      takeProfit: decimal({ default: 0.02, min: 0, about: 'gain at which a trade is a success, in `unit`; 0 for none' }),
      stopLoss: decimal({ default: 0.01, min: 0, about: 'loss at which it has failed, in `unit`; 0 for none' }),
      unit: choice({ of: ['fraction', 'volatility'], default: 'fraction', about: 'fractions of the price, or volatilities of a bar' }),
      maxBars: whole({ default: 20, min: 1, about: 'bars after which the gain or loss so far decides' }),
      minReturn: decimal({ default: 0, min: -1, max: 1, about: 'what a success must make, a fraction; above costs' }),
      cusum: decimal({ default: 1, min: 0, about: 'volatilities of a move that is a new forecast while the base holds a side' }),
      volPeriod: whole({ default: 20, min: 2, about: 'bars of the volatility' }),
      order: decimal({ default: 0.4, min: 0, max: 2, about: 'order of the fractional difference' }),
      width: whole({ default: 100, min: 2, about: 'bars of the fractional difference' }),
      model: choice({ of: ['forest', 'logistic'], default: 'forest', about: 'what learns: a random forest or a logistic regression' }),
      minExamples: whole({ default: 20, min: 2, about: 'labels before the first fit' }),
      refitEvery: whole({ default: 20, min: 1, about: 'new labels from fit to fit' }),
      maxExamples: whole({ default: 500, min: 2, about: 'latest labels that are learned from' }),
      trees: whole({ default: 25, min: 1, about: 'trees of the forest' }),
      maxDepth: whole({ default: 4, min: 1, about: 'questions from the root of a tree to a leaf' }),
      minLeaf: whole({ default: 3, min: 1, about: 'examples in a leaf' }),
      minConfidence: decimal({ default: 0.5, min: 0, max: 1, about: 'chance of success below which nothing is bet' }),
      sizing: choice({ of: ['linear', 'kelly'], default: 'linear', about: 'bet the chance, or twice the chance less 1' }),
      untrained: choice({ of: ['flat', 'base'], default: 'flat', about: 'before the first fit: nothing, or what the base says' }),
      seed: whole({ default: 1, min: 0, about: 'seed of the forest' }),
    },
    {
      'minExamples must not be larger than maxExamples': ({ minExamples, maxExamples }) => minExamples <= maxExamples,
    },
  )

  private readonly base: Strategy = this.createBase()
  private readonly volatility = this.use(realizedVolatility, { period: this.params.volPeriod })
  private readonly volatilityRank = this.use(percentileRank, { period: 50 }, this.volatility)
  private readonly strength = this.use(rsi, { period: 14 })
  private readonly shortMove = this.use(momentum, { period: 5 })
  private readonly longMove = this.use(momentum, { period: 20 })
  private readonly distance = this.use(zscore, { period: 20 })
  private readonly efficiency = this.use(efficiencyRatio, { period: 20 })
  private readonly activity = this.use(relativeVolume, { period: 20 })
  private readonly level = this.use(fractionalLogPrice, { order: this.params.order, width: this.params.width })
  private readonly learner = new WalkForwardLearner(this.params)
  private readonly filter = new CusumFilter()
  private pending: Pending[] = []
  private baseTargets: Column = new Float64Array(0)
  private side = 0
  private bet = 0

  /** The strategy that says on which side to be. Called once, when the strategy is made. */
  protected createBase(): Strategy {
    return new BASES[this.params.base]()
  }

  override get warmup(): number {
    return Math.max(super.warmup, this.base.warmup)
  }

  override follow(history: History, to: number = history.length): Column {
    this.baseTargets = this.base.follow(history, Math.min(to, history.length))
    return super.follow(history, to)
  }

  protected override decide(): number {
    this.finishRaces()
    const target = this.baseTargets[this.index]
    const side = Math.sign(target)
    const before = this.side
    this.side = side
    const hasMoved = this.filter.take(Math.log(this.close.value / this.close.previous), this.params.cusum * this.volatility.value) !== 0
    if (side === 0) return 0
    if (side !== before || hasMoved) {
      const row = this.describe(side)
      this.bet = this.size(this.learner.chance(row))
      this.pending.push({ bar: this.index, row, race: this.startRace(side) })
    }
    return target * this.bet
  }

  /** Gives the bar to the trades that are under way, and the labels of those that end on it to the learner. */
  private finishRaces(): void {
    if (this.pending.length === 0) return
    const { open, high, low, close, index, params } = this
    const waiting: Pending[] = []
    for (const forecast of this.pending) {
      const { bar, row, race } = forecast
      if (!race.take(open.value, high.value, low.value, close.value)) waiting.push(forecast)
      else this.learner.add({ row, start: bar + 1, end: index, label: Number(race.result > params.minReturn) })
    }
    this.pending = waiting
  }

  private startRace(side: number): BarrierRace {
    const { takeProfit, stopLoss, unit, maxBars } = this.params
    const width = unit === 'fraction' ? 1 : this.volatility.value
    const distance = (barrier: number) => (barrier * width > 0 ? barrier * width : undefined)
    return new BarrierRace(side, { takeProfit: distance(takeProfit), stopLoss: distance(stopLoss), maxBars })
  }

  private size(chance: number): number {
    const { minConfidence, sizing, untrained } = this.params
    if (Number.isNaN(chance)) return untrained === 'base' ? 1 : 0
    return chance >= minConfidence ? betSize(chance, { method: sizing }) : 0
  }

  /** The features of a forecast; what is not defined, as where nothing moves, counts as 0. */
  private describe(side: number): Float64Array {
    const move = this.close.value * this.volatility.value
    const row = Float64Array.of(
      side,
      (side * (this.strength.value - 50)) / 50,
      (side * this.shortMove.value) / move,
      (side * this.longMove.value) / move,
      side * this.distance.value,
      (side * this.level.value) / this.volatility.value,
      this.volatilityRank.value,
      this.efficiency.value,
      this.activity.value,
    )
    for (let k = 0; k < row.length; k++) if (!Number.isFinite(row[k])) row[k] = 0
    return row
  }
}
