import { ConfigError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import type { Regime } from '../../regimes/regime.ts'
import { trendRegime } from '../../regimes/trend-regime.ts'
import type { Feature } from '../feature.ts'
import { type AnyStrategyClass, type ParamsOf, Strategy, type Tier } from '../strategy.ts'
import { RsiReversion } from './rsi-reversion.ts'
import { TrendFollowing } from './trend-following.ts'

/**
 * What a {@link RegimeSwitch} follows while a regime lasts.
 *
 * @example
 * ```ts
 * import { type RegimeChoice, RsiReversion } from 'peak-trade'
 *
 * const choice: RegimeChoice = { strategy: RsiReversion, scale: 0.5 }
 * choice.scale // 0.5
 * ```
 */
export interface RegimeChoice<C extends AnyStrategyClass = AnyStrategyClass> {
  readonly strategy: C
  readonly params?: ParamsOf<C> | undefined
  /** What to multiply its targets with, from 0 to 1. Default 1. */
  readonly scale?: number | undefined
}

/**
 * Follows one strategy while the market is in one regime and another one in the next; flat in a regime without a strategy. All of them look
 * at every bar, so a change of regime finds them where they would be anyway.
 *
 * @example
 * ```ts
 * import { backtest, RegimeSwitch, syntheticBars } from 'peak-trade'
 *
 * // Trend following while the market rises, RSI reversion while it goes sideways.
 * backtest(RegimeSwitch, syntheticBars({ seed: 1, length: 1000 })).summary.exposure
 * ```
 */
export class RegimeSwitch extends Strategy {
  static override readonly id: string = 'regime_switch'
  static override readonly title: string = 'Strategy by regime'
  static override readonly tier: Tier = 'aux'

  /** The regime to look at; the same one whenever it is asked for. */
  protected get regime(): Regime {
    return TREND
  }

  /** Strategies by the label of their regime. */
  protected get choices(): Readonly<Record<string, RegimeChoice>> {
    return { up: { strategy: TrendFollowing }, sideways: { strategy: RsiReversion } }
  }

  private readonly now = this.use(this.regime) as Feature
  private readonly followed = prepared(this.regime, this.choices).map(
    choice => choice && { target: this.include(choice.strategy, choice.params), scale: choice.scale ?? 1 },
  )

  protected override decide(): number {
    const followed = this.followed[this.now.value]
    return followed === undefined ? 0 : followed.scale * followed.target.value
  }
}

const TREND = trendRegime()

/**
 * What {@link regimeSwitch} makes a strategy from.
 *
 * @example
 * ```ts
 * import { MaCrossover, type RegimeSwitchOptions, volatilityRegime } from 'peak-trade'
 *
 * const options: RegimeSwitchOptions = { id: 'calm_trend', regime: volatilityRegime(), choices: { low: { strategy: MaCrossover } } }
 * options.id // 'calm_trend'
 * ```
 */
export interface RegimeSwitchOptions {
  /** Name in snake_case. */
  readonly id: string
  readonly title?: string | undefined
  /** Default `aux`. */
  readonly tier?: Tier | undefined
  readonly regime: Regime
  /** Strategies by the label of their regime. */
  readonly choices: Readonly<Record<string, RegimeChoice>>
}

/**
 * A strategy class that follows another strategy in every regime.
 *
 * @throws {@link ConfigError} `regime-switch/label` for a label that the regime does not have, `regime-switch/scale` for a scale outside [0, 1].
 *
 * @example
 * ```ts
 * import { backtest, Breakout, MaCrossover, regimeSwitch, syntheticBars, volatilityRegime } from 'peak-trade'
 *
 * const ByVolatility = regimeSwitch({
 *   id: 'by_volatility',
 *   regime: volatilityRegime(),
 *   choices: { low: { strategy: MaCrossover }, high: { strategy: Breakout, scale: 0.5 } },
 * })
 * backtest(ByVolatility, syntheticBars({ seed: 1, length: 1000 })).summary.trades
 * ```
 */
export function regimeSwitch({ id, title = id, tier = 'aux', regime, choices }: RegimeSwitchOptions): typeof RegimeSwitch {
  prepared(regime, choices)
  return class extends RegimeSwitch {
    static override readonly id: string = id
    static override readonly title: string = title
    static override readonly tier: Tier = tier
    protected override get regime(): Regime {
      return regime
    }
    protected override get choices(): Readonly<Record<string, RegimeChoice>> {
      return choices
    }
  }
}

/** The choices in the order of the labels. */
function prepared(regime: Regime, choices: Readonly<Record<string, RegimeChoice>>): (RegimeChoice | undefined)[] {
  for (const [label, { scale = 1 }] of Object.entries(choices)) {
    if (!regime.labels.includes(label))
      throw new ConfigError(
        'regime-switch/label',
        `the regime has no label "${label}"${didYouMean(label, regime.labels)} Labels: ${regime.labels.join(', ')}`,
        { label },
      )
    if (!(scale >= 0 && scale <= 1))
      throw new ConfigError('regime-switch/scale', `the scale in the regime "${label}" is ${scale}; it must be from 0 to 1`, {
        label,
        scale,
      })
  }
  return regime.labels.map(label => choices[label])
}
