import { normalQuantile } from '../../src/base/normal.ts'
import { quantile } from '../../src/metrics/quantile.ts'
import type { PromotionProfile } from '../../src/research/promotion/promotion-policy.ts'
import { marketKinds } from './noise.ts'
import { type Outcome, profiles } from './trial.ts'

/** A share with its 95 % interval (Wilson 1927). */
export interface Rate {
  readonly rate: number
  readonly low: number
  readonly high: number
  readonly count: number
  readonly of: number
}

/** What plain people do: the best in-sample Sharpe ratio of the sweep is at least this. */
export const NAIVE_SHARPE = 1.5

/** A calibration in numbers. */
export interface Calibration {
  readonly markets: number
  readonly seed: string
  readonly years: number
  /** Share of markets without an edge in which the default policy says go. */
  readonly falseGoRate: number
  /** Share of markets with a planted Sharpe ratio of 2 in which it does. */
  readonly power: number
  readonly naiveFalseGoRate: number
  readonly naivePower: number
  /** Power at 2 of a test that knows the true distribution of the best of the sweep without an edge. */
  readonly idealPower: number
  readonly falseGo: Readonly<Record<PromotionProfile | 'naive', Rate>>
  readonly falseGoByKind: Readonly<Record<string, Rate>>
  readonly naiveFalseGoByKind: Readonly<Record<string, Rate>>
  readonly falseGoByFamily: Readonly<Record<string, Rate>>
  /** One entry per planted Sharpe ratio. */
  readonly curve: readonly PowerPoint[]
  /** The Sharpe ratio that the best of a sweep without an edge exceeds in 5 % of the markets, per rule. */
  readonly critical: Readonly<Record<string, number>>
  /** How often each required criterion failed, over planted markets with a Sharpe ratio of 2 that were refused. */
  readonly blockers: Readonly<Record<string, number>>
}

/** One planted Sharpe ratio. */
export interface PowerPoint {
  readonly planted: number
  readonly markets: number
  /** What the planted combination had on average, which should be `planted`, and the standard error. */
  readonly realized: number
  readonly realizedError: number
  readonly go: Readonly<Record<PromotionProfile | 'naive', Rate>>
  /** The best of the sweep exceeds its 5 % level without an edge. */
  readonly ideal: Rate
  /** The planted combination itself does. */
  readonly idealPlanted: Rate
}

/** Adds outcomes up. */
export function summarizeOutcomes(outcomes: readonly Outcome[], seed: string | number): Calibration {
  const none = outcomes.filter(({ planted }) => planted === 0)
  const sharpes = [...new Set(outcomes.map(({ planted }) => planted))].filter(planted => planted > 0).sort((a, b) => a - b)
  const names = [...new Set(outcomes.map(({ family }) => family))]
  const critical = Object.fromEntries(
    names.map(name => {
      const bests = none.filter(({ family }) => family === name).map(({ best }) => best)
      return [name, bests.length === 0 ? Number.NaN : quantile(bests, 0.95)]
    }),
  )
  const goes = (some: readonly Outcome[]) => ({
    ...(Object.fromEntries(profiles.map(name => [name, rateOf(some, ({ go }) => go[name])])) as Record<PromotionProfile, Rate>),
    naive: rateOf(some, ({ best }) => best >= NAIVE_SHARPE),
  })
  const curve = sharpes.map((sharpe): PowerPoint => {
    const some = outcomes.filter(({ planted }) => planted === sharpe)
    const realized = some.reduce((sum, { own }) => sum + own, 0) / some.length
    const squares = some.reduce((sum, { own }) => sum + (own - realized) ** 2, 0)
    return {
      planted: sharpe,
      markets: some.length,
      realized,
      realizedError: Math.sqrt(squares / (some.length - 1) / some.length),
      go: goes(some),
      ideal: rateOf(some, ({ best, family }) => best > critical[family]),
      idealPlanted: rateOf(some, ({ own, family }) => own > critical[family]),
    }
  })
  const two = curve.find(({ planted }) => planted === 2)
  const refused = outcomes.filter(({ planted, go }) => planted === 2 && !go.moderate)
  const falseGo = goes(none)
  const by = (key: 'kind' | 'family', values: readonly string[], holds: (outcome: Outcome) => boolean) =>
    Object.fromEntries(
      values.map(value => [
        value,
        rateOf(
          none.filter(one => one[key] === value),
          holds,
        ),
      ]),
    )
  const naive = ({ best }: Outcome) => best >= NAIVE_SHARPE
  return {
    markets: none.length,
    seed: String(seed),
    years: outcomes[0]?.years ?? Number.NaN,
    falseGoRate: falseGo.moderate.rate,
    power: two?.go.moderate.rate ?? Number.NaN,
    naiveFalseGoRate: falseGo.naive.rate,
    naivePower: two?.go.naive.rate ?? Number.NaN,
    idealPower: two?.ideal.rate ?? Number.NaN,
    falseGo,
    falseGoByKind: by('kind', marketKinds, ({ go }) => go.moderate),
    naiveFalseGoByKind: by('kind', marketKinds, naive),
    falseGoByFamily: by('family', names, ({ go }) => go.moderate),
    curve,
    critical,
    blockers: Object.fromEntries(
      [...new Set(refused.flatMap(({ failed }) => failed))].map(name => [
        name,
        refused.filter(({ failed }) => failed.includes(name)).length,
      ]),
    ),
  }
}

/** The share for which something holds. */
export function rateOf(some: readonly Outcome[], holds: (outcome: Outcome) => boolean): Rate {
  const of = some.length
  const count = some.filter(holds).length
  return { rate: count / of, ...wilson(count, of), count, of }
}

/** Wilson's 95 % interval of a share. */
export function wilson(count: number, of: number): { readonly low: number; readonly high: number } {
  const z = normalQuantile(0.975)
  const share = count / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
