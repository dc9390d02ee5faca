/** Below this many values sorting by insertion is quickest. */
const FEW = 24

/** How many values the pivot is chosen from. */
const PROBES = 16

/**
 * Moves values between `left` and `right` (both included) until the one at `rank` is what it would be after sorting, with
 * nothing larger before it and nothing smaller behind it, and returns it. Expected time grows with the number of values, not
 * with its logarithm: each round keeps the side of a pivot that holds the rank (quickselect, Hoare 1961), and the pivot is picked from a
 * small sorted sample at the place where the rank should be.
 */
export function selectRank(values: Float64Array, left: number, right: number, rank: number): number {
  let from = left
  let to = right
  for (let round = 0; to - from >= FEW; round++) {
    if (round > 60) {
      // Only values made to defeat the pivots get here.
      values.subarray(from, to + 1).sort()
      return values[rank]
    }
    const pivot = choosePivot(values, from, to, rank)
    // Smaller values move to the front. No branch depends on a value, so nothing is mispredicted.
    let smaller = from
    for (let i = from; i <= to; i++) {
      const value = values[i]
      values[i] = values[smaller]
      values[smaller] = value
      smaller += +(value < pivot)
    }
    if (rank < smaller) {
      to = smaller - 1
    } else if (smaller > from) {
      from = smaller
    } else {
      // The pivot is the smallest value there is: all its equals come first.
      from = moveEqual(values, from, to, pivot)
      if (rank < from) return pivot
    }
  }
  sortByInsertion(values, from, to)
  return values[rank]
}

/** Moves values equal to the pivot to the front and returns the index behind them. */
function moveEqual(values: Float64Array, from: number, to: number, pivot: number): number {
  let end = from
  for (let i = from; i <= to; i++) {
    const value = values[i]
    values[i] = values[end]
    values[end] = value
    end += +(value === pivot)
  }
  return end
}

/** Brings evenly spaced values to the front, sorts them there, and takes the one in the proportion of the rank. */
function choosePivot(values: Float64Array, from: number, to: number, rank: number): number {
  const distance = Math.floor((to - from + 1) / PROBES)
  for (let k = 0; k < PROBES; k++) {
    const other = from + k * distance
    const value = values[from + k]
    values[from + k] = values[other]
    values[other] = value
  }
  sortByInsertion(values, from, from + PROBES - 1)
  const share = (rank - from) / (to - from)
  return values[from + Math.round(share * (PROBES - 1))]
}

function sortByInsertion(values: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i <= to; i++) {
    const value = values[i]
    let j = i - 1
    while (j >= from && values[j] > value) {
      values[j + 1] = values[j]
      j--
    }
    values[j + 1] = value
  }
}
