import type * as z from 'zod/mini'
import type { Regime } from '../../regimes/regime.ts'
import { type RiskLabel, riskRegime } from '../../regimes/risk-regime.ts'
import type { Feature } from '../feature.ts'
import { choice, decimal, params, whole } from '../param.ts'
import { Strategy, type Tier } from '../strategy.ts'
import { Breakout } from './breakout.ts'
import { type EnsembleMember, leastTrusted, memberWeights } from './ensemble.ts'
import { RsiReversion } from './rsi-reversion.ts'

const scale = (value: number, label: string) =>
  decimal({ default: value, min: 0, max: 1, about: `share of the mix in the regime ${label}` })

/**
 * Several strategies on one symbol, mixed by weight, and held in full, in part or not at all by the regime of risk: the target is the weighted
 * average of their targets, times the scale of the regime. For strategies on several symbols see `Portfolio` and its `regime`.
 *
 * The regime is `riskRegime`: `risk_on` is a calm or rising market. Its volatility is a rank among the last `lookback` bars. `filter` is `scale`
 * with nothing held in `risk_off`, whatever its scale.
 *
 * Peak_Trade made long, short or flat of the scaled average, so that a scale only switched it off, and ignored its parameters of volatility.
 *
 * @example
 * ```ts
 * import { backtest, RegimeAwarePortfolio, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000, kind: 'regimes' })
 * backtest(RegimeAwarePortfolio, bars, { params: { neutralScale: 0.4, highRank: 0.8 } }).summary.exposure
 * ```
 */
export class RegimeAwarePortfolio extends Strategy<typeof RegimeAwarePortfolio.params> {
  static override readonly id: string = 'regime_aware_portfolio'
  static override readonly title: string = 'Portfolio scaled by regime'
  static override readonly tier: Tier = 'aux'
  static override readonly params = params(
    {
      mode: choice({ of: ['scale', 'filter'], default: 'scale', about: 'as the scales say, or never anything in risk_off' }),
      riskOnScale: scale(1, 'risk_on'),
      neutralScale: scale(0.5, 'neutral'),
      riskOffScale: scale(0, 'risk_off'),
      signalThreshold: decimal({ default: 0, min: 0, max: 1, about: 'a mix that is not above it, before scaling, is nothing' }),
      volMetric: choice({
        of: ['atr', 'realized', 'range'],
        default: 'atr',
        about: 'average true range over price, deviation of log returns, or range of the bar in its channel',
      }),
      volPeriod: whole({ default: 20, min: 2, about: 'bars over which volatility is measured' }),
      lookback: whole({ default: 250, min: 2, about: 'bars among which it is ranked' }),
      lowRank: decimal({ default: 0.25, min: 0, max: 1, about: 'rank at which volatility becomes low' }),
      highRank: decimal({ default: 0.75, min: 0, max: 1, about: 'rank at which it becomes high' }),
      trendPeriod: whole({ default: 50, min: 1, about: 'bars of the average whose slope is the trend' }),
      minBars: whole({ default: 5, min: 1, about: 'bars that a regime stays, except that risk_off may begin at any time' }),
    },
    { 'lowRank must be smaller than highRank': ({ lowRank, highRank }) => lowRank < highRank },
  )

  /** The strategies of the mix, each with its say; the same list whenever it is asked for. */
  protected get members(): readonly EnsembleMember[] {
    return SHIPPED
  }

  private readonly regime = regimeOf(this.params)
  private readonly now = this.use(this.regime) as Feature
  private readonly voices = this.members.map(({ strategy, params }) => this.include(strategy, params))
  private readonly weights = memberWeights(this.members)
  private readonly scales = this.regime.labels.map(label => scaleOf(label, this.params))

  protected override decide(): number {
    const { voices, weights } = this
    let mix = 0
    for (let k = 0; k < voices.length; k++) mix += weights[k] * voices[k].value
    const size = Math.min(1, Math.abs(mix))
    if (size <= this.params.signalThreshold) return 0
    const target = size * this.scales[this.now.value]
    return mix < 0 && target > 0 ? -target : target
  }
}

type Params = z.core.output<typeof RegimeAwarePortfolio.params>

