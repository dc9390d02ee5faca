/**
 * How far prices moved in a bar, a gap to the close before it included: the largest of `high - low`, `|high - before|` and
 * `|low - before|` (Wilder's true range, 1978), as the distance between the ends of the range that the close before has widened.
 */
export function barRange(high: number, low: number, before: number): number {
  const top = before > high ? before : high
  const bottom = before < low ? before : low
  return top - bottom
}
