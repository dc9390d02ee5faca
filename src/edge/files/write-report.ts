import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from '../../reports/document.ts'
import { toHtml } from '../../reports/html.ts'
import { toMarkdown } from '../../reports/markdown.ts'
import { writeAtomically } from './atomic-write.ts'
import { fileError } from './file-error.ts'

/**
 * Writes a report as `report.html` (one self-contained page) and `report.md` into a folder, which is made when it is missing.
 *
 * @returns The paths of the two files, the page first.
 * @throws {@link EdgeError} `file/…` when the disk refuses; neither file is left half-written.
 *
 * @example
 * ```ts
 * import { backtest, BuyAndHold, reportBacktest, syntheticBars } from 'peak-trade'
 * import { writeReport } from 'peak-trade/node'
 *
 * const result = backtest(BuyAndHold, syntheticBars({ seed: 1, length: 100 }))
 * const [page] = await writeReport('out', reportBacktest(result))
 * ```
 */
export async function writeReport(folder: string, report: Report): Promise<[html: string, markdown: string]> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw fileError(error, folder)
  }
  const html = join(folder, 'report.html')
  const markdown = join(folder, 'report.md')
  await writeAtomically(html, toHtml(report))
  await writeAtomically(markdown, toMarkdown(report))
  return [html, markdown]
}
