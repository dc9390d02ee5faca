/** A step that gives the value `bars` bars before the one it takes, NaN before there is one. */
export function previousValue(bars: number): (value: number) => number {
  const ring = new Float64Array(bars).fill(Number.NaN)
  let at = 0
  return value => {
    const before = ring[at]
    ring[at] = value
    at++
    if (at === bars) at = 0
    return before
  }
}
