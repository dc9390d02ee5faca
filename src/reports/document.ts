import type { Chart } from './chart.ts'
import type { Format } from './format.ts'

/**
 * A report as plain data: what it says, not how it looks. `toHtml` and `toMarkdown` render it.
 *
 * @example
 * ```ts
 * import { type Report, toMarkdown } from 'peak-trade'
 *
 * const report: Report = {
 *   title: 'Morning check',
 *   subtitle: 'BTC/EUR',
 *   blocks: [{ kind: 'text', text: 'All quiet.' }],
 * }
 * toMarkdown(report)
 * ```
 */
export interface Report {
  readonly title: string
  /** One line under the title: what, where, when. */
  readonly subtitle: string
  readonly blocks: readonly Block[]
  /** One line under everything. */
  readonly footer?: string
}

/**
 * A piece of a report.
 */
export type Block = Text | Note | Facts | Table | ChartBlock | Code | Columns | Section

/** A number or text in a report; how it prints is said beside it. */
export type Cell = number | string

/**
 * A paragraph. `lead` is for the sentence that sums up.
 */
export interface Text {
  readonly kind: 'text'
  readonly text: string
  readonly role?: 'lead'
}

/**
 * Something a reader must know: an assumption (`info`) or a reason for doubt (`warning`).
 */
export interface Note {
  readonly kind: 'note'
  readonly tone: 'info' | 'warning'
  /** A few words. */
  readonly title: string
  readonly text: string
}

/**
 * Labels with values: as large `figures` (a handful of key numbers) or as a compact `list`.
 */
export interface Facts {
  readonly kind: 'facts'
  readonly layout: 'figures' | 'list'
  readonly title?: string
  readonly items: readonly Fact[]
}

/**
 * One label with its value.
 */
export interface Fact {
  readonly label: string
  readonly value: Cell
  readonly format: Format
  /** A small line below the value. */
  readonly detail?: string
}

/**
 * Rows under typed columns. All rows belong to the document; a renderer shows the first and last of them when there are more than
 * it has room for, and says how many it hides.
 */
export interface Table {
  readonly kind: 'table'
  /** Says what the table holds, for people who cannot see it. */
  readonly title: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly Cell[])[]
  /** What the rows are, in the singular: "trade". */
  readonly noun?: string
  /** Rows to show in HTML at most, default 500. */
  readonly limit?: number
  /** Printed in place of the rows when there are none. */
  readonly empty?: string
}

/**
 * A column of a table.
 */
export interface TableColumn {
  readonly title: string
  readonly format: Format
  readonly align: 'left' | 'right'
  /** Gives gains and losses their color; the sign says it too. */
  readonly signed?: boolean
}

/**
 * A picture, described by its data.
 */
export interface ChartBlock {
  readonly kind: 'chart'
  readonly chart: Chart
}

/**
 * Text that keeps its spaces and line breaks: settings, commands.
 */
export interface Code {
  readonly kind: 'code'
  readonly title?: string
  /** For syntax coloring in Markdown, for example `json`. */
  readonly language: string
  readonly text: string
}

/**
 * Groups of blocks side by side where there is room, below each other where there is not.
 */
export interface Columns {
  readonly kind: 'columns'
  readonly columns: readonly (readonly Block[])[]
}

/**
 * A heading with what stands below it.
 */
export interface Section {
  readonly kind: 'section'
  readonly title: string
  readonly blocks: readonly Block[]
}

/** The rows that fit: all of them, or the first and the last with a gap of `hidden` rows between. */
export function cutRows<T>(
  rows: readonly T[],
  limit: number,
): { readonly head: readonly T[]; readonly hidden: number; readonly tail: readonly T[] } {
  if (rows.length <= limit) return { head: rows, hidden: 0, tail: [] }
  const first = Math.ceil(limit / 2)
  const last = limit - first
  return { head: rows.slice(0, first), hidden: rows.length - limit, tail: last === 0 ? [] : rows.slice(-last) }
}
