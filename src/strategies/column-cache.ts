import type { Column } from '../base/column.ts'
import { type Indicator, type Params, type RunOptions, runIndicator } from '../indicators/indicator.ts'

/** An indicator on given columns. */
export interface IndicatorRun extends RunOptions {
  readonly indicator: Indicator
  readonly params: Params
  /** Known again by identity: hand in the same object for the same column. */
  readonly inputs: readonly Column[]
}

/** Bars of a block of {@link ColumnBlocks}, as a power of two. */
export const BLOCK_SHIFT = 4

/** The lowest and the highest value of every 16 bars; NaN where one of them is unknown. Bars behind the last full block are in none. */
export interface ColumnBlocks {
  readonly low: Float64Array
  readonly high: Float64Array
}

/**
 * @internal Indicator columns that many strategies over the same bars have in common: each is computed once. Kept are the ones used last, up to a
 * limit in bytes. Columns of it are shared, so nobody may write to them.
 */
export class ColumnCache {
  private readonly limit: number
  private readonly entries = new Map<string, Float64Array[]>()
  private readonly names = new WeakMap<object, number>()
  private readonly blocks = new WeakMap<Column, ColumnBlocks>()
  private readonly shared = new WeakMap<object, Map<string, unknown>>()
  private named = 0
  private bytes = 0

  /** @param megabytes - How much is kept; the columns asked for last are kept in any case. */
  constructor({ megabytes = 256 }: { readonly megabytes?: number } = {}) {
    this.limit = megabytes * 2 ** 20
  }

  /** The outputs of an indicator, as {@link runIndicator} computes them. */
  run({ indicator, params, inputs, finite = false }: IndicatorRun): readonly Float64Array[] {
    let key = `${this.nameOf(indicator)}`
    for (const name in params) key += `,${params[name]}`
    for (const input of inputs) key += `|${this.nameOf(input)}`
    const found = this.entries.get(key)
    if (found !== undefined) {
      // A map keeps the order of insertion: the oldest use comes first.
      this.entries.delete(key)
      this.entries.set(key, found)
      return found
    }
    const columns = runIndicator(indicator, params, inputs, { finite })
    this.entries.set(key, columns)
    this.bytes += sizeOf(columns)
    this.shrink(key)
    return columns
  }

  /** The blocks of a column that does not change any more. */
  blocksOf(column: Column): ColumnBlocks {
    let blocks = this.blocks.get(column)
    if (blocks === undefined) {
      blocks = columnBlocks(column)
      this.blocks.set(column, blocks)
    }
    return blocks
  }

  /** What `make` gives the first time that it is asked for, kept for as long as its owner lives. */
  share<T>(owner: object, key: string, make: () => T): T {
    let kept = this.shared.get(owner)
    if (kept === undefined) {
      kept = new Map()
      this.shared.set(owner, kept)
    }
    if (!kept.has(key)) kept.set(key, make())
    return kept.get(key) as T
  }

  private shrink(newest: string): void {
    for (const [key, columns] of this.entries) {
      if (this.bytes <= this.limit || key === newest) return
      this.entries.delete(key)
      this.bytes -= sizeOf(columns)
    }
  }

  private nameOf(thing: object): number {
    let name = this.names.get(thing)
    if (name === undefined) {
      name = this.named++
      this.names.set(thing, name)
    }
    return name
  }
}

function sizeOf(columns: readonly Float64Array[]): number {
  return columns.reduce((bytes, column) => bytes + column.byteLength, 0)
}

function columnBlocks(column: Column): ColumnBlocks {
  const length = column.length
  const count = length >> BLOCK_SHIFT
  const low = new Float64Array(count)
  const high = new Float64Array(count)
  for (let b = 0; b < count; b++) {
    let i = b << BLOCK_SHIFT
    let lowest = column[i]
    let highest = lowest
    // Turns into NaN with the first value that is none, without a branch.
    let known = 0
    for (const end = (b + 1) << BLOCK_SHIFT; i < end; i = (i + 1) | 0) {
      const value = column[i]
      known += value * 0
      if (value < lowest) lowest = value
      else if (value > highest) highest = value
    }
    low[b] = lowest + known
    high[b] = highest + known
  }
  return { low, high }
}
