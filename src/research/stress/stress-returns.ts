import type { Column } from '../../base/column.ts'
import { ConfigError } from '../../base/errors.ts'
import { type Random, seededRandom } from '../../base/random.ts'
import { checkSeverity, checkWindow, placeIndex, resolveScenario, type StressPosition } from './place-shock.ts'
import type { StressScenario } from './scenario.ts'

/**
 * What to do to returns.
 *
 * @example
 * ```ts
 * import { type ReturnsShock, stressReturns } from 'peak-trade'
 *
 * const shock: ReturnsShock = { scenario: 'vol_spike', severity: 0.2, window: 5, position: 'end' }
 * stressReturns(Float64Array.of(0.01, 0.02, 0.03), shock) // 0.012, 0.024, 0.036
 * ```
 */
export interface ReturnsShock {
  /** A name among `stressScenarios`, or a scenario of your own. */
  readonly scenario: string | StressScenario
  readonly severity: number
  /** Bars it lasts; default the scenario's own. */
  readonly window?: number | undefined
  /** Default `middle`. */
  readonly position?: StressPosition | undefined
  /** Needed by scenarios with chance in them (`missing_data`). */
  readonly seed?: number | string | undefined
}

/**
 * Returns of a run with a shock in them. Nothing is decided anew: it is a question about the returns, of one strategy or of a
 * whole portfolio, not about the rule. Severity 0 changes nothing, and no return falls below -1.
 *
 * @throws {@link ConfigError} `stress/scenario`, `stress/severity`, `stress/window`, `stress/position`, `stress/seed` for chance without a seed, and `stress/needs-bars` for costs and
 * delays, of which returns know nothing.
 *
 * @example
 * ```ts
 * import { stressReturns } from 'peak-trade'
 *
 * const returns = Float64Array.of(0.01, -0.02, 0.03)
 * stressReturns(returns, { scenario: 'single_crash_bar', severity: 0.2 }) // 0.01, -0.2, 0.03
 * stressReturns(returns, { scenario: 'gap_down', severity: 0.1, position: 'end' }) // 0.01, -0.02, -0.07
 * ```
 */
export function stressReturns(
  returns: Column,
  { scenario: named, severity, window, position = 'middle', seed }: ReturnsShock,
): Float64Array {
  const scenario = resolveScenario(named)
  checkSeverity(scenario, severity)
  const bars = checkWindow(window ?? scenario.window)
  const index = placeIndex(position, returns.length)
  if (scenario.returns === undefined)
    throw new ConfigError('stress/needs-bars', `${scenario.id} cannot be applied to returns; use stressTest on the strategy and its bars`, {
      scenario: scenario.id,
    })
  if (severity === 0 || returns.length === 0) return returns.slice()
  return scenario.returns(returns, { severity, index, window: bars, random: randomOf(scenario, seed) })
}

/** Without a seed, chance is refused where it is asked for. */
function randomOf({ id }: StressScenario, seed: number | string | undefined): Random {
  if (seed !== undefined) return seededRandom(`${seed}/${id}`)
  const refuse = (): never => {
    throw new ConfigError('stress/seed', `${id} draws random numbers; give it a seed, such as seed: 1`, { scenario: id })
  }
  return { uniform: refuse, normal: refuse, integer: refuse, fork: refuse }
}
