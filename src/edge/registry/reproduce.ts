import { ConfigError, DataError } from '../../base/errors.ts'
import { fingerprint } from '../../base/fingerprint.ts'
import type { Bars } from '../../market/bars.ts'
import { fingerprintBars } from '../../market/fingerprint-bars.ts'
import type { Panel } from '../../market/panel.ts'
import { fingerprintStrategy } from '../../research/describe-run.ts'
import { diffMetrics, type MetricDifference } from '../../research/diff-runs.ts'
import { unknownRun } from '../../research/memory-run-store.ts'
import { isPortfolioRun, portfolioKinds } from '../../research/portfolio-kinds.ts'
import { presetCatalog } from '../../research/presets/preset-catalog.ts'
import { digestParts, firstDifference, type PartDifference } from '../../research/result-parts.ts'
import { type LooseOptions, type RepeatableType, type RunKind, type RunStrategy, runKinds } from '../../research/run-kinds.ts'
import type { RunRecord } from '../../research/run-record.ts'
import type { RunStore } from '../../research/run-store.ts'
import { recordedOptions } from '../../research/stored-options.ts'
import { sweepMetrics } from '../../research/sweep-table.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import { version } from '../cli/version.ts'
import { loadStrategy } from '../jobs/strategy-reference.ts'
import { loadLocation } from './data-location.ts'
import { type Repeated, repeatPortfolioRun } from './reproduce-portfolio.ts'
import { newRunId } from './run-id.ts'

/**
 * What a run cannot bring along by itself.
 *
 * @example
 * ```ts
 * import { MaCrossover, syntheticBars } from 'peak-trade'
 * import type { ReproduceOptions } from 'peak-trade/node'
 *
 * const options: ReproduceOptions = { bars: syntheticBars({ seed: 1, length: 500 }), strategy: MaCrossover }
 * ```
 */
export interface ReproduceOptions {
  /** Default: read from where the run says. */
  readonly bars?: Bars | undefined
  /** Default: the strategy of the recorded module, else of the catalog. */
  readonly strategy?: RunStrategy | undefined
  /** Of a run of a portfolio; default: read from where the run says. */
  readonly panel?: Panel | undefined
  /** Of a run of a portfolio: strategies that are not in the catalog. */
  readonly strategies?: readonly AnyStrategyClass[] | undefined
  /** Options that were functions, by name: `{ objective: … }`. */
  readonly functions?: Readonly<Record<string, unknown>> | undefined
}

/** Types of runs that can be repeated. */
export const repeatableTypes: readonly string[] = [...Object.keys(runKinds), ...Object.keys(portfolioKinds)]

/** What came of a repetition. */
export interface Reproduction {
  /** True when everything came out as it was, bit for bit. */
  readonly same: boolean
  /** In a few words, for people. */
  readonly verdict: string
  /** The first part that differs, and where. */
  readonly difference: PartDifference | undefined
  /** Metrics that differ: recorded, now, and the change. */
  readonly metrics: readonly MetricDifference[]
  /** What is not as it was and may be the reason. */
  readonly changed: readonly ('version' | 'code')[]
  readonly original: RunRecord
  /** The repetition, as it was recorded. */
  readonly record: RunRecord
}

/**
 * Repeats a recorded run of one strategy or of a portfolio with its data, parameters, settings and seed, and compares what comes out bit for bit
 * (only 0 and -0 count as the same). The repetition is recorded as a run of type `reproduce` that belongs to the original; it adds no trials.
 *
 * @throws Rejects with {@link ConfigError} `run-store/unknown`, `reproduce/type` for runs that cannot be repeated, `reproduce/data` when nobody says
 * where the bars are, `reproduce/strategy`, `reproduce/functions` when options were functions; `DataError` `reproduce/data` when the bars
 * are not those of the run; and what reading the bars or running throws.
 *
 * @example
 * ```ts
 * import { MaCrossover, memoryRunStore, syntheticBars } from 'peak-trade'
 * import { reproduce, trackRun } from 'peak-trade/node'
 *
 * const store = memoryRunStore()
 * const options = { seed: 1, length: 500 }
 * const location = { kind: 'synthetic', options } as const
 * const { record } = trackRun(store, { type: 'backtest', strategy: MaCrossover, bars: syntheticBars(options), options: {}, location })
 * const { same, verdict } = await reproduce(store, record.id)
 * same // true
 * verdict // 'the same to the bit'
 * ```
 */
export async function reproduce(store: RunStore, id: string, options: ReproduceOptions = {}): Promise<Reproduction> {
  const original = store.get(id)
  if (original === undefined) throw unknownRun(id)
  checkRepeatable(original, options)
  const { again, code, durationMs } = isPortfolioRun(original.type)
    ? await repeatPanel(original, options)
    : await repeatBars(original, options)
  const metrics = diffMetrics(original.metrics, again.metrics)
  const same = again.result === original.result && metrics.length === 0
  const difference = same ? undefined : firstDifference(original.parts, again.parts)
  const changed = [...(original.version === version ? [] : ['version' as const]), ...(original.code === code ? [] : ['code' as const])]
  const verdict = same ? 'the same to the bit' : verdictText({ difference, metrics, changed })
  const createdAt = Date.now()
  const record: RunRecord = {
    ...original,
    ...again,
    metrics: { ...again.metrics, same: same ? 1 : 0 },
    id: newRunId(createdAt),
    type: 'reproduce',
    name: `reproduce_${original.name}`,
    createdAt,
    durationMs,
    version,
    code,
    trials: 0,
    parent: original.id,
    tags: [],
    artifacts: [],
  }
  store.add({ record })
  return { same, verdict, difference, metrics, changed, original, record }
}

