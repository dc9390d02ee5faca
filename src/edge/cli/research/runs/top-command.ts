import { Command, Option } from 'commander'
import { countOf } from '../../../../reports/format.ts'
import { leaderboard } from '../../../../research/leaderboard.ts'
import type { RunField } from '../../../../research/run-store.ts'
import type { CommandOutput, Define } from '../../command.ts'
import { number } from '../../settings-flags.ts'
import { withRuns } from '../open-runs.ts'
import { addHomeFlag } from '../registry-flags.ts'
import { addFilterFlags, type FilterOptions, filterFrom } from './filter-flags.ts'
import { runsTable, withoutParts } from './runs-table.ts'

const FIELDS: readonly RunField[] = ['type', 'strategy', 'family', 'symbol', 'timeframe', 'tag']

interface TopOptions extends FilterOptions {
  readonly by: string
  readonly per?: RunField
  readonly top: number
  readonly home?: string
}

/** `peak-trade research runs top`. */
export function topCommand(define: Define): Command {
  const command = addFilterFlags(
    new Command('top').description('the best runs; a sweep shows the best of many tries, so compare like with like'),
  )
    .optionsGroup('Order:')
    .option('--by <metric>', 'what to rank by', 'sharpe')
    .addOption(new Option('--per <field>', 'one table for each').choices(FIELDS))
    .option('--top <count>', 'runs per table', number, 5)
  return define<TopOptions>(addHomeFlag(command), run).addHelpText(
    'after',
    '\nExample:\n  peak-trade research runs top --by sharpe --per strategy --type walk_forward',
  )
}

async function run(options: TopOptions): Promise<CommandOutput> {
  const { by, per, top, home } = options
  const filter = filterFrom(options)
  const tables = await withRuns(home, { readOnly: true }, store => leaderboard(store, { per, metric: by, top, filter }))
  const text = tables.map(({ key, runs, best }) =>
    [...(per === undefined ? [] : [`${per} ${key}, ${countOf(runs, 'run')}`]), runsTable(best, by), ''].join('\n'),
  )
  return {
    data: { by, per, tables: tables.map(({ key, runs, best }) => ({ key, runs, best: best.map(withoutParts) })) },
    text: tables.length === 0 ? `no run has a known ${by}\n` : text.join('\n'),
  }
}
