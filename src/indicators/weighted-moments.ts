/** Values counted by a weight: total weight, mean, and weighted squares of the distances from the mean. */
export interface WeightedMoments {
  weight: number
  mean: number
  squares: number
}

/** Nothing yet. */
export function noMoments(): WeightedMoments {
  return { weight: 0, mean: 0, squares: 0 }
}

/** Adds one value with a weight of at least 0 (West 1979): nothing is subtracted from sums, so nothing cancels. */
export function addWeighted(moments: WeightedMoments, value: number, weight: number): void {
  const total = moments.weight + weight
  if (total === 0) return
  const distance = value - moments.mean
  moments.mean += distance * (weight / total)
  moments.squares += weight * distance * (value - moments.mean)
  moments.weight = total
}

/**
 * A step that gives the weighted moments of the last `period` values, in an object that it reuses: the tail of one block of
 * `period` values joined with the head of the next (Chan, Golub and LeVeque 1979). What left the window leaves no trace. Of an
 * incomplete window it gives the moments of what there is.
 */
export function windowWeightedMoments(period: number): (value: number, weight: number) => WeightedMoments {
  const values = new Float64Array(period)
  const weights = new Float64Array(period)
  const tailWeights = new Float64Array(period + 1)
  const tailMeans = new Float64Array(period + 1)
  const tailSquares = new Float64Array(period + 1)
  const head = noMoments()
  const result = noMoments()
  let filled = 0
  return (value, weight) => {
    if (filled === period) {
      clear(head)
      for (let j = period - 1; j > 0; j--) {
        addWeighted(head, values[j], weights[j])
        tailWeights[j] = head.weight
        tailMeans[j] = head.mean
        tailSquares[j] = head.squares
      }
      clear(head)
      filled = 0
    }
    values[filled] = value
    weights[filled] = weight
    filled++
    addWeighted(head, value, weight)
    const before = tailWeights[filled]
    const total = before + head.weight
    const distance = head.mean - tailMeans[filled]
    const share = total === 0 ? 0 : head.weight / total
    result.weight = total
    // The side with nothing in it has no say: its mean may be anything.
    result.mean = before === 0 ? head.mean : tailMeans[filled] + distance * share
    result.squares = tailSquares[filled] + head.squares + (before === 0 ? 0 : distance * distance * before * share)
    return result
  }
}

function clear(moments: WeightedMoments): void {
  moments.weight = 0
  moments.mean = 0
  moments.squares = 0
}
