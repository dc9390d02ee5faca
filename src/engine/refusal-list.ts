import type { RefusedOrder } from './refusals.ts'

/**
 * The refusals of a run. A new target that is refused is always listed; rebalancing asks again and again, so it is listed once for each
 * reason, until something is filled or the target changes. What `admit` says is listed always: it is a decision, not arithmetic.
 */
export class RefusalList {
  private readonly list: RefusedOrder[]
  private last: RefusedOrder['reason'] | undefined

  constructor(list: RefusedOrder[]) {
    list.length = 0
    this.list = list
  }

  add(refusal: RefusedOrder, { again }: { readonly again: boolean }): void {
    if (again && refusal.reason === this.last && refusal.reason !== 'admit') return
    this.last = refusal.reason
    this.list.push(refusal)
  }

  /** A fill or a new target: the next refusal is news. */
  forget(): void {
    this.last = undefined
  }
}
