import { ConfigError } from '../../../base/errors.ts'
import { placesOrders } from '../../../engine/orders/places-orders.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../../engine/settings.ts'
import type { Bars } from '../../../market/bars.ts'
import type { QualityReport } from '../../../market/quality.ts'
import type { PipelineConfig } from '../../../research/pipeline-config.ts'
import { presetCatalog } from '../../../research/presets/preset-catalog.ts'
import { presetSweep, type SweepPreset } from '../../../research/presets/sweep-preset.ts'
import { parseSweepPreset } from '../../../research/presets/sweep-preset-config.ts'
import type { EvidencePlan } from '../../../research/promotion/evidence-plan.ts'
import type { PromotionPolicy } from '../../../research/promotion/promotion-policy.ts'
import type { DataLocation, RunRecord } from '../../../research/run-record.ts'
import type { SweepOptions } from '../../../research/sweep.ts'
import { type Catalog, createCatalog } from '../../../strategies/catalog.ts'
import type { AnyStrategyClass } from '../../../strategies/strategy.ts'
import { readPipeline } from '../../files/pipeline-file.ts'
import { readSweepPreset } from '../../files/sweep-preset-file.ts'
import { findStrategy } from '../find-strategies.ts'
import { readPrices } from '../price-flags.ts'
import { moduleOf } from './promote-log.ts'
import { changePolicy, findPolicy } from './promote-policy.ts'
import { findPreset } from './search-flags.ts'

/** A pipeline with everything it needs at hand. */
export interface PipelinePlan {
  readonly config: PipelineConfig
  readonly strategy: AnyStrategyClass
  /** The user's own strategy, where it is one. */
  readonly module: RunRecord['module'] | undefined
  readonly bars: Bars
  readonly quality: QualityReport
  readonly location: DataLocation
  /** Says that the bars are samples; undefined for prices of a file. */
  readonly sample: string | undefined
  readonly settings: BacktestSettingsInput
  /** What is swept and how it is ranked, without the settings. */
  readonly sweep: Omit<SweepOptions, keyof BacktestSettingsInput>
  /** Parameter sets with fewer closed trades are not chosen. */
  readonly minTrades: number
  readonly evidence: EvidencePlan
  readonly policy: PromotionPolicy
}

/**
 * Reads a pipeline file and everything that it names. Without a file of prices it is about the sample bars.
 *
 * @param data - A file of prices that is taken in place of the one in the file.
 * @param config - The folder with presets and policies of one's own; default `config`, if it exists.
 * @throws {@link ConfigError} `pipeline/…`, `sweep-file/…`, `sweep/preset`, `strategy/…`, and what reading prices throws.
 */
export async function planPipeline(
  path: string,
  { data, config: folder }: { readonly data?: string | undefined; readonly config?: string | undefined } = {},
): Promise<PipelinePlan> {
  const config = await readPipeline(path)
  const file = data ?? config.data.file
  const own = config.strategy.module === undefined ? undefined : ((await findStrategy(config.strategy.module)) as AnyStrategyClass)
  const catalog = own === undefined ? presetCatalog : createCatalog([own])
  const preset = await presetOf(config, { catalog, folder })
  const id = own?.id ?? config.strategy.id ?? preset?.strategy
  if (id === undefined) throw wrong(path, 'strategy.id is missing; name a strategy, a module, or a preset of a sweep')
  const strategy = catalog.get(id)
  if (preset !== undefined && preset.strategy !== id)
    throw wrong(path, `sweep.preset is for ${preset.strategy}, strategy.id is ${id}; leave one of them out`)
  if (placesOrders(strategy as never)) throw wrong(path, `${id} places orders; a pipeline runs strategies that decide targets`)
  const { sweep, minTrades } = planSearch(config, { strategy, catalog, preset, path })
  const { symbol, timeframe, calendar } = config.data
  const named = { ...(symbol && { symbol }), ...(timeframe && { timeframe }), ...(calendar && { calendar }) }
  const { bars, quality, location, sample } = await readPrices({ ...(file !== undefined && { data: file }), ...named })
  resolveSettings(config.settings)
  return {
    config,
    strategy,
    module: config.strategy.module === undefined ? undefined : await moduleOf(config.strategy.module, strategy),
    bars,
    quality,
    location,
    sample,
    settings: config.settings,
    sweep,
    minTrades,
    evidence: evidencePlan(config),
    policy: changePolicy(await findPolicy(config.promotion.policy, { config: folder }), config.promotion.overrides),
  }
}

async function presetOf(
  { sweep: { preset } }: PipelineConfig,
  { catalog, folder }: { readonly catalog: Catalog; readonly folder: string | undefined },
): Promise<SweepPreset | undefined> {
  if (preset === undefined) return undefined
  return preset.endsWith('.toml') ? readSweepPreset(preset, { catalog }) : findPreset(preset, { config: folder })
}

interface SearchSource {
  readonly strategy: AnyStrategyClass
  readonly catalog: Catalog
  readonly preset: SweepPreset | undefined
  readonly path: string
}

/** The preset with the keys of the file on top, read as one sweep file. */
function planSearch({ sweep: { own }, strategy: { params }, seed }: PipelineConfig, { strategy, catalog, preset, path }: SearchSource) {
  const base = preset === undefined ? {} : fileForm(preset)
  const swept = { ...(base.parameters as object | undefined), ...(own.parameters as object | undefined) }
  const merged: Record<string, unknown> = { ...base, ...own, strategy: strategy.id }
  if (Object.keys(swept).length === 0) {
    const idle = ['settings', 'where', 'runs', 'method'].find(key => Object.hasOwn(merged, key))
    if (idle !== undefined) throw wrong(path, `sweep.${idle} needs parameters to try; add [sweep.parameters] or a preset`)
    // One candidate: the strategy as it is.
    merged.parameters = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, [value]]))
    if (Object.keys(params).length === 0) return { sweep: { candidates: [{}], top: merged.top as never }, minTrades: 0 }
  } else merged.parameters = { ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, [value]])), ...swept }
  if (merged.runs !== undefined) merged.seed ??= seed
  const { options } = presetSweep(
    parseSweepPreset(JSON.stringify({ sweep: merged }), text => JSON.parse(text) as unknown, { catalog }),
    { catalog },
  )
  return { sweep: options, minTrades: options.minTrades ?? 0 }
}

/** A preset as a sweep file has it. */
function fileForm({ grid, space, sample, settings, where, objective, top, minTrades }: SweepPreset): Record<string, unknown> {
  const form: Record<string, unknown> = {
    parameters: grid ?? space,
    settings:
      settings && Object.fromEntries(Object.entries(settings).map(([name, values]) => [name, values?.map(value => value ?? 'none')])),
    where: where.length === 0 ? undefined : where,
    objective,
    top,
    min_trades: minTrades,
    ...sample,
  }
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined))
}

function evidencePlan({ walkForward, monteCarlo, stress, overfitting }: PipelineConfig): EvidencePlan {
  const luck = overfitting !== false
  const { blocks, resamples, blockLength, keepTrials } = overfitting || {}
  return {
    walkForward,
    monteCarlo,
    stress,
    luck,
    overfitting: luck && { blocks },
    superiority: luck && { resamples, blockLength },
    ...(keepTrials === undefined ? {} : { keepTrials }),
  }
}

function wrong(path: string, problem: string): ConfigError {
  return new ConfigError('pipeline/value', `${path}: ${problem}`, { path })
}
