import type { WordSource } from './random-words.ts'

// A word times `bound` over 2^32, rounded down, is an index below the bound. Some indices are more likely than others by a share of at most
// bound / 2^32, far below what any number of paths could show.
const UNIT = 2 ** -32

/** Every bar drawn on its own, with replacement. */
export function fillIid(source: WordSource, observations: number, into: Uint32Array): void {
  const { words } = source
  const scale = observations * UNIT
  const size = words.length
  for (let from = 0; from < into.length; from += size) {
    if (from > 0) source.refill()
    const count = Math.min(size, into.length - from)
    for (let i = 0; i < count; i++) into[from + i] = words[i] * scale
  }
}

/** Blocks of `blockLength` bars from random starts, around the end to the beginning (Politis and Romano 1992). */
export function fillBlocks(source: WordSource, observations: number, blockLength: number, into: Uint32Array): void {
  const { words } = source
  const scale = observations * UNIT
  let next = 0
  for (let from = 0; from < into.length; from += blockLength) {
    if (next === words.length) {
      source.refill()
      next = 0
    }
    let bar = (words[next++] * scale) | 0
    const to = Math.min(from + blockLength, into.length)
    for (let i = from; i < to; i++) {
      into[i] = bar
      bar = bar + 1 === observations ? 0 : bar + 1
    }
  }
}

/**
 * Blocks of random length: after each bar a new block starts with the given probability, else the next bar follows (Politis and
 * Romano 1994). One word decides, a second one gives the start.
 */
export function fillStationary(source: WordSource, observations: number, probability: number, into: Uint32Array): void {
  const { words } = source
  const scale = observations * UNIT
  const limit = probability * 2 ** 32
  const size = words.length
  let next = 0
  let bar = 0
  for (let i = 0; i < into.length; i++) {
    if (next === size) {
      source.refill()
      next = 0
    }
    bar = bar + 1 === observations ? 0 : bar + 1
    // The first bar always starts a block, so no word decides it.
    if (i === 0 || words[next++] < limit) {
      if (next === size) {
        source.refill()
        next = 0
      }
      bar = (words[next++] * scale) | 0
    }
    into[i] = bar
  }
}

/** All bars in random order, each once (Fisher and Yates, from the end). */
export function fillShuffled(source: WordSource, into: Uint32Array): void {
  const { words } = source
  for (let i = 0; i < into.length; i++) into[i] = i
  let next = 0
  for (let i = into.length - 1; i > 0; i--) {
    if (next === words.length) {
      source.refill()
      next = 0
    }
    const other = (words[next++] * ((i + 1) * UNIT)) | 0
    const value = into[i]
    into[i] = into[other]
    into[other] = value
  }
}

/** All bars in order but for `missing` of them, which become the index behind the last bar (selection sampling). */
export function fillSkipped(source: WordSource, missing: number, into: Uint32Array): void {
  const { words } = source
  const { length } = into
  let left = missing
  let next = 0
  for (let i = 0; i < length; i++) {
    if (next === words.length) {
      source.refill()
      next = 0
    }
    const skipped = words[next++] * (length - i) * UNIT < left
    into[i] = skipped ? length : i
    left -= +skipped
  }
}
