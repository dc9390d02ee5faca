import type { RiskLimits } from '../risk-limits.ts'
import type { Limit } from './limit.ts'

/** Limits on how fast orders come. They hold for exits too: a loop that runs wild sends those as well. */
export function orderRateLimits({ maxOrdersPerSecond, maxOrdersPerMinute }: RiskLimits): Limit[] {
  const found: Limit[] = []
  if (maxOrdersPerSecond !== undefined) found.push(rateLimit('max_orders_per_second', 1_000, maxOrdersPerSecond))
  if (maxOrdersPerMinute !== undefined) found.push(rateLimit('max_orders_per_minute', 60_000, maxOrdersPerMinute))
  return found
}

function rateLimit(id: 'max_orders_per_second' | 'max_orders_per_minute', windowMs: number, most: number): Limit {
  return {
    ...{ id, scope: 'order', always: true, unit: 'number' },
    ...{ what: `the number of orders within ${windowMs / 1000} s, this one included`, remedy: 'send it later' },
    missing: ({ options }) => (options?.state === undefined ? 'state' : options.at === undefined ? 'at' : undefined),
    value: ({ options }) => {
      const times = options?.state?.orderTimes
      if (!Array.isArray(times)) return Number.NaN
      const since = (options?.at as number) - windowMs
      let count = 1
      // Oldest first. A time ahead of now counts: a clock that went back must not open the gate.
      for (let k = times.length - 1; k >= 0; k--) if (!(times[k] <= since)) count++
      return count
    },
    bound: () => most,
  }
}
