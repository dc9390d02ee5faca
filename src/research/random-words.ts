import { seededRandom } from '../base/random.ts'

/** Rounds that are thrown away after seeding, as the author of the generator asks. */
const WARMUP = 12

/** Where rules take their randomness from: 32-bit words, `words.length` of them at a time. */
export interface WordSource {
  readonly words: Uint32Array
  /** Replaces all words by the next ones. */
  refill(): void
}

/**
 * Random words in one stream per path. The stream depends on the seed and the number of the path and on nothing else, so paths can
 * be computed in any order, on any thread. The generator is sfc32 (Doty-Humphrey 2010): integer arithmetic only, so the same on every machine,
 * and an order of magnitude faster than {@link seededRandom}, which makes its keys.
 */
export class RandomWords implements WordSource {
  readonly words: Uint32Array
  private readonly keys: Int32Array
  private readonly state = new Int32Array(4)

  /** @param size - How many words to make at a time. */
  constructor(seed: string | number, size: number) {
    const random = seededRandom(`${seed}/words`)
    this.keys = Int32Array.from({ length: 3 }, () => random.integer(2 ** 32) | 0)
    this.words = new Uint32Array(size)
  }

  /** Goes to the start of a path's stream and makes its first words. */
  start(path: number): void {
    const { state, keys } = this
    state[0] = mix(keys[0] + Math.imul(path, 0x9e3779b1))
    state[1] = mix(keys[1] + state[0])
    state[2] = mix(keys[2] + state[1])
    state[3] = 1
    generate(state, this.words, Math.min(WARMUP, this.words.length))
    for (let done = this.words.length; done < WARMUP; done += this.words.length)
      generate(state, this.words, Math.min(WARMUP - done, this.words.length))
    this.refill()
  }

  refill(): void {
    generate(this.state, this.words, this.words.length)
  }
}

/** Spreads the bits of a number over a whole word (the finalizer of MurmurHash3, Appleby 2011). One to one. */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function generate(state: Int32Array, words: Uint32Array, count: number): void {
  let a = state[0]
  let b = state[1]
  let c = state[2]
  let counter = state[3]
  for (let i = 0; i < count; i++) {
    const word = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + word) | 0
    words[i] = word
  }
  state[0] = a
  state[1] = b
  state[2] = c
  state[3] = counter
}
