import type { Column } from '../base/column.ts'
import { type Indicator, type Params, type RunOptions, runIndicator } from '../indicators/indicator.ts'

/** An indicator on given columns. */
export interface IndicatorRun extends RunOptions {
  readonly indicator: Indicator
  readonly params: Params
  /** Known again by identity: hand in the same object for the same column. */
  readonly inputs: readonly Column[]
}

/**
 * Indicator columns that many strategies over the same bars have in common: each is computed once. Kept are the ones used last, up to a
 * limit in bytes. Columns of it are shared, so nobody may write to them.
 */
export class ColumnCache {
  private readonly limit: number
  private readonly entries = new Map<string, Float64Array[]>()
  private readonly names = new WeakMap<object, number>()
  private named = 0
  private bytes = 0

  /** @param megabytes - How much is kept; the columns asked for last are kept in any case. */
  constructor({ megabytes = 64 }: { readonly megabytes?: number } = {}) {
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
