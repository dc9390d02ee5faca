import { ConfigError } from '../../base/errors.ts'
import type { BacktestSettingsInput } from '../../engine/settings.ts'
import type { StressPlan } from '../stress/stress-test.ts'
import type { WindowOptions } from '../windows.ts'

/** Columns of trials that are kept unless told otherwise. */
export const KEEP_TRIALS = 1000

/** The parts of the gathering, in their order. */
export type EvidenceStage = 'sweep' | 'walkForward' | 'luck' | 'overfitting' | 'superiority' | 'stress' | 'monteCarlo' | 'plateau'

/** How each part of the evidence is gathered; `false` leaves it out. */
export interface EvidencePlan {
  /**
   * Windows. Default: everything before a test is its train window (anchored), the first test begins in the middle of the history and
   * each takes an eighth of it. `minTrades` are the closed trades that a set needs on a train window; default 0.
   */
  readonly walkForward?: (Partial<WindowOptions> & { readonly minTrades?: number | undefined }) | false | undefined
  /** Deflated Sharpe ratio; on unless `false`. */
  readonly luck?: boolean | undefined
  /** Stretches of the cross-validation; default 12, fewer for histories under 120 bars. */
  readonly overfitting?: { readonly blocks?: number | undefined } | false | undefined
  /**
   * Hansen's test: mean block length automatic; 500 resamples, more when most trials were elsewhere (up to 10,000), because the correction for
   * them asks for smaller p-values than few resamples can give.
   */
  readonly superiority?: { readonly resamples?: number | undefined; readonly blockLength?: number | undefined } | false | undefined
  /** Default: all scenarios at severity 0.2. */
  readonly stress?: Pick<StressPlan, 'scenarios' | 'severities' | 'window' | 'position' | 'places'> | false | undefined
  /** Default: 1000 paths of the stationary bootstrap, ruin at a drawdown of 0.3. */
  readonly monteCarlo?:
    | { readonly paths?: number | undefined; readonly blockLength?: number | undefined; readonly ruinDrawdown?: number | undefined }
    | false
    | undefined
  /** Break-even costs; on unless `false`. */
  readonly costSensitivity?: boolean | undefined
  /** The values next to the choice in the sweep; where it has none, steps of 0.1, at most 80 of them. */
  readonly plateau?: { readonly step?: number | undefined; readonly neighbors?: number | undefined } | false | undefined
  /** Columns of trials to keep for the tests at most; of larger sweeps an evenly spread part stands for all. Default 1000. */
  readonly keepTrials?: number | undefined
  /** Keep what the report draws; default true. */
  readonly pictures?: boolean | undefined
}

/** What defaults depend on. */
interface PlanFor {
  /** Bars of the history. */
  readonly length: number
  /** All trials over those of the sweep; default 1. */
  readonly elsewhere?: number
}

/** The plan with its defaults, and the settings of the backtest that are left. */
export function resolvePlan(options: EvidencePlan & BacktestSettingsInput, { length, elsewhere = 1 }: PlanFor) {
  const {
    walkForward = {},
    luck = true,
    overfitting = {},
    superiority = {},
    stress = {},
    monteCarlo = {},
    costSensitivity = true,
    plateau = {},
    keepTrials = KEEP_TRIALS,
    pictures = true,
    ...input
  } = options
  if (!(Number.isInteger(keepTrials) && keepTrials >= 2))
    throw new ConfigError('promotion/keep-trials', `keepTrials is ${keepTrials}; give a whole number from 2`, { keepTrials })
  return {
    input,
    plan: {
      walkForward: walkForward && { ...defaultWindows(length), ...walkForward },
      luck,
      overfitting: overfitting && { blocks: overfitting.blocks ?? (length < 120 ? 4 : 12) },
      superiority: superiority && { resamples: superiority.resamples ?? defaultResamples(elsewhere), blockLength: superiority.blockLength },
      stress: stress && { ...stress, severities: stress.severities ?? [0.2] },
      monteCarlo: monteCarlo && {
        paths: monteCarlo.paths ?? 1000,
        ruinDrawdown: monteCarlo.ruinDrawdown ?? 0.3,
        blockLength: monteCarlo.blockLength,
      },
      costs: costSensitivity,
      plateau,
      keepTrials,
      pictures,
    },
  }
}

/** Half of the history to begin with, then four tests of an eighth. */
export function defaultWindows(length: number): WindowOptions {
  const test = Math.max(1, Math.floor(length / 8))
  return { train: Math.max(1, length - 4 * test), test, anchored: true }
}

/** Enough for a p-value of a hundredth after the correction. */
export function defaultResamples(elsewhere: number): number {
  return Math.max(500, Math.min(10_000, Math.ceil(100 * elsewhere)))
}
