import { Command } from 'commander'
import { memoryRunStore } from '../../../research/memory-run-store.ts'
import { isPortfolioRun } from '../../../research/portfolio-kinds.ts'
import type { RunStore } from '../../../research/run-store.ts'
import { type Reproduction, reproduce } from '../../registry/reproduce.ts'
import { type CommandOutput, type Define, exitCodes } from '../command.ts'
import { addOtherFlag } from '../price-flags.ts'
import { textTable } from '../text-table.ts'
import { withRuns } from './open-runs.ts'
import { findPanelSource } from './portfolio/panel-source.ts'
import { addHomeFlag } from './registry-flags.ts'
import { findRunSource, type RunSourceOptions } from './run-source.ts'
import { findRun } from './runs/find-run.ts'

interface ReproduceOptions extends RunSourceOptions {
  readonly home?: string
  readonly save: boolean
}

/** `peak-trade research reproduce`. */
export function reproduceCommand(define: Define): Command {
  const command = new Command('reproduce')
    .description('repeat a recorded run and compare bit for bit; exit code 1 when something else comes out')
    .argument('<id>', 'the run, or the beginning of its id')
    .option('--data <file>', 'its prices, of a portfolio also a folder (default: where the record says)')
    .option('--strategy <file>', 'its strategy (default: where the record says)')
  addHomeFlag(addOtherFlag(command)).option('--no-save', 'do not record the repetition')
  return define<ReproduceOptions>(command, run).addHelpText('after', '\nExample:\n  peak-trade research reproduce 01k3 --data btc-1h.csv')
}

async function run(options: ReproduceOptions, text: string): Promise<CommandOutput> {
  const { home, save } = options
  const reproduction = await withRuns(home, { readOnly: !save }, async store => {
    const original = findRun(store, text)
    const source = isPortfolioRun(original.type) ? await findPanelSource(original, options) : await findRunSource(original, options)
    return reproduce(save ? store : aside(store, original.id), original.id, source)
  })
  return describe(reproduction, save)
}

/** A store with one run of another, to which a repetition may be added. */
function aside(store: RunStore, id: string): RunStore {
  const own = memoryRunStore()
  const record = store.get(id)
  if (record !== undefined) own.add({ record })
  return own
}

function describe({ same, verdict, difference, metrics, changed, original, record }: Reproduction, save: boolean): CommandOutput {
  const rows = metrics.map(({ name, before, after, change }) => [name, String(before), String(after), String(change)])
  return {
    data: { runId: save ? record.id : null, original: original.id, same, verdict, difference, metrics, changed },
    exitCode: same ? exitCodes.ok : exitCodes.findings,
    text: [
      `${original.name}, run ${original.id}: ${same ? verdict : `DIFFERENT: ${verdict}`}`,
      ...(rows.length === 0 ? [] : ['', textTable(['metric', 'recorded', 'now', 'change'], rows, [1, 2, 3]), '']),
      ...(save ? [`recorded as ${record.id}`] : []),
      '',
    ].join('\n'),
  }
}
