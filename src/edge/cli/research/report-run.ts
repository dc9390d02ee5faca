import { ConfigError } from '../../../base/errors.ts'
import type { Report } from '../../../reports/document.ts'
import { reportBacktest } from '../../../reports/report-backtest.ts'
import { reportMonteCarlo } from '../../../reports/report-monte-carlo.ts'
import { reportStress } from '../../../reports/report-stress.ts'
import { reportSweep } from '../../../reports/report-sweep.ts'
import { reportWalkForward } from '../../../reports/report-walk-forward.ts'
import type { HalvingRun } from '../../../research/halving-run.ts'
import { digestParts } from '../../../research/result-parts.ts'
import { type RepeatableType, type ResampledBacktest, type RunKind, runKinds } from '../../../research/run-kinds.ts'
import type { RunRecord } from '../../../research/run-record.ts'
import { recordedOptions } from '../../../research/stored-options.ts'
import { reportHalving } from './halving.ts'
import type { RunSource } from './run-source.ts'

/** A report of a run that was run again for it. */
export interface RepeatedReport {
  readonly report: Report
  /** Whether the same came out as was recorded, bit for bit. */
  readonly same: boolean
}

interface ReportedRun {
  /** Under which name the run stands in its report. */
  readonly subject: string
  /** What a Monte Carlo run drew. */
  readonly noun: 'bar' | 'trade'
}

/** How results of each type are reported. */
const REPORTS: Readonly<Partial<Record<RepeatableType, (result: never, run: ReportedRun) => Report>>> = {
  backtest: result => reportBacktest(result),
  sweep: result => reportSweep(result),
  halving: ({ halving, backtest }: HalvingRun) => reportHalving(halving, backtest),
  walk_forward: result => reportWalkForward(result),
  monte_carlo: ({ backtest, monteCarlo }: ResampledBacktest, { subject, noun }) =>
    reportMonteCarlo(monteCarlo, { subject, noun, capital: backtest.settings.capital }),
  monte_carlo_runs: (result, { subject }) => reportMonteCarlo(result, { subject }),
  stress: result => reportStress(result),
}

/**
 * Runs a recorded run again and reports what comes out; of a combination of a sweep its backtest.
 *
 * @throws {@link ConfigError} `cli/report` for a type that has no report, and what running throws.
 */
export function reportRun(record: RunRecord, { strategy, bars }: RunSource): RepeatedReport {
  const combination = record.type === 'sweep_run'
  const type = (combination ? 'backtest' : record.type) as RepeatableType
  const report = REPORTS[type]
  if (report === undefined)
    throw new ConfigError(
      'cli/report',
      `run ${record.id} is a ${type}, of which there is no report; see its numbers with: peak-trade research runs show ${record.id}`,
      { id: record.id, type },
    )
  const kind: RunKind = runKinds[type]
  const result = kind.run(strategy, bars, recordedOptions({ ...record, type }, strategy)) as never
  const metrics = kind.metrics(result)
  const same = combination
    ? Object.entries(record.metrics).every(([name, value]) => Object.is(value, metrics[name]) || value === metrics[name])
    : digestParts(kind.parts(result)).result === record.result
  return {
    report: report(result, { subject: `${strategy.id} on ${bars.symbol}`, noun: record.options.of === 'trades' ? 'trade' : 'bar' }),
    same,
  }
}
