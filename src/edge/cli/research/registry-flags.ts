import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { countOf } from '../../../reports/format.ts'
import { describeRun, type FinishedRun, type RunContext } from '../../../research/describe-run.ts'
import type { DataLocation } from '../../../research/run-record.ts'
import type { RunEntry, RunStore, TriedSets } from '../../../research/run-store.ts'
import { describeArtifact } from '../../registry/describe-artifact.ts'
import { homeFolder } from '../../registry/home-folder.ts'
import { newRunId } from '../../registry/run-id.ts'
import { version } from '../version.ts'
import { withRuns } from './open-runs.ts'

/** What the flags of {@link addRegistryFlags} give. */
export interface RegistryOptions {
  readonly home?: string
  readonly save: boolean
  readonly tag: readonly string[]
}

/** What a command notes with its run. */
export interface RegistryNotes {
  readonly durationMs: number
  readonly location: DataLocation | undefined
  readonly module: RunContext['module']
  /** Files that the run left behind: reports, unless another kind is said. */
  readonly files: readonly (string | { readonly kind: string; readonly path: string })[]
  /** What was tried on other prices on the way, to be counted there. */
  readonly tried?: readonly TriedSets[]
}

/** How a run stands in the registry: for the JSON, and for people. */
export interface Recorded {
  readonly data: { readonly runId: string | null; readonly trialsSoFar: number | null }
  readonly text: readonly string[]
}

/** Takes the runs of a command. */
export interface Registry {
  /** Records a run. */
  record(run: FinishedRun, notes: RegistryNotes): Promise<Recorded>
  /** Records what is no run of one strategy, such as a portfolio. */
  recordEntry(describe: (context: RunContext) => RunEntry, notes: Omit<RegistryNotes, 'module'>): Promise<Recorded>
  /** Counts these as tried, and gives the number of all that were ever tried on these prices; without recording, of those that are known. */
  countTrials(entries: readonly RunEntry[]): Promise<number>
}

/** Gives a command `--home`. */
export function addHomeFlag(command: Command): Command {
  return command.option('--home <folder>', 'where runs are recorded (default: PEAK_TRADE_HOME, else .peak-trade)')
}

/** Gives a command the flags that say whether and how its run is recorded. */
export function addRegistryFlags(command: Command): Command {
  return addHomeFlag(command.optionsGroup('Registry:'))
    .option('--no-save', 'do not record the run')
    .option('--tag <word>', 'a tag for the record; can be given again and again', (text: string, before: string[]) => [...before, text], [])
}

/**
 * Does something with the registry that the flags name. It is opened before the work begins, so that a folder that cannot be written does not
 * cost the result.
 *
 * @throws Rejects with {@link EdgeError} `sqlite/…` and `file/…`, and what `act` throws.
 */
export function withRegistry<T>({ home, save, tag }: RegistryOptions, act: (registry: Registry) => Promise<T>): Promise<T> {
  if (!save) return withoutRecording(home, act)
  return withRuns(home, {}, store =>
    act({
      record: (run, notes) => record(store, { describe: context => describeRun(run, context), notes, tags: tag }),
      recordEntry: (describe, notes) => record(store, { describe, notes, tags: tag }),
      countTrials: async entries => {
        for (const { tried } of entries) if (tried !== undefined) store.recordTrials(tried)
        return Math.max(entries.length, store.trials(entries[0].record))
      },
    }),
  )
}

/** What was tried before counts all the same. */
function withoutRecording<T>(home: string | undefined, act: (registry: Registry) => Promise<T>): Promise<T> {
  const nothing = async () => ({ data: { runId: null, trialsSoFar: null }, text: [] })
  const known = async (entry: RunEntry) => {
    if (!existsSync(join(homeFolder(home), 'runs.sqlite'))) return 0
    return withRuns(home, { readOnly: true }, store => store.trials(entry.record))
  }
  const countTrials = async (entries: readonly RunEntry[]) => {
    const tried = new Set(entries.flatMap(entry => [...(entry.tried?.fingerprints ?? [])]))
    return Math.max(entries.length, tried.size, await known(entries[0]))
  }
  return act({ record: nothing, recordEntry: nothing, countTrials })
}

interface Recording {
  readonly describe: (context: RunContext) => RunEntry
  readonly notes: Omit<RegistryNotes, 'module'>
  readonly tags: readonly string[]
}

async function record(store: RunStore, { describe, notes: { files, tried = [], ...notes }, tags }: Recording): Promise<Recorded> {
  const artifacts = await Promise.all(
    files.map(file => (typeof file === 'string' ? describeArtifact(file, 'report') : describeArtifact(file.path, file.kind))),
  )
  const createdAt = Date.now()
  const entry = describe({ ...notes, tags, artifacts, id: newRunId(createdAt), createdAt, version })
  store.add(entry)
  for (const sets of tried) store.recordTrials(sets)
  const { id, family } = entry.record
  const trials = store.trials(entry.record)
  return {
    data: { runId: id, trialsSoFar: trials },
    text: [`recorded as ${id}; ${countOf(trials, 'parameter set')} of ${family} tried on these prices so far`],
  }
}
