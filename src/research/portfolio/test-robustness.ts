import { ConfigError, DataError } from '../../base/errors.ts'
import type { PanelResult } from '../../engine/backtest-panel.ts'
import { resolveSettings } from '../../engine/settings.ts'
import { resolveSleeves } from '../../engine/sleeve.ts'
import type { Panel } from '../../market/panel.ts'
import { backtestPortfolio } from '../../portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../portfolios/portfolio.ts'
import type { ResampleMethod } from '../bootstrap.ts'
import { monteCarlo } from '../monte-carlo.ts'
import { type ProgressOptions, reportProgress } from '../progress.ts'
import { searchCosts } from '../promotion/cost-sensitivity.ts'
import type { RuinLevel } from '../ruin.ts'
import { checkJitter, jitterWeights, type WeightJitterOptions } from './jitter-weights.ts'
import { leaveOneOut } from './leave-one-out.ts'
import type { PortfolioRobustness } from './portfolio-robustness.ts'
import type { PortfolioSettings } from './portfolio-settings.ts'
import { resampleSleeves } from './resample-sleeves.ts'
import type { RobustnessSubject } from './robustness-subject.ts'
import { rowReturns, SleeveRecords } from './sleeve-records.ts'
import { countStressRows, type PortfolioStressOptions, stressPortfolio } from './stress-portfolio.ts'
import type { LeftOutWeights } from './without-sleeve.ts'

/**
 * Other histories, drawn from the one there is.
 *
 * @example
 * ```ts
 * import type { PortfolioMonteCarloOptions } from 'peak-trade'
 *
 * const options: PortfolioMonteCarloOptions = { paths: 2000, blockLength: 40, ruin: { drawdown: 0.3 } }
 * ```
 */
export interface PortfolioMonteCarloOptions {
  /** Number of paths. Default 1000. */
  readonly paths?: number | undefined
  /** Of the account's returns; sleeves are always drawn in blocks. Default `block`. */
  readonly method?: ResampleMethod | undefined
  /** Rows that stay together. Default 20. */
  readonly blockLength?: number | undefined
  /** Shares of the percentile bands, rising. Default 5, 25, 50, 75 and 95 %. */
  readonly percentiles?: readonly number[] | undefined
  /** Largest number of times at which the bands of the equity are taken; 0 for none. Default 1000. */
  readonly times?: number | undefined
  /** When a path counts as ruined. Default: a drawdown of one half. */
  readonly ruin?: RuinLevel | undefined
}

/**
 * What to shake, how hard, and how to trade. Every part can be left out with `false`.
 *
 * @example
 * ```ts
 * import type { RobustnessOptions } from 'peak-trade'
 *
 * const options: RobustnessOptions = { seed: 7, stress: { scenarios: ['flash_crash'] }, jitter: false, costs: { feeBps: 10 } }
 * ```
 */
export interface RobustnessOptions extends Omit<PortfolioSettings, 'costs'>, ProgressOptions {
  /** Same seed, same result. Default 42. */
  readonly seed?: number | string | undefined
  /** What trading costs; `costSensitivity` says whether other costs are tried. */
  readonly costs?: PortfolioSettings['costs']
  readonly monteCarlo?: PortfolioMonteCarloOptions | false | undefined
  /** Sleeves drawn jointly and apart, with the same numbers; on unless `false`. */
  readonly jointMonteCarlo?: boolean | undefined
  /** Default: all scenarios at severity 0.2 at five places each, and correlation shocks of 0.5 and 1. */
  readonly stress?: PortfolioStressOptions | false | undefined
  /** What happens to the share of the sleeve that is left out; default `kept`: it stays cash. */
  readonly leaveOneOut?: LeftOutWeights | false | undefined
  readonly jitter?: WeightJitterOptions | false | undefined
  /** Costs at which nothing is left; on unless `false`. */
  readonly costSensitivity?: boolean | undefined
}

/**
 * Shakes a portfolio in every way that may tell luck from substance: other histories of its returns, of its sleeves jointly and apart, bad times
 * for all symbols at once, each sleeve left out, weights a little different, and higher costs.
 *
 * - Monte Carlo draws blocks of the account's returns (`monteCarlo`); `jointMonteCarlo` draws what the sleeves contributed, row by row, so that what
 *   moves together keeps doing so (`resampleSleeves`).
 * - Stress changes the bars of all symbols at the same time, and strategies decide anew (`stressPanel`). While a scenario lasts all symbols move
 *   together; `correlation_shock` lets them do so all the time.
 * - A sleeve is `dispensable` when the portfolio has a higher Sharpe ratio and no deeper drawdown without it.
 * - An allocation of the portfolio is at work in every one of these runs.
 *
 * @throws {@link ConfigError} `robustness/…`, `monte-carlo/…`, `stress/…`, `backtest/settings`, `panel/…` and `portfolio/…` naming what is wrong;
 * {@link DataError} `backtest/no-bars`; the reason of `signal` when that is aborted.
 *
 * @example
 * ```ts
 * import { alignBars, Breakout, MaCrossover, syntheticBars, testRobustness } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 500, symbol })))
 * const sleeves = [{ strategy: MaCrossover, symbol: 'A', weight: 0.5 }, { strategy: Breakout, symbol: 'B', weight: 0.5 }]
 * const { monteCarlo, stress, leaveOneOut, jitter, costs } = testRobustness({ sleeves }, panel, {
 *   monteCarlo: { paths: 200, ruin: { drawdown: 0.3 } },
 *   stress: { scenarios: ['flash_crash'], severities: [0.3], places: 2 },
 *   jitter: { draws: 20 },
 *   costs: { feeBps: 10 },
 * })
 * monteCarlo?.ruin.probability // share of histories that fell by 30 %
 * stress?.rows.map(({ scenario }) => scenario) // ['flash_crash', 'correlation_shock', 'correlation_shock']
 * leaveOneOut?.filter(({ dispensable }) => dispensable) // sleeves that one may do without
 * jitter?.positive // share of the portfolios next door that earn something
 * costs?.factor // how many times the costs may grow
 * ```
 */
