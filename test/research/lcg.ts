/** The generator of the golden tables: uniform numbers from a 32-bit linear congruential generator. */
export function lcg(seed: number): () => number {
  let state = seed
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32
    return state / 2 ** 32
  }
}

/** Its words, for code that takes words instead of uniform numbers. */
export function lcgWords(seed: number, size: number) {
  const uniform = lcg(seed)
  const words = new Uint32Array(size)
  const refill = () => {
    for (let i = 0; i < size; i++) words[i] = uniform() * 2 ** 32
  }
  refill()
  return { words, refill }
}

/** Nearly normal: twelve uniform numbers, added from left to right, minus six. */
export function nearlyNormal(uniform: () => number): number {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += uniform()
  return sum - 6
}

/** Columns of a matrix that is drawn row by row. */
export function noiseColumns(seed: number, rows: number, count: number): Float64Array[] {
  const uniform = lcg(seed)
  const columns = Array.from({ length: count }, () => new Float64Array(rows))
  for (let t = 0; t < rows; t++) for (const column of columns) column[t] = 0.01 * nearlyNormal(uniform)
  return columns
}
