import type { Evidence } from '../../src/research/promotion/evidence.ts'
import { gatherEvidence } from '../../src/research/promotion/gather-evidence.ts'
import { promote } from '../../src/research/promotion/promote.ts'
import { type PromotionProfile, promotionPolicies } from '../../src/research/promotion/promotion-policy.ts'
import { sweep } from '../../src/research/sweep.ts'
import { families, settings } from './families.ts'
import { findDrift, makeMarket, type Plant, yearBars } from './markets.ts'
import { type MarketKind, makeNoise, marketKinds } from './noise.ts'
import { marketRandom } from './random.ts'

/** The policies that are measured. */
export const profiles = Object.keys(promotionPolicies) as PromotionProfile[]

/** One market to be made and judged. */
export interface Trial {
  readonly seed: string
  readonly index: number
  /** Annual Sharpe ratio of the planted edge; 0 for a market without any. */
  readonly planted: number
  readonly years: number
}

/** What became of it. */
export interface Outcome extends Trial {
  readonly kind: MarketKind
  readonly family: string
  /** The highest in-sample Sharpe ratio of the sweep. */
  readonly best: number
  /** In-sample Sharpe ratio of the planted combination; NaN without one. */
  readonly own: number
  readonly go: Readonly<Record<PromotionProfile, boolean>>
  /** Required criteria that the default policy saw fail; only `sharpe` is listed where that alone settled all policies. */
  readonly failed: readonly string[]
  /** Values on the scorecard of the default policy. */
  readonly values: Readonly<Record<string, number>>
}

/** Combinations per rule and kind of market that get an edge: how much drift they need has to be found for each. */
const PLANTS = 6

const drifts = new Map<string, number>()

/** Which rule and which kind of market: all pairs in turn. */
export function cellOf({ index }: Trial): number {
  return index % (families.length * marketKinds.length)
}

/** Makes a market, runs the public pipeline on it and asks all policies. */
export function runTrial(trial: Trial): Outcome {
  const { seed, index, planted, years } = trial
  const cell = cellOf(trial)
  const family = families[cell % families.length]
  const kind = marketKinds[Math.floor(cell / families.length)]
  const noise = makeNoise(kind, `${seed}/${planted}/${index}`, Math.round(years * yearBars), yearBars)
  const place = planted === 0 ? -1 : drawPlace(`${seed}/${cell}/${index % (PLANTS * 12)}`, family.sets.length)
  const { bars } = makeMarket(noise, place < 0 ? undefined : plantAt(family, place, kind, planted))
  const options = { grid: family.grid as never, ...settings }
  const { sharpe } = sweep(family.strategy, bars, options).metrics
  const best = sharpe.reduce((most, value) => (value > most ? value : most), Number.NEGATIVE_INFINITY)
  const common = { ...trial, kind, family: family.strategy.id, best, own: place < 0 ? Number.NaN : sharpe[place] }
  // The in-sample Sharpe ratio is required by all policies: below the lowest of their thresholds all say no, whatever else there is.
  const lowest = Math.min(...profiles.map(name => promotionPolicies[name].minSharpe ?? Number.NEGATIVE_INFINITY))
  if (best < lowest) return { ...common, go: verdicts(() => false), failed: ['sharpe'], values: {} }
  const evidence: Evidence = gatherEvidence(family.strategy, bars, { ...options, seed: `${seed}/${index}`, pictures: false })
  const { scorecard } = promote(evidence)
  return {
    ...common,
    go: verdicts(name => promote(evidence, name).go),
    failed: scorecard.filter(({ pass, required }) => required && !pass).map(({ criterion }) => criterion),
    values: Object.fromEntries(scorecard.map(({ criterion, value }) => [criterion, value])),
  }
}

function verdicts(of: (name: PromotionProfile) => boolean): Outcome['go'] {
  return Object.fromEntries(profiles.map(name => [name, of(name)])) as Outcome['go']
}

function drawPlace(name: string, count: number): number {
  return Math.floor(marketRandom(name).uniform() * count)
}

function plantAt(family: Plant['family'], place: number, kind: MarketKind, sharpe: number): Plant {
  const params = family.sets[place]
  const key = `${family.strategy.id}/${place}/${kind}/${sharpe}`
  const drift = drifts.get(key) ?? findDrift({ family, params }, kind, sharpe)
  drifts.set(key, drift)
  return { family, params, drift }
}
