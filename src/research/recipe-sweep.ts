import { ConfigError } from '../base/errors.ts'
import type { BacktestSettingsInput } from '../engine/settings.ts'
import { type Bars, sliceBars } from '../market/bars.ts'
import { fingerprintBars } from '../market/fingerprint-bars.ts'
import { alignBars, type Panel } from '../market/panel.ts'
import { type PanelBars, panelBars } from '../market/panel-bars.ts'
import { withOthers } from '../market/with-others.ts'
import type { PortfolioRecipe, RecipeSweep } from '../portfolios/recipe.ts'
import type { Catalog } from '../strategies/catalog.ts'
import type { AnyStrategyClass } from '../strategies/strategy.ts'
import { familyOf } from './describe-run.ts'
import { presetCatalog } from './presets/preset-catalog.ts'
import { runPreset, type SweepPreset } from './presets/sweep-preset.ts'
import { sweepPreset } from './presets/sweep-presets.ts'
import type { DraftSleeve } from './recipe-sleeves.ts'
import type { TriedSets } from './run-store.ts'
import { applySettings } from './settings-grid.ts'
import type { SweepResult } from './sweep.ts'
import { type RankedRun, sweepMetrics } from './sweep-table.ts'
import { triedIn, triedSets } from './tried-sets.ts'

/** How the components of a recipe are looked for. */
export interface RecipeSweepOptions {
  readonly catalog?: Catalog | undefined
  readonly presets?: readonly SweepPreset[] | undefined
  /** Share of the panel that is looked at, above 0 and below 1. */
  readonly trainShare: number
  readonly settings: BacktestSettingsInput
}

/** Sleeves that a sweep found, and the part of the panel that it has not seen. */
export interface SweptSleeves {
  readonly sleeves: readonly DraftSleeve[]
  readonly panel: Panel
  readonly trials: number
  /** All parameter sets that were looked at, per symbol, as the sweep alone would have noted them. */
  readonly tried: readonly TriedSets[]
  readonly notes: readonly string[]
}

/** The preset of a sweep recipe: one's own or a shipped one. */
export function presetOf({ preset }: RecipeSweep, presets: readonly SweepPreset[] = []): SweepPreset {
  return presets.find(({ id }) => id === preset) ?? sweepPreset(preset)
}

/**
 * Runs the sweep of a recipe on the first part of a panel, for each symbol on its own, and makes sleeves of the best parameter sets.
 * Of sets with the same results, which made the same trades, only the first counts.
 */
export function sweptSleeves(recipe: PortfolioRecipe, sweep: RecipeSweep, panel: Panel, options: RecipeSweepOptions): SweptSleeves {
  const { catalog = presetCatalog, presets, trainShare, settings } = options
  const preset = presetOf(sweep, presets)
  const foreign = Object.keys(preset.settings ?? {}).find(path => !path.startsWith('exits.'))
  if (foreign !== undefined)
    throw new ConfigError(
      'recipe/sweep',
      `recipe "${recipe.id}": its sweep ${preset.id} varies ${foreign}, which a sleeve cannot have; only exits may vary`,
      {
        setting: foreign,
      },
    )
  const split = Math.floor(panel.length * trainShare)
  if (!(split >= 1 && split < panel.length))
    throw new ConfigError(
      'recipe/sweep',
      `recipe "${recipe.id}": a panel of ${panel.length} times cannot be cut at ${trainShare}; give more bars, or a trainShare above 0 and below 1`,
      { trainShare },
    )
  // A preset that varies exits decides about them alone.
  const decidesExits = preset.settings !== undefined && Object.keys(preset.settings).length > 0
  const base: BacktestSettingsInput = decidesExits ? { ...settings, exits: undefined } : settings
  const histories = panel.symbols.map(symbol => panelBars(panel, symbol))
  const train = histories.map(history => sliceBars(history.bars, 0, rowsBefore(history, split)))
  const minTrades = Math.max(1, preset.minTrades ?? 0)
  let trials = 0
  const tried: TriedSets[] = []
  const sleeves = panel.symbols.flatMap((symbol, k): DraftSleeve[] => {
    const others = train.filter((_, other) => other !== k)
    const bars = withOthers(train[k], others)
    const result = bars.length === 0 ? undefined : runPreset(preset, bars, { ...base, catalog, minTrades, top: Number.MAX_SAFE_INTEGER })
    trials += result?.combinations ?? 0
    if (result !== undefined) tried.push(triedBy(result, { strategy: catalog.get(preset.strategy), bars, settings: base }))
    const best = distinct(result?.best ?? []).slice(0, sweep.top)
    if (best.length < sweep.top) throw tooFew({ recipe, sweep, symbol, bars: train[k].length, minTrades, result, found: best.length })
    return best
      .map((run, place) => ({
        strategy: catalog.get(preset.strategy),
        params: run.params,
        exits: decidesExits ? (applySettings({}, run.settings ?? {}).exits ?? {}) : undefined,
        symbol,
        weight: sweep.weights[place] / panel.symbols.length,
        name: `${preset.strategy} ${symbol} #${place + 1}`,
      }))
      .filter(({ weight }) => weight > 0)
  })
  const rest = histories.map((history, k) => sliceBars(history.bars, train[k].length))
  return {
    sleeves,
    panel: alignBars(rest, { join: 'outer', calendar: panel.calendar }),
    trials,
    tried,
    notes: [
      `The components are the best ${sweep.top} of ${trials} parameter sets of ${preset.id} on the first ${split} of ${panel.length} times; the other ${panel.length - split} are left to trade on.`,
    ],
  }
}

interface Swept {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly settings: BacktestSettingsInput
}

/** What the registry counts of a sweep. It can be read again and again, and keeps no more of the result than its columns. */
function triedBy({ combinations, params, variants }: SweepResult, { strategy, bars, settings }: Swept): TriedSets {
  const sets = triedIn(combinations, { params, variants })
  return {
    data: fingerprintBars(bars),
    family: familyOf(strategy),
    fingerprints: { [Symbol.iterator]: () => triedSets(strategy, sets, settings) },
  }
}

/** How many bars a symbol has before a time of the panel. */
function rowsBefore({ rows }: PanelBars, split: number): number {
  let count = 0
  while (count < rows.length && rows[count] < split) count++
  return count
}

/** The first run of each result. */
function distinct(runs: readonly RankedRun[]): readonly RankedRun[] {
  const seen = new Set<string>()
  return runs.filter(({ metrics }) => {
    const key = sweepMetrics.map(name => metrics[name]).join()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

interface TooFew {
  readonly recipe: PortfolioRecipe
  readonly sweep: RecipeSweep
  readonly symbol: string
  readonly bars: number
  readonly minTrades: number
  readonly result: SweepResult | undefined
  readonly found: number
}

function tooFew({ recipe, sweep, symbol, bars, minTrades, result, found }: TooFew): ConfigError {
  const what = `different results with a ${result?.objective ?? 'number'} to rank by and at least ${minTrades} closed trade${minTrades === 1 ? '' : 's'}`
  return new ConfigError(
    'recipe/sweep-results',
    `recipe "${recipe.id}" takes the best ${sweep.top} of ${sweep.preset}, but of ${result?.combinations ?? 0} sets on the ${bars} bars of ${symbol} before the cut only ${found} have ${what}; give more bars, a larger trainShare, or a smaller top n`,
    { symbol, found },
  )
}
