/**
 * The candidate that `name` was most likely meant to be, or undefined when nothing is close.
 * Edit distance (Damerau–Levenshtein, adjacent swaps count once) up to a third of the longer word.
 *
 * @example
 * ```ts
 * import { nearest } from 'peak-trade'
 *
 * nearest('ma_crosover', ['rsi_reversion', 'ma_crossover']) // 'ma_crossover'
 * nearest('zzz', ['rsi_reversion']) // undefined
 * ```
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    const limit = Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3))
    if (distance <= limit && distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/**
 * `; did you mean "x"?`, to be put behind an error message. When nothing is near it is a full stop, for a sentence that follows, or `otherwise`: another
 * remedy, or nothing at the end of a message.
 */
export function didYouMean(name: string, candidates: Iterable<string>, { otherwise = '.' }: { readonly otherwise?: string } = {}): string {
  const guess = nearest(name, candidates)
  return guess === undefined ? otherwise : `; did you mean "${guess}"?`
}

/** Many names in few words: the first ones, each once, and how many more there are. */
export function someOf(names: Iterable<string>, most = 8): string {
  const known = [...new Set(names)]
  if (known.length <= most + 1) return known.join(', ')
  return `${known.slice(0, most).join(', ')} and ${known.length - most} more`
}

function editDistance(a: string, b: string): number {
  const width = b.length + 1
  const table = new Uint32Array((a.length + 1) * width)
  for (let i = 0; i <= a.length; i++) table[i * width] = i
  for (let j = 0; j <= b.length; j++) table[j] = j
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(table[(i - 1) * width + j] + 1, table[i * width + j - 1] + 1, table[(i - 1) * width + j - 1] + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, table[(i - 2) * width + j - 2] + 1)
      table[i * width + j] = cost
    }
  }
  return table[a.length * width + b.length]
}
