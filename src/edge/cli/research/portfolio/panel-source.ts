import { existsSync, statSync } from 'node:fs'
import { ConfigError } from '../../../../base/errors.ts'
import type { Bars } from '../../../../market/bars.ts'
import type { Panel } from '../../../../market/panel.ts'
import { restorePanel } from '../../../../research/repeat-portfolio.ts'
import type { DataLocation, RunRecord } from '../../../../research/run-record.ts'
import type { AnyStrategyClass } from '../../../../strategies/strategy.ts'
import { type ReadBarsOptions, readBars } from '../../../files/read-bars.ts'
import { readPanel } from '../../../files/read-panel.ts'
import { findStrategy } from '../../find-strategies.ts'
import { findBars, type RunSourceOptions } from '../run-source.ts'

/** What a run of a portfolio needs besides its record. */
export interface PanelRunSource {
  readonly panel: Panel
  /** Strategies of the user's own, on top of the catalog. */
  readonly strategies: readonly AnyStrategyClass[]
}

/**
 * Prices of a recorded run of a portfolio: those that are given, else those that the record names. `--data` may be a folder, as it was then.
 *
 * @throws Rejects with {@link ConfigError} `cli/repeat` for a run that failed, and when nobody says where its prices are; {@link DataError}
 * `reproduce/data` for other prices; and what loading them throws.
 */
export async function findPanelSource(record: RunRecord, given: RunSourceOptions): Promise<PanelRunSource> {
  const { id, status, error } = record
  if (status === 'failed') throw new ConfigError('cli/repeat', `run ${id} failed (${error}), there is nothing to show; run it anew`, { id })
  const strategies = given.strategy === undefined ? [] : [(await findStrategy(given.strategy)) as AnyStrategyClass]
  return { panel: restorePanel(record, await historiesOf(record, given)), strategies }
}

async function historiesOf(record: RunRecord, given: RunSourceOptions): Promise<readonly Bars[]> {
  const { data } = given
  if (data !== undefined && existsSync(data) && statSync(data).isDirectory()) return readFolder(record, data)
  const { others = [], ...own } = await findBars(record, given)
  return [own, ...others]
}

/** The symbols of the record out of a folder, read as they were read then. */
async function readFolder({ id, symbols, location }: RunRecord, folder: string): Promise<readonly Bars[]> {
  const { files } = await readPanel(folder)
  const places: readonly DataLocation[] = location === null ? [] : [location, ...(location.others ?? [])]
  const histories: Bars[] = []
  for (const symbol of symbols) {
    const file = files.find(one => one.symbol === symbol)
    if (file === undefined)
      throw new ConfigError('cli/repeat', `run ${id} traded ${symbol}, of which ${folder} has no prices`, { id, symbol })
    const place = places.find(({ options }) => (options as { readonly symbol?: string }).symbol === symbol)
    const options = place?.kind === 'file' ? place.options : {}
    histories.push((await readBars(file.path, { ...options, symbol } as ReadBarsOptions)).bars)
  }
  return histories
}
