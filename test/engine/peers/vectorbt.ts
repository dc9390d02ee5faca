import { evaluate, type PyCall, type PyKeywords, type PyValue } from './python.ts'

/** A case of `vectorbt_order_records.json`. */
export interface VectorbtCase {
  readonly test: string
  /** Assignments before the call. */
  readonly context: readonly string[]
  readonly call: string
  /** Number, column, bar, size, price, fees, side (0 buys) of every order. */
  readonly expected: readonly (readonly number[])[]
}

/** One order of a column: bar, signed size, price, fees. */
export type OrderRow = readonly [bar: number, quantity: number, price: number, fees: number]

/** One column of a case: a run of its own, unless cash is shared. */
export interface VectorbtColumn {
  readonly mode: 'orders' | 'signals'
  readonly direction: 'both' | 'longonly' | 'shortonly'
  /** Number of bars. */
  readonly length: number
  /** A setting that is the same for all bars; undefined when it is not given. */
  readonly setting: (name: string) => PyValue
  /** A setting per bar. */
  readonly series: (name: string) => readonly PyValue[]
  readonly expected: readonly OrderRow[]
}

const { POSITIVE_INFINITY: inf, NaN: nan } = Number

const NAMES: PyKeywords = {
  price: [1, 2, 3, 4, 5],
  price_wide: [1, 2, 3, 4, 5].map(price => [price, price, price]),
  order_size: [inf, -inf, nan, inf, -inf],
  order_size_one: [1, -1, nan, 1, -1],
  // The signals of all tests of stops; the file has lost them where the context is long.
  entries: [true, false, false, false, false],
  exits: [false, false, false, false, false],
  // Only cases that are not compared make use of these.
  seed: 42,
  adjust_sl_func_nb: null,
  adjust_tp_func_nb: null,
}

/** Defaults of the functions of which the name begins so. */
const DEFAULTS: Record<string, PyKeywords> = {
  from_orders: { close: NAMES.price, size: NAMES.order_size },
  from_signals: { close: NAMES.price, entries: [true, true, true, false, false], exits: [false, false, true, true, true], size: inf },
}

/** The columns of a case. */
export function columnsOf({ context, call, expected }: VectorbtCase): VectorbtColumn[] {
  const { call: name, keywords: given } = callOf(context, call)
  const mode = name.includes('signals') ? 'signals' : 'orders'
  const keywords: PyKeywords = { ...DEFAULTS[`from_${mode}`], ...given }
  const length = (keywords.close as PyValue[]).length
  const { init_cash, ...grids } = keywords
  const widths = Object.values(grids).map(value => (Array.isArray(value) && Array.isArray(value[0]) ? value[0].length : 1))
  const width = Math.max(...widths, Array.isArray(init_cash) ? init_cash.length : 1)
  return Array.from({ length: width }, (_, column) => {
    const at = (key: string, bar: number) => (key === 'init_cash' ? pick(init_cash, column) : cell(keywords[key], bar, column))
    return {
      mode,
      direction: directionOf(name, keywords),
      length,
      setting: key => at(key, 0),
      series: key => Array.from({ length }, (_, bar) => at(key, bar)),
      expected: expected
        .filter(([, of]) => of === column)
        .map(([, , bar, size, price, fees, side]) => [bar, side === 0 ? size : -size, price, fees]),
    }
  })
}

function directionOf(name: string, keywords: PyKeywords): VectorbtColumn['direction'] {
  if (name.includes('shortonly')) return 'shortonly'
  // Where short entries are given apart (and there are none), entries and exits are those of a long position.
  return name.includes('longonly') || keywords.short_entries !== undefined ? 'longonly' : 'both'
}

/** The call behind a case, its names filled in. */
function callOf(context: readonly string[], call: string): PyCall {
  const names: Record<string, PyValue> = { ...NAMES }
  for (const line of context) {
    // The signal functions with a leading underscore are the ones without it.
    const assignment = /^(\w+) = (.*)$/s.exec(line)
    if (assignment !== null && !assignment[1].startsWith('_')) names[assignment[1]] = evaluate(assignment[2], names)
  }
  // The one case that calls the engine below: close and price are the same there.
  if (call === 'order_records') {
    const keywords = names.kwargs as PyKeywords
    return { call: 'from_signals_longonly', args: [], keywords: { ...keywords, close: keywords.price } }
  }
  const value = evaluate(call.replace(/\.order_records$/, '').replace(/^_/, ''), names) as PyCall
  return value.args.length === 0 ? value : { ...value, keywords: { ...value.keywords, close: value.args[0] } }
}

/** A number stands for all cells, a list has one value per bar, a table one row per bar (or one for all) and one column per column (or one for all). */
function cell(value: PyValue, bar: number, column: number): PyValue {
  const row = Array.isArray(value) ? pick(value, bar) : value
  return Array.isArray(row) ? pick(row, column) : row
}

function pick(value: PyValue, at: number): PyValue {
  if (!Array.isArray(value)) return value
  return value[value.length === 1 ? 0 : at]
}
