import type { Column } from '../../base/column.ts'
import type { Calendar, Timeframe } from '../../base/timeframe.ts'
import type { BacktestSettings } from '../../engine/settings.ts'
import type { Summary } from '../../metrics/summary.ts'
import type { Tier } from '../../strategies/strategy-base.ts'
import type { CostSensitivity } from './cost-sensitivity.ts'
import type { ParameterPlateau } from './parameter-plateau.ts'

/**
 * Everything that is known about one choice of parameters, as plain data. `gatherEvidence` makes it; whoever has results of
 * his own may fill it in by hand. A part that is left out was not shown, and a policy that asks for it refuses.
 */
export interface Evidence {
  readonly strategy: {
    readonly id: string
    readonly title: string
    /** The least trusted tier of the class and all that it includes; undefined when one of them states none. */
    readonly tier: Tier | undefined
    readonly params: Readonly<Record<string, unknown>>
  }
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly calendar: Calendar
  /** Number of bars. */
  readonly bars: number
  readonly barsPerYear: number
  readonly startTime: number
  readonly endTime: number
  /** Fingerprint of the bars. */
  readonly data: string
  readonly settings: BacktestSettings
  readonly seed: number | string
  /** Parameter sets of this sweep. */
  readonly combinations: number
  /** Everything that was ever tried on this question, this sweep included. */
  readonly trials: number
  /** The choice on the whole history, on which it was chosen. */
  readonly inSample?: Summary | undefined
  readonly walkForward?: WalkForwardEvidence | undefined
  readonly luck?: LuckEvidence | undefined
  readonly overfitting?: OverfittingEvidence | undefined
  readonly superiority?: SuperiorityEvidence | undefined
  readonly stress?: StressEvidence | undefined
  readonly monteCarlo?: MonteCarloEvidence | undefined
  readonly costs?: CostSensitivity | undefined
  readonly plateau?: ParameterPlateau | undefined
  /** Only where a portfolio is promoted. */
  readonly portfolio?: PortfolioEvidence | undefined
  /** For the report only; no criterion looks at it, and no record keeps it. */
  readonly pictures?: EvidencePictures | undefined
}

/** Choosing again and again on the past, and trading what was chosen: the stitched out-of-sample run. */
export interface WalkForwardEvidence {
  readonly windows: number
  /** Out-of-sample bars. */
  readonly bars: number
  /** Annual Sharpe ratio of the stitched run. */
  readonly sharpe: number
  /** Probability that its true Sharpe ratio is above 0. */
  readonly probabilistic: number
  readonly totalReturn: number
  readonly maxDrawdown: number
  readonly trades: number
  /** Yearly return out of sample over yearly return in sample. */
  readonly efficiency: number
  /** Share of test windows with a profit. */
  readonly profitableWindows: number
}

/** How much of the Sharpe ratio is what the best of so many trials shows by luck. Sharpe ratios are annual. */
export interface LuckEvidence {
  readonly sharpe: number
  /** Probability that the true Sharpe ratio is above 0, forgetting all other trials. */
  readonly probabilistic: number
  /** Sharpe ratio that luck alone is expected to show. */
  readonly hurdle: number
  /** Deflated Sharpe ratio: probability that the true Sharpe ratio is above what luck shows. */
  readonly deflated: number
  /** How many independent trials all of them amount to. */
  readonly effectiveTrials: number
  /** What remains of the Sharpe ratio after Benjamini, Hochberg and Yekutieli. */
  readonly haircut: number
  /** Years below which the best of so many trials is expected to show this Sharpe ratio by luck. */
  readonly minimumYears: number
}

/** Combinatorially symmetric cross-validation over all trials. */
export interface OverfittingEvidence {
  readonly probability: number
  readonly lossProbability: number
  readonly slope: number
  readonly blocks: number
}

/** Hansen's test for superior ability over all trials. `upper` is White's assumption. */
export interface SuperiorityEvidence {
  /** Hansen's consistent p-value, corrected for trials outside of this sweep. */
  readonly pValue: number
  /** The same as measured on this sweep alone. */
  readonly sweepPValue: number
  readonly lower: number
  readonly upper: number
  /** The largest t-statistic among all trials, and what luck exceeds in 5 % of the resamples. */
  readonly statistic: number
  readonly critical: number
  readonly resamples: number
  readonly blockLength: number
}

/** The choice through bad days. */
export interface StressEvidence {
  readonly rows: readonly StressOutcomeRow[]
}

/** One scenario at one severity. */
export interface StressOutcomeRow {
  readonly scenario: string
  readonly severity: number
  readonly totalReturn: number
  readonly maxDrawdown: number
}

/** What else such returns could have brought. */
export interface MonteCarloEvidence {
  readonly paths: number
  /** Drawdown that counts as ruin. */
  readonly ruinDrawdown: number
  readonly ruin: number
  /** Annual Sharpe ratio that 95 % of the paths reach. */
  readonly sharpe5: number
  /** Drawdown that 95 % of the paths stay below. */
  readonly drawdown95: number
  /** Share of paths that lose. */
  readonly loss: number
}

/** What a portfolio is made of. */
export interface PortfolioEvidence {
  readonly sleeves: readonly {
    readonly name: string
    readonly strategy: string
    readonly symbol: string
    /** At the start. */
    readonly weight: number
    /** The largest that the allocation ever gave it, without its sign. */
    readonly largest: number
  }[]
  /** The largest weight of all. */
  readonly largestWeight: number
  /** Sleeves without which the portfolio has a higher Sharpe ratio and no deeper drawdown. */
  readonly dispensable: readonly string[]
}

/** Columns to look at. */
export interface EvidencePictures {
  /** The stitched out-of-sample run. */
  readonly time: Column
  readonly equity: Column
  /** Annual Sharpe ratio of every trial. */
  readonly trialSharpes: Column
}
