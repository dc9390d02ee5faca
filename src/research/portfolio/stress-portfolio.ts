import { ConfigError } from '../../base/errors.ts'
import type { Panel } from '../../market/panel.ts'
import { alignBars } from '../../market/panel.ts'
import { panelBars } from '../../market/panel-bars.ts'
import { backtestPortfolio } from '../../portfolios/backtest-portfolio.ts'
import { coupleMoves } from '../stress/couple-moves.ts'
import { resolveScenario } from '../stress/place-shock.ts'
import type { Shock, StressScenario } from '../stress/scenario.ts'
import { stressPanel } from '../stress/stress-panel.ts'
import { isWorse, pickMetrics, type StressMetrics, type StressTable } from '../stress/stress-row.ts'
import { stressScenarios } from '../stress/stress-scenarios.ts'
import { runPlan, type StressPlan } from '../stress/stress-test.ts'
import type { RobustnessSubject } from './robustness-subject.ts'
import { SleeveRecords } from './sleeve-records.ts'

/**
 * Which scenarios a whole portfolio goes through, how hard, and where.
 *
 * @example
 * ```ts
 * import type { PortfolioStressOptions } from 'peak-trade'
 *
 * const options: PortfolioStressOptions = { scenarios: ['flash_crash', 'fee_shock'], severities: [0.2, 0.5], correlations: [0.5, 1] }
 * ```
 */
export interface PortfolioStressOptions
  extends Pick<StressPlan, 'scenarios' | 'severities' | 'window' | 'position' | 'places' | 'maxDrawdown'> {
  /** How far all symbols move together while a scenario lasts: 0 as they did, 1 (default) completely. */
  readonly correlation?: number | undefined
  /**
   * Strengths of `correlation_shock`, which hits nobody and only lets all symbols move together, over the whole history: each from 0 to 1. Default 0.5 and
   * 1; an empty list leaves it out. With one symbol there is nothing to couple.
   */
  readonly correlations?: readonly number[] | undefined
}

/** What is stressed, and by what. */
export interface PortfolioStressJob extends Pick<StressPlan, 'signal'> {
  readonly subject: RobustnessSubject
  readonly options: PortfolioStressOptions
}

/** All symbols become one: severity is how far. */
const correlationShock: StressScenario = {
  id: 'correlation_shock',
  title: 'Correlation shock',
  about: 'all symbols move together over the whole history; completely at severity 1',
  placed: false,
  window: 1,
  maxSeverity: 1 + Number.EPSILON,
}

function listScenarios({ scenarios = stressScenarios }: PortfolioStressOptions): readonly StressScenario[] {
  return scenarios.map(resolveScenario)
}

/** The number of rows that a table will have. */
export function countStressRows(options: PortfolioStressOptions): number {
  return listScenarios(options).length * (options.severities ?? SEVERITIES).length + (options.correlations ?? CORRELATIONS).length
}

const SEVERITIES: readonly number[] = [0.2]
const CORRELATIONS: readonly number[] = [0.5, 1]

/**
 * A portfolio through bad times that hit all of its symbols at once: strategies decide anew on what they then see, costs and delays change for
 * all sleeves.
 */
export function stressPortfolio({ subject, options, signal }: PortfolioStressJob): StressTable {
  const { panel, records, sleeves, baseline, step } = subject
  const { severities = SEVERITIES, correlations = CORRELATIONS, position, places, window, maxDrawdown } = options
  const { correlation = 1 } = options
  checkCorrelations([correlation, ...correlations])
  const wanted = records.wanted(sleeves)
  const common = { seed: subject.seed, window, maxDrawdown, signal, onProgress: step }
  const subjectOfPlan = {
    baseline: pickMetrics(baseline),
    run: (scenario: StressScenario, shock: Shock) => suffer(subject, scenario, { ...shock, correlation }),
    length: panel.length,
    from: 1,
    exposed: (row: number) => wanted[row - 1] === 1,
  }
  const tables: StressTable[] = []
  const scenarios = listScenarios(options)
  if (scenarios.length > 0 || correlations.length === 0)
    tables.push(runPlan({ ...common, position, places, scenarios, severities }, subjectOfPlan))
  if (correlations.length > 0)
    tables.push(runPlan({ ...common, position: 'start', scenarios: [correlationShock], severities: correlations }, subjectOfPlan))
  const rows = tables.flatMap(table => table.rows)
  const worst = tables.map(table => table.worst).reduce((least, row) => (isWorse(row.metrics, least.metrics) ? row : least))
  return { baseline: subjectOfPlan.baseline, rows, worst, survived: rows.every(row => row.survived), limit: tables[0].limit }
}

/**
 * A panel whose symbols move together: the logarithmic moves of each become `(1 - c) × own + c × common`, the common move with the symbol's own
 * mean and volatility. At 1 every correlation of moves from close to close is 1.
 *
 * @throws {@link ConfigError} `stress/correlation`.
 *
 * @example
 * ```ts
 * import { alignBars, couplePanel, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 200, symbol })))
 * couplePanel(panel, 0) === panel // true
 * couplePanel(panel, 1).length // 200
 * ```
 */
export function couplePanel(panel: Panel, correlation: number): Panel {
  checkCorrelations([correlation])
  if (correlation === 0 || panel.length === 0) return panel
  const histories = panel.symbols.map(symbol => panelBars(panel, symbol).bars)
  const together = coupleMoves(histories, { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, correlation })
  return alignBars(together, { join: 'outer', calendar: panel.calendar })
}

function suffer(subject: RobustnessSubject, scenario: StressScenario, shock: Shock & { readonly correlation: number }): StressMetrics {
  const { portfolio, sleeves, panel, settings, seed } = subject
  const { severity, window, index, correlation } = shock
  if (severity === 0) return pickMetrics(subject.baseline)
  const stressed =
    scenario === correlationShock
      ? couplePanel(panel, severity)
      : scenario.bars === undefined
        ? panel
        : stressPanel(panel, { scenario, severity, window, position: index, correlation, seed })
  const { rebalance: _rebalance, ...tradeable } = scenario.settings?.(settings, shock) ?? settings
  const delay = scenario.delay?.(shock) ?? 0
  const records = stressed === panel && delay === 0 ? subject.records : new SleeveRecords(stressed, tradeable, delay)
  const recorded = records.replayAll(sleeves)
  return pickMetrics(backtestPortfolio({ ...portfolio, sleeves: recorded }, stressed, tradeable).summary)
}

function checkCorrelations(correlations: readonly number[]): void {
  for (const correlation of correlations)
    if (!(correlation >= 0 && correlation <= 1))
      throw new ConfigError('stress/correlation', `correlation is ${correlation}; give a number from 0 (as it was) to 1 (all together)`, {
        correlation,
      })
}