const SHIPPED: readonly EnsembleMember[] = [
  { strategy: Breakout, weight: 0.6 },
  { strategy: RsiReversion, weight: 0.4 },
]

/** Regimes by their settings: a sweep knows its columns again by the regime, and most of its runs share one. */
const regimes = new Map<string, Regime<RiskLabel>>()
const KEPT_REGIMES = 64

function regimeOf({ volMetric, volPeriod, lookback, lowRank, highRank, trendPeriod, minBars }: Params): Regime<RiskLabel> {
  const key = [volMetric, volPeriod, lookback, lowRank, highRank, trendPeriod, minBars].join()
  const known = regimes.get(key)
  if (known !== undefined) return known
  if (regimes.size >= KEPT_REGIMES) regimes.clear()
  const regime = riskRegime({
    trend: { period: trendPeriod },
    volatility: {
      method: volMetric,
      period: volPeriod,
      lookback,
      low: lowRank,
      high: highRank,
      margin: Math.min(0.05, (highRank - lowRank) / 2),
    },
    minBars,
  })
  regimes.set(key, regime)
  return regime
}

function scaleOf(label: RiskLabel, { mode, riskOnScale, neutralScale, riskOffScale }: Params): number {
  if (label === 'risk_on') return riskOnScale
  if (label === 'neutral') return neutralScale
  return mode === 'filter' ? 0 : riskOffScale
}

/**
 * A strategy class that {@link regimeAwarePortfolio} has made.
 *
 * @example
 * ```ts
 * import { MaCrossover, type RegimeAwarePortfolioClass, regimeAwarePortfolio } from 'peak-trade'
 *
 * const Alone: RegimeAwarePortfolioClass = regimeAwarePortfolio({ id: 'alone', members: [{ strategy: MaCrossover }] })
 * new Alone({ lookback: 100 }).warmup // 119
 * ```
 */
export interface RegimeAwarePortfolioClass {
  new (params?: z.core.input<typeof RegimeAwarePortfolio.params>): RegimeAwarePortfolio
  readonly id: string
  readonly title: string
  readonly tier: Tier
  readonly params: typeof RegimeAwarePortfolio.params
}

/**
 * What {@link regimeAwarePortfolio} makes a strategy from.
 *
 * @example
 * ```ts
 * import { MaCrossover, Momentum, type RegimeAwarePortfolioOptions } from 'peak-trade'
 *
 * const options: RegimeAwarePortfolioOptions = { id: 'calm_trends', members: [{ strategy: MaCrossover, weight: 2 }, { strategy: Momentum }] }
 * options.members.length // 2
 * ```
 */
export interface RegimeAwarePortfolioOptions {
  /** Name in snake_case. */
  readonly id: string
  readonly title?: string | undefined
  /** Default: the least trusted tier of the members, `aux` at best. */
  readonly tier?: Tier | undefined
  readonly members: readonly EnsembleMember[]
}

/**
 * A strategy class from several others, scaled by the regime of risk. Its parameters are those of {@link RegimeAwarePortfolio}; extend that class
 * when the members depend on parameters.
 *
 * @throws {@link ConfigError} `ensemble/members` without members, `ensemble/weight` for a weight that is not positive.
 *
 * @example
 * ```ts
 * import { backtest, MaCrossover, Momentum, regimeAwarePortfolio, syntheticBars } from 'peak-trade'
 *
 * const CalmTrends = regimeAwarePortfolio({
 *   id: 'calm_trends',
 *   members: [{ strategy: MaCrossover, weight: 0.6 }, { strategy: Momentum, weight: 0.4 }],
 * })
 * backtest(CalmTrends, syntheticBars({ seed: 1, length: 1000 }), { params: { neutralScale: 0.3 } }).summary.exposure
 * ```
 */
export function regimeAwarePortfolio({ id, title = id, tier, members }: RegimeAwarePortfolioOptions): RegimeAwarePortfolioClass {
  memberWeights(members)
  const least = leastTrusted(members)
  return class extends RegimeAwarePortfolio {
    static override readonly id: string = id
    static override readonly title: string = title
    static override readonly tier: Tier = tier ?? (least === 'core' ? 'aux' : least)
    protected override get members(): readonly EnsembleMember[] {
      return members
    }
  }
}
