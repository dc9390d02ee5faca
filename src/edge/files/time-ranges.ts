/** A stretch of time: from `from` (included) to `to` (excluded), milliseconds since the Unix epoch. */
export type TimeRange = readonly [from: number, to: number]

/** Ranges with one more, in time order, without overlaps; those that touch become one. */
export function addRange(ranges: readonly TimeRange[], [from, to]: TimeRange): TimeRange[] {
  if (!(from < to)) return [...ranges]
  let [first, last] = [from, to]
  const others: TimeRange[] = []
  for (const range of ranges) {
    if (range[1] < first || range[0] > last) others.push(range)
    else {
      first = Math.min(first, range[0])
      last = Math.max(last, range[1])
    }
  }
  return [...others, [first, last] as const].sort((a, b) => a[0] - b[0])
}

/** The parts of a range that others (in time order, without overlaps) leave open. */
export function missingRanges(ranges: readonly TimeRange[], [from, to]: TimeRange): TimeRange[] {
  const missing: TimeRange[] = []
  let at = from
  for (const range of ranges) {
    if (range[1] <= at) continue
    if (range[0] >= to) break
    if (range[0] > at) missing.push([at, range[0]])
    at = range[1]
  }
  if (at < to) missing.push([at, to])
  return missing
}

/** What a range has in common with another; undefined when it is nothing. */
export function commonRange(a: TimeRange, b: TimeRange): TimeRange | undefined {
  const [from, to] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])]
  return from < to ? [from, to] : undefined
}