export function testRobustness(portfolio: Portfolio, panel: Panel, options: RobustnessOptions = {}): PortfolioRobustness {
  const { seed = 42, monteCarlo: draws = {}, jointMonteCarlo = true, stress = {}, jitter = {}, costSensitivity = true, ...rest } = options
  const { leaveOneOut: without = 'kept', signal, onProgress, ...input } = rest
  if (panel.length === 0) throw new DataError('backtest/no-bars', 'the panel has no bars; there is nothing to test')
  checkOptions({ without, jitter })
  const settings = resolveSettings({ ...input, maxLeverage: input.maxLeverage ?? 1 })
  const { rebalance: _rebalance, ...tradeable } = settings
  const sleeves = resolveSleeves(portfolio.sleeves, portfolio.groups ?? {})
  const total =
    1 +
    (draws ? 1 : 0) +
    (jointMonteCarlo ? 1 : 0) +
    (stress ? countStressRows(stress) : 0) +
    (without && sleeves.length > 1 ? sleeves.length : 0) +
    (jitter ? (jitter.draws ?? 100) : 0) +
    (costSensitivity ? 1 : 0)
  let done = 0
  const step = () => reportProgress({ signal, onProgress }, { done: ++done, before: done - 1, total })
  signal?.throwIfAborted()
  const records = new SleeveRecords(panel, tradeable)
  const recorded = records.replayAll(sleeves)
  const run = (costs: typeof settings.costs) => backtestPortfolio({ ...portfolio, sleeves: recorded }, panel, { ...tradeable, costs })
  const result = run(settings.costs)
  const subject: RobustnessSubject = {
    portfolio,
    sleeves,
    panel,
    records,
    settings,
    tradeable,
    baseline: result.summary,
    seed,
    step,
  }
  step()
  return {
    symbols: panel.symbols,
    timeframe: panel.timeframe,
    settings,
    seed,
    weights: sleeves.map(({ name, weight }) => ({ sleeve: name, weight })),
    baseline: result.summary,
    ...(draws ? { monteCarlo: stepped(step, () => drawAccount(result, { seed, ...draws, signal })) } : {}),
    ...(jointMonteCarlo ? { jointMonteCarlo: stepped(step, () => drawSleeves(result, { seed, ...(draws || {}), signal })) } : {}),
    ...(stress ? { stress: stressPortfolio({ subject, options: stress, signal }) } : {}),
    ...(without ? { leaveOneOut: leaveOneOut(subject, without) } : {}),
    ...(jitter ? { jitter: jitterWeights(subject, jitter) } : {}),
    ...(costSensitivity ? { costs: stepped(step, () => searchCosts(settings.costs, costs => run(costs).summary)) } : {}),
  }
}

function stepped<T>(step: () => void, work: () => T): T {
  const value = work()
  step()
  return value
}

type Draws = PortfolioMonteCarloOptions & { readonly seed: number | string; readonly signal: AbortSignal | undefined }

function drawAccount({ equity, settings, barsPerYear }: PanelResult, draws: Draws) {
  const { seed, paths, method = 'block', blockLength = 20, percentiles, times, ruin, signal } = draws
  return monteCarlo(rowReturns(equity, settings.capital), {
    seed,
    barsPerYear,
    method,
    blockLength: Math.min(blockLength, equity.length),
    capital: settings.capital,
    ...(paths === undefined ? {} : { paths }),
    ...(percentiles === undefined ? {} : { percentiles }),
    ...(times === undefined ? {} : { times }),
    ...(ruin === undefined ? {} : { ruin }),
    signal,
  })
}

/** What each sleeve earned at each row, as a fraction of the account before. */
function drawSleeves({ equity, settings, barsPerYear, sleeves }: PanelResult, { seed, paths, blockLength = 20, signal }: Draws) {
  const contributions = sleeves.map(({ profit }) => {
    const column = new Float64Array(equity.length)
    for (let row = 0; row < column.length; row++) {
      const before = row === 0 ? settings.capital : equity[row - 1]
      if (before > 0) column[row] = (profit[row] - (row === 0 ? 0 : profit[row - 1])) / before
    }
    return column
  })
  const names = sleeves.map(({ name }) => name)
  return resampleSleeves(contributions, { names, seed, barsPerYear, paths, blockLength: Math.min(blockLength, equity.length), signal })
}

function checkOptions({ without, jitter }: { readonly without: unknown; readonly jitter: WeightJitterOptions | false }): void {
  if (jitter) checkJitter(jitter)
  if (without !== false && without !== 'kept' && without !== 'renormalized')
    throw new ConfigError('robustness/leave-one-out', `leaveOneOut is ${String(without)}; give kept, renormalized or false`, {
      leaveOneOut: String(without),
    })
}
