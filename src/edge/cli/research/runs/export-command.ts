import { Command } from 'commander'
import { countOf } from '../../../../reports/format.ts'
import { exportRuns } from '../../../registry/export-runs.ts'
import type { CommandOutput, Define } from '../../command.ts'
import { number } from '../../settings-flags.ts'
import { withRuns } from '../open-runs.ts'
import { addHomeFlag } from '../registry-flags.ts'
import { addFilterFlags, type FilterOptions, filterFrom } from './filter-flags.ts'

interface ExportOptions extends FilterOptions {
  readonly sort: string
  readonly ascending?: boolean
  readonly limit?: number
  readonly metrics?: readonly string[]
  readonly home?: string
}

/** `peak-trade research runs export`. */
export function exportCommand(define: Define): Command {
  const command = addFilterFlags(
    new Command('export').description('write runs into a file').argument('<file>', '.csv, .parquet, .json, .jsonl or .md'),
  )
    .optionsGroup('Order:')
    .option('--sort <name>', 'createdAt, durationMs, bars, trials or a metric', 'createdAt')
    .option('--ascending', 'the smallest first')
    .option('--limit <count>', 'how many (default: all; 20 for .md)', number)
    .option('--metrics <names>', 'metrics that become columns (default: all; a few for .md)', (text: string) =>
      text.split(',').map(word => word.trim()),
    )
  return define<ExportOptions>(addHomeFlag(command), run).addHelpText(
    'after',
    '\nExample:\n  peak-trade research runs export best.md --type walk_forward --sort sharpe --limit 10',
  )
}

async function run(options: ExportOptions, file: string): Promise<CommandOutput> {
  const { sort, ascending, limit: top, metrics, home } = options
  const query = { ...filterFrom(options), sort, order: ascending ? ('asc' as const) : ('desc' as const) }
  const runs = await withRuns(home, { readOnly: true }, store => exportRuns(store, query, file, { top, metrics }))
  return { data: { file, runs }, text: `wrote ${countOf(runs, 'run')} to ${file}\n` }
}
