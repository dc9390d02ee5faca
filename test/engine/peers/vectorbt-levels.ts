import type { VectorbtColumn } from './vectorbt.ts'

/** The position that a column asks for after each bar, in units of its size. */
export function levelsOf(column: VectorbtColumn): number[] {
  return column.mode === 'orders' ? levelsOfOrders(column) : levelsOfSignals(column)
}

function levelsOfOrders(column: VectorbtColumn): number[] {
  const [low, high, sign] = rangeOf(column)
  const isTarget = String(column.setting('size_type')).startsWith('target')
  let level = 0
  return column.series('size').map(value => {
    const size = Number(value)
    if (Number.isNaN(size) || size === 0) return level
    // More than all the money goes from one end to the other.
    const from = isTarget ? 0 : Math.abs(size) >= 1000 ? sign * Math.sign(size) : level
    level = Math.min(high, Math.max(low, from + sign * Math.sign(size)))
    if (Math.abs(size) >= 1000) level = Math.sign(level)
    return level
  })
}

function rangeOf({ direction }: VectorbtColumn): [low: number, high: number, sign: number] {
  if (direction === 'longonly') return [0, Number.POSITIVE_INFINITY, 1]
  if (direction === 'shortonly') return [Number.NEGATIVE_INFINITY, 0, -1]
  return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1]
}

/** Entries go one way and exits back; with the direction `both` an exit is an entry on the other side. */
function levelsOfSignals(column: VectorbtColumn): number[] {
  const side = column.direction === 'shortonly' ? -1 : 1
  const entries = column.series('entries')
  const exits = column.series('exits')
  const size = Number(column.setting('size'))
  let level = 0
  return entries.map((entry, t) => {
    if (size === 0) return 0
    const signal = choose(entry === true, exits[t] === true, level * side, column)
    if (signal === 'entry') level = side * entered(level * side, column)
    else if (signal === 'exit') level = column.direction === 'both' ? -entered(-level, column) : side * left(level * side, column)
    return level
  })
}

/** Which signal counts when there are two on a bar. */
function choose(entry: boolean, exit: boolean, position: number, column: VectorbtColumn): 'entry' | 'exit' | undefined {
  if (!(entry && exit)) return entry ? 'entry' : exit ? 'exit' : undefined
  const modes = ['upon_long_conflict', 'upon_short_conflict', 'upon_dir_conflict'].map(column.setting)
  const mode = modes.find(value => value !== undefined) ?? 'ignore'
  if (mode === 'entry' || mode === 'long') return 'entry'
  if (mode === 'exit' || mode === 'short') return 'exit'
  if (mode === 'ignore' || position === 0) return undefined
  return position > 0 === (mode === 'adjacent') ? 'entry' : 'exit'
}

/** The position after an entry signal; negative positions are those of the other side. */
function entered(position: number, column: VectorbtColumn): number {
  const accumulate = column.setting('accumulate')
  if (position >= 0) return accumulate === true || accumulate === 'both' || accumulate === 'addonly' ? position + 1 : 1
  const removes = accumulate === true || accumulate === 'both' || accumulate === 'removeonly'
  const mode = column.setting('upon_opposite_entry') ?? 'reversereduce'
  if (mode === 'ignore') return position
  if (mode === 'close') return 0
  if (mode === 'closereduce') return removes ? position + 1 : 0
  return mode === 'reversereduce' && removes ? position + 1 : 1
}

/** The position after an exit signal of a column that only knows one side. */
function left(position: number, column: VectorbtColumn): number {
  const accumulate = column.setting('accumulate')
  return accumulate === true || accumulate === 'both' || accumulate === 'removeonly' ? Math.max(0, position - 1) : 0
}
