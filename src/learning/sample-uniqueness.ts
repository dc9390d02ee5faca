import { DataError } from '../base/errors.ts'
import type { LabelSpan } from './label-span.ts'

/**
 * How many labels depend on each bar, for bars 0 to `length - 1`.
 *
 * Source: López de Prado, Advances in Financial Machine Learning, 4.3, 2018.
 *
 * @throws {@link DataError} `learning/span` for a span that ends before it starts or leaves these bars.
 *
 * @example
 * ```ts
 * import { labelConcurrency } from 'peak-trade'
 *
 * labelConcurrency([{ start: 0, end: 2 }, { start: 2, end: 3 }], 5) // 1, 1, 2, 1, 0
 * ```
 */
export function labelConcurrency(spans: readonly LabelSpan[], length: number): Float64Array {
  const counts = new Float64Array(length)
  for (const [k, { start, end }] of spans.entries()) {
    if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end < length))
      throw new DataError('learning/span', `label ${k} spans bars ${start} to ${end}, of bars 0 to ${length - 1}`, { label: k, start, end })
    for (let i = start; i <= end; i++) counts[i]++
  }
  return counts
}

/**
 * How much of a label is its own: the mean of `1 / concurrency` over its bars. 1 for a label that shares no bar, 1/n for n labels on the same
 * bars. The natural weight of an example whose label overlaps others.
 *
 * Source: López de Prado, Advances in Financial Machine Learning, 4.4, 2018.
 *
 * @throws {@link DataError} `learning/span` for a span that ends before it starts.
 *
 * @example
 * ```ts
 * import { averageUniqueness } from 'peak-trade'
 *
 * averageUniqueness([{ start: 0, end: 1 }, { start: 1, end: 2 }, { start: 4, end: 4 }]) // 0.75, 0.75, 1
 * ```
 */
export function averageUniqueness(spans: readonly LabelSpan[]): Float64Array {
  let length = 0
  for (const { end } of spans) length = Math.max(length, end + 1)
  const counts = labelConcurrency(spans, length)
  return Float64Array.from(spans, ({ start, end }) => {
    let sum = 0
    for (let i = start; i <= end; i++) sum += 1 / counts[i]
    return sum / (end - start + 1)
  })
}
