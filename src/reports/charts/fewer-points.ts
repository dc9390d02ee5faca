/** A place in a drawing. */
export type Point = readonly [x: number, y: number]

/**
 * The points of a line without those that it would pass anyway: none of the points left out is farther than `tolerance` from the line
 * through the others. A tolerance of 0 keeps all. Method: Ramer (1972) and Douglas and Peucker (1973).
 */
export function fewerPoints(points: readonly Point[], tolerance: number): readonly Point[] {
  if (!(tolerance > 0) || points.length < 3) return points
  const kept = new Set([0, points.length - 1])
  const spans: [from: number, to: number][] = [[0, points.length - 1]]
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span
    let farthest = from
    let most = tolerance
    for (let k = from + 1; k < to; k++) {
      const distance = distanceToSpan(points[k], points[from], points[to])
      if (distance <= most) continue
      most = distance
      farthest = k
    }
    if (farthest === from) continue
    kept.add(farthest)
    spans.push([from, farthest], [farthest, to])
  }
  return points.filter((_, k) => kept.has(k))
}

/** From a point to the nearest one of a straight piece. */
function distanceToSpan([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const alongX = toX - fromX
  const alongY = toY - fromY
  const square = alongX * alongX + alongY * alongY
  const share = square === 0 ? 0 : Math.max(0, Math.min(((x - fromX) * alongX + (y - fromY) * alongY) / square, 1))
  return Math.hypot(x - fromX - share * alongX, y - fromY - share * alongY)
}
