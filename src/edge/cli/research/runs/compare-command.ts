import { Command } from 'commander'
import { compareRuns } from '../../../../research/compare-runs.ts'
import type { CommandOutput, Define } from '../../command.ts'
import { textTable } from '../../text-table.ts'
import { withRuns } from '../open-runs.ts'
import { addHomeFlag } from '../registry-flags.ts'
import { valueText } from '../sweep-text.ts'
import { findRun } from './find-run.ts'
import { metricText } from './runs-table.ts'

interface CompareOptions {
  readonly home?: string
}

/** `peak-trade research runs compare`. */
export function compareCommand(define: Define): Command {
  const command = new Command('compare')
    .description('put runs next to each other: inputs that differ, and metrics with a star at the best')
    .argument('<id>', 'a run, or the beginning of its id')
    .argument('<more...>', 'the others')
  return define<CompareOptions>(addHomeFlag(command), run).addHelpText(
    'after',
    '\nExample:\n  peak-trade research runs compare 01k3a 01k3b 01k4',
  )
}

async function run({ home }: CompareOptions, first: string, ...more: unknown[]): Promise<CommandOutput> {
  // Commander gives the rest as one list.
  const texts = [first, ...(more.flat() as string[])]
  const records = await withRuns(home, { readOnly: true }, store => texts.map(text => findRun(store, text)))
  const comparison = compareRuns(records)
  const inputs = comparison.inputs.filter(({ same }) => !same).map(({ name, values }) => [name, ...values.map(shown)])
  const metrics = comparison.metrics.map(({ name, values, best }) => [
    name,
    ...values.map((value, k) => `${metricText(name, value)}${k === best ? ' *' : '  '}`),
  ])
  const right = comparison.ids.map((_, k) => k + 1)
  return {
    data: comparison,
    text: [
      inputs.length === 0 ? 'all were asked the same' : textTable(['asked', ...comparison.ids], inputs, right),
      '',
      textTable(['metric', ...comparison.ids], metrics, right),
      '',
    ].join('\n'),
  }
}

function shown(value: unknown): string {
  return value === undefined ? '' : valueText(value)
}
