import { readFileSync } from 'node:fs'

const text = readFileSync(new URL('../../golden/README.md', import.meta.url), 'utf8')

/** A section of `test/golden/README.md`, as the tests read it. */
export interface Section {
  /** What is not compared: id → reason. */
  readonly reasons: ReadonlyMap<string, string>
  /** The numbers in bold, in order: how many are compared and how many are not. */
  readonly counts: readonly number[]
}

const TABLE = '| id | why not |'

/** Reads the section of a file. Its last table has the ids in the first column (in backticks) and the reason in the second. */
export function readSection(title: string): Section {
  const start = text.indexOf(`## ${title}\n`)
  if (start < 0) throw new Error(`test/golden/README.md has no section "${title}"`)
  const end = text.indexOf('\n## ', start + 1)
  const section = text.slice(start, end < 0 ? undefined : end)
  const reasons = new Map<string, string>()
  for (const [, ids, reason] of section.slice(section.indexOf(TABLE)).matchAll(/^\| (`.*?`) \| (.+?) \|$/gm)) {
    for (const [, id] of ids.matchAll(/`([^`]+)`/g)) {
      if (reasons.has(id)) throw new Error(`test/golden/README.md lists ${id} twice`)
      reasons.set(id, reason)
    }
  }
  return { reasons, counts: Array.from(section.matchAll(/\*\*(\d+)\*\*/g), ([, count]) => Number(count)) }
}
