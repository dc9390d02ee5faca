import { Command } from 'commander'
import { countOf, formatValue } from '../../../../reports/format.ts'
import { flattenData } from '../../../../research/flatten-data.ts'
import type { RunRecord } from '../../../../research/run-record.ts'
import { filesOf } from '../../../registry/data-location.ts'
import type { CommandOutput, Define } from '../../command.ts'
import { withRuns } from '../open-runs.ts'
import { addHomeFlag } from '../registry-flags.ts'
import { findRun } from './find-run.ts'
import { metricText, withoutParts } from './runs-table.ts'

interface ShowOptions {
  readonly home?: string
}

/** `peak-trade research runs show`. */
export function showCommand(define: Define): Command {
  const command = new Command('show').description('everything about one run').argument('<id>', 'the run, or the beginning of its id')
  return define<ShowOptions>(addHomeFlag(command), run).addHelpText('after', '\nExample:\n  peak-trade research runs show 01k3')
}

async function run({ home }: ShowOptions, text: string): Promise<CommandOutput> {
  const { record, trials, children } = await withRuns(home, { readOnly: true }, store => {
    const found = findRun(store, text)
    return { record: found, trials: store.trials(found), children: store.count({ parent: found.id }) }
  })
  return { data: { ...withoutParts(record), trialsSoFar: trials, children }, text: `${describe(record, trials, children).join('\n')}\n` }
}

function describe(record: RunRecord, trials: number, children: number): string[] {
  const { id, type, name, status, error, createdAt, durationMs, strategy, symbols, timeframe, bars, location, seed, tags, parent } = record
  const facts: readonly (readonly [string, string])[] = [
    ['name', name],
    ['type', type],
    [
      'made',
      `${formatValue(createdAt, 'time')}, took ${Number.isNaN(durationMs) ? 'an unknown time' : `${(durationMs / 1000).toFixed(2)} s`}`,
    ],
    ...(status === 'failed' ? [['failed', error ?? ''] as const] : []),
    ['strategy', record.module === null ? strategy : `${strategy} (${record.module.url})`],
    ['prices', `${symbols.join(' ')} ${timeframe}, ${countOf(bars, 'bar')}, ${sourceText(location)}`],
    ['trials', `${formatValue(record.trials, 'integer')}; ${formatValue(trials, 'integer')} of ${record.family} on these prices so far`],
    ...(seed === null ? [] : [['seed', String(seed)] as const]),
    ...(tags.length === 0 ? [] : [['tags', tags.join(' ')] as const]),
    ...(parent === null ? [] : [['belongs to', parent] as const]),
    ...(children === 0 ? [] : [['has', countOf(children, 'run')] as const]),
    ...record.artifacts.map(({ kind, path }) => [kind, path] as const),
    ['version', record.version],
  ]
  return [
    id,
    ...lines(facts),
    ...titled('parameters', entriesOf(record.params)),
    ...titled('settings', entriesOf(record.settings)),
    ...titled('asked', entriesOf(record.options)),
    ...titled(
      'metrics',
      Object.entries(record.metrics).map(([metric, value]) => [metric, metricText(metric, value)]),
    ),
  ]
}

function sourceText(location: RunRecord['location']): string {
  if (location === null) return 'of an unknown source'
  return location.kind === 'file' ? filesOf(location).join(', ') : 'made up'
}

function entriesOf(data: Readonly<Record<string, unknown>>): [string, string][] {
  return [...flattenData(data)].map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)])
}

function titled(title: string, rows: readonly (readonly [string, string])[]): string[] {
  return rows.length === 0 ? [] : ['', title, ...lines(rows)]
}

function lines(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)
}
