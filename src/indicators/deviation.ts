import { defineIndicator } from './indicator.ts'
import { fillWindowMoments, windowMoments } from './window-moments.ts'

/**
 * Standard deviation of the last `period` values, in the unit of the input.
 *
 * `ddof` 0 divides by `period` (population), 1 by `period - 1` (sample). Values that do not move give exactly 0. First value
 * on bar `period - 1`. With `ddof` 0 it agrees with TA-Lib `STDDEV`, without its cancellation.
 *
 * @throws {@link ConfigError} `indicator/param` for `period` 1 with `ddof` 1.
 *
 * @example
 * ```ts
 * import { deviation } from 'peak-trade'
 *
 * deviation(Float64Array.of(1, 3, 3), { period: 2 }) // NaN, 1, 0
 * ```
 */
export const deviation = defineIndicator({
  id: 'deviation',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 20, min: 1, integer: true },
    ddof: { default: 0, min: 0, max: 1, integer: true },
  },
  check: ({ period, ddof }) => (period > ddof ? undefined : 'period is 1, it must be at least 2 when ddof is 1'),
  warmup: ({ period }) => period - 1,
  start: ({ period, ddof }) => {
    const moments = windowMoments({ period, ddof })
    return close => moments(close).deviation
  },
  fill: ({ period, ddof }, [out], close) => fillWindowMoments(close, { period, ddof, from: 0, to: close.length }, out, out),
})
