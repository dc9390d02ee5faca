import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ConfigError, DataError } from '../../../base/errors.ts'
import type { Bars } from '../../../market/bars.ts'
import { fingerprintBars } from '../../../market/fingerprint-bars.ts'
import { withOthers } from '../../../market/with-others.ts'
import { presetCatalog } from '../../../research/presets/preset-catalog.ts'
import type { RunStrategy } from '../../../research/run-kinds.ts'
import type { DataLocation, RunRecord } from '../../../research/run-record.ts'
import { loadLocation } from '../../registry/data-location.ts'
import { repeatableTypes } from '../../registry/reproduce.ts'
import { findStrategy } from '../find-strategies.ts'
import { type PriceOptions, readOthers, readPrices } from '../price-flags.ts'

/** Where a run is to be repeated from, when not from where its record says. */
export interface RunSourceOptions {
  readonly data?: string
  readonly strategy?: string
  readonly other: readonly string[]
}

/** What a run needs besides its record. */
export interface RunSource {
  readonly strategy: RunStrategy
  readonly bars: Bars
}

/**
 * Strategy and prices of a recorded run: those that are given, else those that the record names.
 *
 * @throws Rejects with {@link ConfigError} `cli/repeat` for a run that cannot be repeated, and when nobody says where its strategy or its prices are;
 * {@link DataError} `cli/repeat` for other prices; and what loading them throws.
 */
export async function findRunSource(record: RunRecord, given: RunSourceOptions): Promise<RunSource> {
  checkRepeatable(record)
  const strategy = await strategyOf(record, given)
  const bars = await findBars(record, given)
  if (fingerprintBars(bars) === record.data) return { strategy, bars }
  const what = `${bars.symbol} ${bars.timeframe} with ${bars.length} bars`
  throw new DataError(
    'cli/repeat',
    `these are not the prices of run ${record.id}: ${what} instead of ${record.symbols[0]} ${record.timeframe} with ${record.bars} bars, or other times or prices; give the very file with --data`,
    { id: record.id },
  )
}

function checkRepeatable({ id, type, name, status, error, parent }: RunRecord): void {
  if (status === 'failed') throw refusal(id, `run ${id} failed (${error}), there is nothing to show; run it anew`)
  if (type === 'reproduce') throw refusal(id, `run ${id} is a repetition; name its original: ${parent}`)
  if (type === 'experiment' && name.startsWith('halving_'))
    throw refusal(
      id,
      `run ${id} is a halving of an older version, which cannot be repeated from its record; run: peak-trade research sweep --halving`,
    )
  if (type !== 'sweep_run' && !repeatableTypes.includes(type))
    throw refusal(id, `run ${id} is a ${type}, which cannot be repeated; these can: ${repeatableTypes.join(', ')}`)
}

async function strategyOf({ id, strategy: wanted, module }: RunRecord, { strategy: given }: RunSourceOptions): Promise<RunStrategy> {
  const file = module === null ? undefined : fileURLToPath(module.url)
  if (given === undefined && file !== undefined && !existsSync(file))
    throw refusal(id, `run ${id} used ${wanted} of ${file}, which is not there any more; give --strategy FILE`)
  const strategy =
    given !== undefined
      ? await findStrategy(given)
      : file !== undefined
        ? await findStrategy(`${file}#${wanted}`)
        : presetCatalog.has(wanted)
          ? presetCatalog.get(wanted)
          : undefined
  if (strategy === undefined) throw refusal(id, `run ${id} used "${wanted}", which no catalog has; give --strategy FILE`)
  if (strategy.id !== wanted) throw refusal(id, `run ${id} used "${wanted}", not "${strategy.id}"; give --strategy with that one`)
  return strategy
}

/** The bars of a recorded run with those of its other symbols: those that are given, else those that the record names. */
export async function findBars({ id, location, symbols }: RunRecord, { data, other }: RunSourceOptions): Promise<Bars> {
  const recorded = location?.others ?? []
  if (data === undefined) {
    if (location === null)
      throw refusal(id, `run ${id} does not say where its prices are; give --data FILE, and --other SYMBOL=FILE for every other symbol`)
    if (other.length > 0 && recorded.length === 0) throw refusal(id, `--other goes with --data; run ${id} had no other symbols`)
    if (other.length === 0) return loadLocation(location)
  }
  const options = location?.kind === 'file' ? location.options : { symbol: symbols[0] }
  const own =
    data === undefined
      ? await loadLocation({ ...(location as DataLocation), others: [] })
      : (await readPrices({ ...options, data } as PriceOptions)).bars
  const given = (await readOthers(other)).map(({ bars }) => bars)
  // In the order of the record: those that were moved are given, the others are where they were.
  const others: Bars[] = []
  for (const place of recorded) {
    const symbol = (place.options as { readonly symbol?: string }).symbol
    const moved = given.findIndex(bars => bars.symbol === symbol)
    others.push(...(moved < 0 ? [await loadLocation(place)] : given.splice(moved, 1)))
  }
  const all = [...others, ...given]
  return all.length === 0 ? own : withOthers(own, all)
}

function refusal(id: string, problem: string): ConfigError {
  return new ConfigError('cli/repeat', problem, { id })
}