interface RanAgain {
  readonly again: Repeated
  readonly code: string
  readonly durationMs: number
}

async function repeatBars(original: RunRecord, options: ReproduceOptions): Promise<RanAgain> {
  const { id } = original
  const strategy = await findStrategy(original, options)
  const bars = options.bars ?? (await loadBars(original))
  if (fingerprintBars(bars) !== original.data)
    throw new DataError('reproduce/data', `the bars are not those of run ${id}: ${barsText(original, bars)}`, { id })
  const start = performance.now()
  const again = repeat(original, { strategy, bars, functions: options.functions ?? {} })
  return { again, code: fingerprintStrategy(strategy), durationMs: performance.now() - start }
}

async function repeatPanel(original: RunRecord, options: ReproduceOptions): Promise<RanAgain> {
  const { metrics, result, parts, code, durationMs } = await repeatPortfolioRun(original, options)
  return { again: { metrics, result, parts }, code, durationMs }
}

interface Repetition {
  readonly strategy: RunStrategy
  readonly bars: Bars
  readonly functions: LooseOptions
}

function repeat(record: RunRecord, { strategy, bars, functions }: Repetition): Repeated {
  const combination = record.type === 'sweep_run'
  const type = combination ? 'backtest' : (record.type as RepeatableType)
  const kind: RunKind = runKinds[type]
  const result = kind.run(strategy, bars, { ...recordedOptions({ ...record, type }, strategy), ...functions }) as never
  const metrics = kind.metrics(result)
  if (!combination) return { metrics, ...digestParts(kind.parts(result)) }
  const core = Object.fromEntries(sweepMetrics.map(name => [name, metrics[name]]))
  return { metrics: core, result: fingerprint(core), parts: [] }
}

function checkRepeatable({ id, type, status, functions }: RunRecord, { functions: given = {} }: ReproduceOptions): void {
  if (type !== 'sweep_run' && !repeatableTypes.includes(type))
    throw new ConfigError('reproduce/type', `run ${id} is a ${type}, which cannot be repeated; these can: ${repeatableTypes.join(', ')}`, {
      id,
      type,
    })
  if (status === 'failed')
    throw new ConfigError('reproduce/type', `run ${id} failed, there is nothing to compare with; run it anew`, { id })
  const missing = functions.filter(name => !(name in given))
  if (missing.length > 0)
    throw new ConfigError(
      'reproduce/functions',
      `run ${id} was given functions, which no store keeps: pass functions: { ${missing.join(', ')} }`,
      {
        id,
        missing,
      },
    )
}

async function findStrategy({ id, strategy: wanted, module }: RunRecord, { strategy: given }: ReproduceOptions): Promise<RunStrategy> {
  if (given === undefined && module === null && !presetCatalog.has(wanted))
    throw new ConfigError('reproduce/strategy', `run ${id} used "${wanted}", which is not in the catalog; pass the class as strategy`, {
      id,
    })
  const strategy = given ?? (module === null ? presetCatalog.get(wanted) : await loadStrategy({ module: module.url, name: module.name }))
  if (strategy.id === wanted) return strategy
  throw new ConfigError('reproduce/strategy', `run ${id} used "${wanted}", not "${strategy.id}"; pass the class that it used`, { id })
}

async function loadBars({ id, location }: RunRecord): Promise<Bars> {
  if (location === null) throw new ConfigError('reproduce/data', `run ${id} does not say where its bars are; pass bars`, { id })
  return loadLocation(location)
}

function barsText({ symbols, timeframe, bars }: RunRecord, now: Bars): string {
  const [then, found] = [`${symbols[0]} ${timeframe}, ${bars} bars`, `${now.symbol} ${now.timeframe}, ${now.length} bars`]
  return then === found ? `${found} as well, with other times or prices` : `${found} instead of ${then}`
}

function verdictText({ difference, metrics, changed }: Pick<Reproduction, 'difference' | 'metrics' | 'changed'>): string {
  const [first] = metrics
  const texts = [
    ...(difference === undefined ? [] : [`${difference.part} differs, first within ${difference.from} to ${difference.to}`]),
    ...(first === undefined ? [] : [`${metrics.length} metrics differ, ${first.name} was ${first.before} and is ${first.after}`]),
    ...changed.map(what => `the ${what === 'code' ? 'source of the strategy' : 'version of this library'} is another one`),
  ]
  return texts.length === 0 ? 'the results differ' : texts.join('; ')
}
