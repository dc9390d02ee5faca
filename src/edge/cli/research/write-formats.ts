import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from '../../../reports/document.ts'
import { toHtml } from '../../../reports/html.ts'
import { toMarkdown } from '../../../reports/markdown.ts'
import { writeAtomically } from '../../files/atomic-write.ts'
import { fileError } from '../../files/file-error.ts'

/** A page with pictures, Markdown, or both. */
export type ReportFormat = 'md' | 'html' | 'both'

/** Writes a report as `report.html`, `report.md` or both into a folder, which is made when it is missing, and gives the paths. */
export async function writeFormats(folder: string, report: Report, format: ReportFormat): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw fileError(error, folder)
  }
  const files: string[] = []
  for (const [ending, print] of [
    ['html', toHtml],
    ['md', toMarkdown],
  ] as const) {
    if (format !== 'both' && format !== ending) continue
    files.push(join(folder, `report.${ending}`))
    await writeAtomically(join(folder, `report.${ending}`), print(report))
  }
  return files
}
