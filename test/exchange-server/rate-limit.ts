/** Kraken's tiers: https://docs.kraken.com/exchange/guides/rest/ratelimits and /general/ratelimits. */
export const tiers = {
  starter: { calls: { max: 15, decay: 0.33 }, orders: { max: 60, decay: 1 } },
  intermediate: { calls: { max: 20, decay: 0.5 }, orders: { max: 125, decay: 2.34 } },
  pro: { calls: { max: 20, decay: 1 }, orders: { max: 180, decay: 3.75 } },
} as const

export type Tier = keyof typeof tiers

/** A counter that calls add to and time takes from. */
export class DecayingCounter {
  private readonly max: number
  private readonly decay: number
  private count = 0
  private at = Number.NEGATIVE_INFINITY

  /** @param decay - Per second. */
  constructor({ max, decay }: { readonly max: number; readonly decay: number }) {
    this.max = max
    this.decay = decay
  }

  /** False when the counter would go over its maximum; the call then does not count. */
  add(points: number, at: number): boolean {
    const now = this.value(at)
    this.at = at
    this.count = now + points > this.max ? now : now + points
    return now + points <= this.max
  }

  value(at: number): number {
    return Number.isFinite(this.at) ? Math.max(0, this.count - ((at - this.at) / 1000) * this.decay) : 0
  }
}

const historyCalls = new Set(['TradesHistory', 'Ledgers', 'QueryLedgers', 'ClosedOrders'])
const orderCalls = new Set(['AddOrder', 'AddOrderBatch', 'AmendOrder', 'EditOrder', 'CancelOrder', 'CancelOrderBatch'])

/** Points of the call counter. Orders count in the other limiter. */
export function pointsOfCall(endpoint: string): number {
  if (orderCalls.has(endpoint)) return 0
  return historyCalls.has(endpoint) ? 2 : 1
}

/** Points of a cancellation in the order limiter: the younger the order, the dearer. */
export function pointsOfCancel(ageMs: number): number {
  const bounds: readonly (readonly [number, number])[] = [
    [5, 8],
    [10, 6],
    [15, 5],
    [45, 4],
    [90, 2],
    [300, 1],
  ]
  return bounds.find(([seconds]) => ageMs < seconds * 1000)?.[1] ?? 0
}
