import type { Column } from '../base/column.ts'
import { badTarget } from './bad-target.ts'

/**
 * @internal A column of targets as the list of its changes: all that an engine needs to know, and far less to write and to read when
 * thousands of runs follow each other. The target is 0 before the first change. Use one list again and again: it grows and
 * never shrinks.
 */
export class TargetChanges {
  length = 0
  /** First bar with a target; before it nobody knows one. */
  first = 0
  /** Bars at whose close another target was decided, ascending. */
  index: Int32Array = new Int32Array(64)
  /** The target from there on. */
  target: Float64Array = new Float64Array(64)

  clear(): void {
    this.length = 0
    this.first = 0
  }

  push(index: number, target: number): void {
    const at = this.length
    if (at === this.index.length) this.grow()
    this.index[at] = index
    this.target[at] = target
    this.length = at + 1
  }

  /**
   * Replaces the list by the changes of a column.
   *
   * @throws {@link StrategyError} `strategy/target` for a NaN after the first known target, or a target outside [-1, 1].
   */
  read(targets: Column): this {
    this.clear()
    // Reading the length takes the checks of the column out of the loops.
    const length = targets.length | 0
    let i = 0
    while (i < length && targets[i] !== targets[i]) i = (i + 1) | 0
    this.first = i
    let target = 0
    for (;;) {
      while (i < length && targets[i] === target) i = (i + 1) | 0
      if (i >= length) break
      target = targets[i]
      if (!(target >= -1 && target <= 1)) throw badTarget(target, i)
      this.push(i, target)
      i = (i + 1) | 0
    }
    return this
  }

  private grow(): void {
    const index = new Int32Array(2 * this.index.length)
    index.set(this.index)
    this.index = index
    const target = new Float64Array(2 * this.target.length)
    target.set(this.target)
    this.target = target
  }
}
