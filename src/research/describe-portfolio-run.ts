import { fingerprint } from '../base/fingerprint.ts'
import type { PanelOptions, PanelResult } from '../engine/backtest-panel.ts'
import type { Sleeve } from '../engine/sleeve.ts'
import type { Panel } from '../market/panel.ts'
import { familyOf, fingerprintStrategy, type RunContext } from './describe-run.ts'
import { digestParts } from './result-parts.ts'
import { numbersOf } from './run-kinds.ts'
import type { RunEntry } from './run-store.ts'
import { trialFingerprints } from './trial-fingerprints.ts'

/** A finished run of `backtestPanel`. */
export interface FinishedPortfolioRun {
  readonly sleeves: readonly Sleeve[]
  readonly panel: Panel
  readonly options?: PanelOptions | undefined
  readonly result: PanelResult
}

/**
 * Makes an entry for a {@link RunStore} of a run of `backtestPanel`. Its family are those of its sleeves, joined by "+".
 *
 * @example
 * ```ts
 * import { alignBars, backtestPanel, describePortfolioRun, MaCrossover, RsiReversion, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 300, symbol })))
 * const sleeves = [{ strategy: MaCrossover, symbol: 'A' }, { strategy: RsiReversion, symbol: 'B' }]
 * const run = { sleeves, panel, result: backtestPanel(sleeves, panel) }
 * describePortfolioRun(run, { id: 'run-1', createdAt: 0, version: '1.0.0' }).record.family // 'ma_crossover+rsi_reversion'
 * ```
 */
export function describePortfolioRun({ sleeves, panel, options = {}, result }: FinishedPortfolioRun, context: RunContext): RunEntry {
  const { settings, summary, equity } = result
  const { groups, admit } = options
  const params = {
    sleeves: sleeves.map(({ strategy, ...rest }, k) => ({ ...rest, strategy: strategy.id, params: result.sleeves[k].strategy.params })),
  }
  const strategies = [...new Set(sleeves.map(({ strategy }) => strategy))]
  const data = fingerprint(panel)
  const family = [...new Set(strategies.map(familyOf))].sort().join('+')
  const record = {
    id: context.id,
    type: 'portfolio_backtest',
    name: context.name ?? `portfolio_backtest_${panel.symbols.join('_')}`,
    createdAt: context.createdAt,
    durationMs: context.durationMs ?? Number.NaN,
    status: 'ok',
    error: null,
    strategy: strategies.map(({ id }) => id).join('+'),
    family,
    module: null,
    params,
    symbols: panel.symbols,
    timeframe: panel.timeframe,
    bars: panel.length,
    data,
    location: context.location ?? null,
    settings: { ...settings },
    options: groups === undefined ? {} : { groups },
    functions: admit === undefined ? [] : ['admit'],
    seed: null,
    version: context.version,
    code: fingerprint(strategies.map(fingerprintStrategy)),
    trials: 1,
    metrics: numbersOf(summary),
    ...digestParts([
      ['equity', equity],
      ...result.sleeves.map(({ name, profit }) => [`profit of ${name}`, profit] as const),
      ['summary', summary],
    ]),
    parent: context.parent ?? null,
    tags: context.tags ?? [],
    artifacts: context.artifacts ?? [],
  } as const
  return { record, tried: { data, family, fingerprints: trialFingerprints([params], { ...settings, groups }) } }
}
