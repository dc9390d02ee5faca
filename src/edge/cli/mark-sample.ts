import type { Report } from '../../reports/document.ts'
import type { CommandOutput } from './command.ts'

/** Puts above what a command prints that its prices were samples, and into its JSON; output about real prices stays as it is. */
export function markOutput(output: CommandOutput, sample: string | undefined): CommandOutput {
  if (sample === undefined) return output
  return { ...output, data: { sample, ...(output.data as object) }, text: `${sample}\n\n${output.text.replace(/^\n+/, '')}` }
}

/** The same for a report: a warning above everything else. */
export function markReport(report: Report, sample: string | undefined): Report {
  if (sample === undefined) return report
  return { ...report, blocks: [{ kind: 'note', tone: 'warning', title: 'Not real prices', text: `${capital(sample)}.` }, ...report.blocks] }
}

function capital(text: string): string {
  return text.replace(/^no --data: /, '').replace(/^./, letter => letter.toUpperCase())
}
