import { Command } from 'commander'
import { diffRuns } from '../../../../research/diff-runs.ts'
import type { CommandOutput, Define } from '../../command.ts'
import { textTable } from '../../text-table.ts'
import { withRuns } from '../open-runs.ts'
import { addHomeFlag } from '../registry-flags.ts'
import { valueText } from '../sweep-text.ts'
import { findRun } from './find-run.ts'
import { metricText } from './runs-table.ts'

interface DiffOptions {
  readonly home?: string
}

/** `peak-trade research runs diff`. */
export function diffCommand(define: Define): Command {
  const command = new Command('diff')
    .description('what differs between two runs')
    .argument('<before>', 'a run, or the beginning of its id')
    .argument('<after>', 'the other')
  return define<DiffOptions>(addHomeFlag(command), run).addHelpText('after', '\nExample:\n  peak-trade research runs diff 01k3 01k4')
}

async function run({ home }: DiffOptions, before: string, after: string): Promise<CommandOutput> {
  const [a, b] = await withRuns(home, { readOnly: true }, store => [findRun(store, before), findRun(store, after)] as const)
  const difference = diffRuns(a, b)
  const { same, inputs, metrics } = difference
  const asked = inputs.map(one => [one.name, shown(one.before), shown(one.after)])
  const found = metrics.map(one => [one.name, ...[one.before, one.after, one.change].map(value => metricText(one.name, value))])
  return {
    data: { before: a.id, after: b.id, ...difference },
    text: [
      same ? 'the same to the bit' : `${inputs.length} inputs and ${metrics.length} metrics differ`,
      ...(asked.length === 0 ? [] : ['', textTable(['asked', 'before', 'after'], asked)]),
      ...(found.length === 0 ? [] : ['', textTable(['metric', 'before', 'after', 'change'], found, [1, 2, 3])]),
      '',
    ].join('\n'),
  }
}

function shown(value: unknown): string {
  return value === undefined ? '' : valueText(value)
}
