import { resolve } from 'node:path'
import type { Bars } from '../../market/bars.ts'
import { syntheticBars } from '../../market/synthetic.ts'
import { withOthers } from '../../market/with-others.ts'
import type { DataLocation } from '../../research/run-record.ts'
import { type ReadBarsOptions, readBars } from '../files/read-bars.ts'

/**
 * The bars of a location, with those of other symbols.
 *
 * @throws Rejects with what `readBars` and `withOthers` throw.
 */
export async function loadLocation(location: DataLocation): Promise<Bars> {
  const own = await loadOne(location)
  const { others = [] } = location
  if (others.length === 0) return own
  const loaded: Bars[] = []
  // One after the other: a file may be large.
  for (const other of others) loaded.push(await loadLocation(other))
  return withOthers(own, loaded)
}

/** The bars of a location and of its other symbols, each on its own, in the order of a panel. */
export async function loadHistories(location: DataLocation): Promise<readonly Bars[]> {
  const loaded: Bars[] = []
  for (const one of [location, ...(location.others ?? [])]) loaded.push(await loadOne(one))
  return loaded
}

async function loadOne(location: DataLocation): Promise<Bars> {
  if (location.kind === 'synthetic') return syntheticBars(location.options)
  return (await readBars(location.path, location.options as ReadBarsOptions)).bars
}

/** The same with whole paths: whoever repeats a run may stand in another folder. */
export function absoluteLocation(location: DataLocation): DataLocation {
  const { others } = location
  const rest = others === undefined ? {} : { others: others.map(absoluteLocation) }
  return location.kind === 'file' ? { ...location, path: resolve(location.path), ...rest } : { ...location, ...rest }
}

/** The files of a location, the main one first; empty for prices that were made up. */
export function filesOf(location: DataLocation): readonly string[] {
  const own = location.kind === 'file' ? [location.path] : []
  return [...own, ...(location.others ?? []).flatMap(filesOf)]
}
