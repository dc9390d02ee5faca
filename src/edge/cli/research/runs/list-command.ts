import { Command } from 'commander'
import { countOf } from '../../../../reports/format.ts'
import type { CommandOutput, Define } from '../../command.ts'
import { number } from '../../settings-flags.ts'
import { withRuns } from '../open-runs.ts'
import { addHomeFlag } from '../registry-flags.ts'
import { addFilterFlags, type FilterOptions, filterFrom } from './filter-flags.ts'
import { runsTable, withoutParts } from './runs-table.ts'

interface ListOptions extends FilterOptions {
  readonly sort: string
  readonly ascending?: boolean
  readonly limit: number
  readonly home?: string
}

/** `peak-trade research runs list`. */
export function listCommand(define: Define): Command {
  const command = addFilterFlags(new Command('list').description('list recorded runs, the newest first'))
    .optionsGroup('Order:')
    .option('--sort <name>', 'createdAt, durationMs, bars, trials or a metric', 'createdAt')
    .option('--ascending', 'the smallest first')
    .option('--limit <count>', 'how many', number, 20)
  return define<ListOptions>(addHomeFlag(command), run).addHelpText(
    'after',
    "\nExample:\n  peak-trade research runs list --type sweep,walk_forward --where 'sharpe>=1' --sort sharpe --since 7d",
  )
}

async function run(options: ListOptions): Promise<CommandOutput> {
  const { sort, ascending, limit, home } = options
  const filter = filterFrom(options)
  const { records, total } = await withRuns(home, { readOnly: true }, store => ({
    records: store.list({ ...filter, sort, order: ascending ? 'asc' : 'desc', limit }).records,
    total: store.count(filter),
  }))
  const text = records.length === 0 ? 'no runs' : `${runsTable(records, sort)}\n\n${records.length} of ${countOf(total, 'run')}`
  return { data: { total, runs: records.map(withoutParts) }, text: `${text}\n` }
}
