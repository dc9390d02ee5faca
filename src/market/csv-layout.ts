import { ConfigError, DataError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { type ColumnMapping, findColumns } from './column-names.ts'
import { CsvCells, type CsvLayout, readNumberText } from './csv-cells.ts'
import type { CsvOptions } from './csv-options.ts'
import { NUMBER, SKIP, STAMP, TEXT, TIME_NUMBER } from './csv-scanner.ts'

const DELIMITERS = [',', ';', '\t', '|']
const BAR_NAMES = ['time', 'open', 'high', 'low', 'close', 'volume']
const LF = 10
const CR = 13
const CLOCK = /^\d{1,2}:\d{2}/

/** What the beginning of a CSV text says about the rest. */
export interface CsvPlan {
  readonly layout: CsvLayout
  /** Where the records start. */
  readonly from: number
  /** The header of the times; undefined when no column is one, or when the times are in two columns. */
  readonly timeHeader: string | undefined
  /** Headers whose cells stay text even where all of them are numbers: dates like 20240102 that go with a column of times. */
  readonly textHeaders: readonly string[]
}

/**
 * Looks at the header and the first record and decides how to read the rest. `bytes` may be only the beginning of the text, as
 * long as it holds those two.
 */
export function planCsv(bytes: Uint8Array, options: CsvOptions): CsvPlan {
  const { source } = options
  const where = source === undefined ? '' : `${source}: `
  const start = checkBytes(bytes, where)
  const delimiter = options.delimiter === undefined ? findDelimiter(bytes, start) : checkDelimiter(options.delimiter)
  const read = (from: number, row: number) =>
    new CsvCells({ delimiter, headers: [], kinds: new Uint8Array(0), firstRow: row, source }).readRecord(bytes, from)

  const first = read(start, 1)
  const hasHeader = options.header !== false
  const headers = hasHeader ? checkHeaders(first.cells, where) : headerlessNames(first.cells.length, options.names)
  const from = hasHeader ? first.next : start
  const firstRow = hasHeader ? 2 : 1
  if (isBlankFrom(bytes, from)) throw new DataError('csv/no-rows', `${where}there is a header but no rows below it`, { source })
  const { cells } = hasHeader ? read(from, firstRow) : first

  const choice = chooseColumns(headers, options, where)
  const cellOf = (header: string) => cells[headers.indexOf(header)] ?? ''
  // A time of day goes with a column of dates; normalizeBars puts the two together.
  const dates = headers.find(header => /^\W*date\W*$/i.test(header) && header !== choice.time)
  const split = choice.time !== undefined && dates !== undefined && CLOCK.test(cellOf(choice.time))
  const timeHeader = split ? undefined : choice.time
  const textHeaders = split ? [choice.time ?? '', dates] : []
  const kinds = Uint8Array.from(headers, header => {
    if (textHeaders.includes(header)) return TEXT
    if (header === timeHeader) return timeKind(cellOf(header))
    if (choice.numbers.includes(header)) return NUMBER
    return choice.others.includes(header) ? TEXT : SKIP
  })
  return { layout: { delimiter, headers, kinds, firstRow, source }, from, timeHeader, textHeaders }
}

function timeKind(text: string): number {
  if (/^\d{4}-\d\d-\d\d/.test(text)) return STAMP
  return /^[+-]?\d+(\.\d*)?$/.test(text) ? TIME_NUMBER : TEXT
}

interface Choice {
  readonly time: string | undefined
  /** Read as numbers; anything else in them is an error. */
  readonly numbers: readonly string[]
  /** Read as text, and turned into numbers when every cell is one. */
  readonly others: readonly string[]
}

function chooseColumns(headers: readonly string[], { columns }: CsvOptions, where: string): Choice {
  if (columns === 'all' || Array.isArray(columns)) {
    const list: readonly string[] = columns === 'all' ? headers : columns
    for (const name of list) {
      if (!headers.includes(name))
        throw new DataError(
          'csv/column',
          `${where}there is no column "${name}"${didYouMean(name, headers)} Columns: ${headers.join(', ')}`,
          {
            column: name,
            columns: headers,
          },
        )
    }
    return { time: list.find(isTime), numbers: [], others: list }
  }
  const { time, ...found } = findColumns(headers, columns as ColumnMapping | undefined, where).columns
  return { time, numbers: Object.values(found).filter(name => name !== undefined), others: [] }
}

/** True for a header that bars would take for the time. */
function isTime(header: string): boolean {
  const others = ['open', 'high', 'low', 'close']
  if (others.includes(header)) return false
  try {
    return findColumns([header, ...others]).columns.time === header
  } catch {
    return false
  }
}

function headerlessNames(width: number, names: readonly string[] = BAR_NAMES.slice(0, width)): string[] {
  if (new Set(names).size !== names.length || names.length > width)
    throw new ConfigError('csv/names', `names: ${names.length} names for ${width} columns; give each column one name of its own`, { names })
  return Array.from({ length: width }, (_, k) => names[k] ?? `column ${k + 1}`)
}

function checkHeaders(cells: readonly string[], where: string): readonly string[] {
  const values = cells.filter(cell => cell !== '' && Number.isFinite(readNumberText(cell)))
  if (values.length >= 2)
    throw new DataError('csv/header', `${where}row 1 looks like data ("${values[0]}"), not like a header; pass header: false`, { row: 1 })
  const twice = cells.find((cell, k) => cell !== '' && cells.indexOf(cell) !== k)
  if (twice !== undefined)
    throw new DataError('csv/header', `${where}the header has "${twice}" twice; give each column a name of its own`, {
      row: 1,
      column: twice,
    })
  // Nameless columns behind the first (a delimiter at the end of each line) get a name that nobody asks for.
  return cells.map((cell, k) => (cell === '' && k > 0 ? `column ${k + 1}` : cell))
}

function checkDelimiter(text: string): number {
  const code = text.charCodeAt(0)
  if (text.length !== 1 || code > 126 || /[\w.+\-"\r\n: ]/.test(text))
    throw new ConfigError('csv/delimiter', `delimiter is ${JSON.stringify(text)}; it must be one character like "," ";" "\\t" or "|"`, {
      delimiter: text,
    })
  return code
}

/** The delimiter that the first line has most of, outside of quotes. */
function findDelimiter(bytes: Uint8Array, from: number): number {
  const counts = new Map(DELIMITERS.map(text => [text.charCodeAt(0), 0]))
  let quoted = false
  for (let p = from; p < bytes.length && (quoted || bytes[p] !== LF); p++) {
    if (bytes[p] === 34) quoted = !quoted
    const count = counts.get(bytes[p])
    if (!quoted && count !== undefined) counts.set(bytes[p], count + 1)
  }
  let best = DELIMITERS[0].charCodeAt(0)
  for (const [code, count] of counts) if (count > (counts.get(best) ?? 0)) best = code
  return best
}

/** Where the text starts, behind a byte order mark. */
function checkBytes(bytes: Uint8Array, where: string): number {
  const found = otherFormat(bytes)
  if (found !== undefined) throw new DataError('csv/encoding', `${where}this is not CSV in UTF-8 but ${found}`)
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  if (isBlankFrom(bytes, start))
    throw new DataError('csv/empty', `${where}there is nothing in it; a header and at least one row are needed`)
  const lineEnd = bytes.indexOf(LF, start)
  if (lineEnd < 0 && bytes.indexOf(CR, start) >= 0)
    throw new DataError('csv/encoding', `${where}lines end with CR alone; save the file with LF or CRLF line ends`)
  return start
}

function otherFormat([a, b, c, d]: Uint8Array): string | undefined {
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a > 0 && b === 0 && c > 0 && d === 0)) return 'UTF-16; save it as UTF-8'
  if (a === 0x1f && b === 0x8b) return 'compressed with gzip; decompress it first'
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return 'a ZIP archive or a spreadsheet; extract it, or export it as CSV'
  if (a === 0x50 && b === 0x41 && c === 0x52 && d === 0x31) return 'Parquet; read it with readParquet'
  return undefined
}

function isBlankFrom(bytes: Uint8Array, from: number): boolean {
  for (let p = from; p < bytes.length; p++) if (bytes[p] !== LF && bytes[p] !== CR && bytes[p] !== 32) return false
  return true
}
