import { Command, Option } from 'commander'
import { toMarkdown } from '../../../reports/markdown.ts'
import { isPortfolioRun } from '../../../research/portfolio-kinds.ts'
import type { CommandOutput, Define } from '../command.ts'
import { addOtherFlag } from '../price-flags.ts'
import { withRuns } from './open-runs.ts'
import { findPanelSource } from './portfolio/panel-source.ts'
import { reportPortfolioRun } from './portfolio/report-portfolio-run.ts'
import { addHomeFlag } from './registry-flags.ts'
import { reportRun } from './report-run.ts'
import { findRunSource, type RunSourceOptions } from './run-source.ts'
import { findRun } from './runs/find-run.ts'
import { type ReportFormat, writeFormats } from './write-formats.ts'

interface ReportOptions extends RunSourceOptions {
  readonly run: string
  readonly report?: string
  readonly format: ReportFormat
  readonly home?: string
}

/** `peak-trade research report`. */
export function reportCommand(define: Define): Command {
  const command = new Command('report')
    .description('run a recorded run again and report it; prints Markdown, or writes files')
    .requiredOption('--run <id>', 'the run, or the beginning of its id')
    .option('--report <folder>', 'write report.html and report.md there')
    .addOption(new Option('--format <which>', 'which of the two').choices(['md', 'html', 'both']).default('both'))
    .option('--data <file>', 'its prices, of a portfolio also a folder (default: where the record says)')
    .option('--strategy <file>', 'its strategy (default: where the record says)')
  addHomeFlag(addOtherFlag(command))
  return define<ReportOptions>(command, run).addHelpText(
    'after',
    '\nExample:\n  peak-trade research report --run 01k3 --report out/ --format html',
  )
}

async function run(options: ReportOptions): Promise<CommandOutput> {
  const record = await withRuns(options.home, { readOnly: true }, store => findRun(store, options.run))
  const { report, same } = isPortfolioRun(record.type)
    ? await reportPortfolioRun(record, await findPanelSource(record, options))
    : reportRun(record, await findRunSource(record, options))
  const files = options.report === undefined ? [] : await writeFormats(options.report, report, options.format)
  const other = same ? [] : [`note: run again it came out differently than recorded; see: peak-trade research reproduce ${record.id}`, '']
  return {
    data: { runId: record.id, type: record.type, same, files, ...(files.length === 0 ? { markdown: toMarkdown(report) } : {}) },
    text: [...other, ...(files.length === 0 ? [toMarkdown(report)] : [...files.map(file => `wrote ${file}`), ''])].join('\n'),
  }
}
