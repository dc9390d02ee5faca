import { ConfigError } from './errors.ts'

/**
 * A short name for data: 32 hex digits that are the same for equal data on every machine, and different for different data
 * except by a chance of 2⁻¹²⁸. It finds changes; it does not protect against forgery.
 *
 * Takes what JSON can say (`toJSON` is used, `undefined` properties do not count, the order of keys does not matter), and also
 * bigints, NaN, infinities and columns. A column and an array of the same numbers differ; 0 and -0 do not, nor do two NaNs.
 *
 * MurmurHash3 x86 128 (Austin Appleby 2011, public domain) over 32-bit words; every value is written with its kind and length,
 * so that no two values give the same words.
 *
 * @throws {@link ConfigError} `fingerprint/value` for functions, symbols, maps, sets and anything that contains itself.
 *
 * @example
 * ```ts
 * import { fingerprint } from 'peak-trade'
 *
 * fingerprint({ fast: 10, slow: 30 }) === fingerprint({ slow: 30, fast: 10 }) // true
 * fingerprint({ fast: 10, slow: 31 }) === fingerprint({ slow: 30, fast: 10 }) // false
 * ```
 */
export function fingerprint(value: unknown): string {
  const hash = new WordHash()
  writeValue(hash, value, '', 0)
  return hash.digest()
}

const Kind = { null: 1, true: 2, false: 3, number: 4, text: 5, array: 6, object: 7, column: 8, bigint: 9 } as const

/** Deeper than any sane value, so what lies below is a circle. */
const MAX_DEPTH = 500

const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1

function writeValue(hash: WordHash, value: unknown, path: string, depth: number): void {
  if (depth > MAX_DEPTH) throw unfit(path.slice(0, 60), 'contains itself')
  if (value === null || value === undefined) hash.word(Kind.null)
  else if (typeof value === 'boolean') hash.word(value ? Kind.true : Kind.false)
  else if (typeof value === 'string') writeText(hash, Kind.text, value)
  else if (typeof value === 'bigint') writeText(hash, Kind.bigint, String(value))
  else if (typeof value === 'object') writeObject(hash, value, path, depth)
  else if (typeof value === 'number') {
    hash.word(Kind.number)
    hash.doubles([value])
  } else throw unfit(path, `is a ${typeof value}`)
}

function writeObject(hash: WordHash, value: object, path: string, depth: number): void {
  if (value instanceof Float64Array) {
    hash.word(Kind.column)
    hash.word(value.length)
    hash.doubles(value)
  } else if (Array.isArray(value)) {
    hash.word(Kind.array)
    hash.word(value.length)
    for (let i = 0; i < value.length; i++) writeValue(hash, value[i], `${path}[${i}]`, depth + 1)
  } else if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    throw unfit(path, `is a ${value.constructor.name}`)
  } else if ('toJSON' in value && typeof value.toJSON === 'function') {
    writeValue(hash, value.toJSON(), path, depth + 1)
  } else {
    writeFields(hash, value as Readonly<Record<string, unknown>>, path, depth)
  }
}

function writeFields(hash: WordHash, fields: Readonly<Record<string, unknown>>, path: string, depth: number): void {
  // Default sort compares code units: the same order in every locale.
  const keys = Object.keys(fields)
    .filter(key => fields[key] !== undefined)
    .sort()
  hash.word(Kind.object)
  hash.word(keys.length)
  for (const key of keys) {
    writeText(hash, Kind.text, key)
    writeValue(hash, fields[key], path === '' ? key : `${path}.${key}`, depth + 1)
  }
}

function writeText(hash: WordHash, kind: number, text: string): void {
  hash.word(kind)
  hash.word(text.length)
  for (let i = 0; i < text.length; i += 2) hash.word(text.charCodeAt(i) | ((i + 1 < text.length ? text.charCodeAt(i + 1) : 0) << 16))
}

function unfit(path: string, reason: string): ConfigError {
  return new ConfigError(
    'fingerprint/value',
    `${path === '' ? 'the value' : `"${path}"`} ${reason} and has no fingerprint; pass plain data or columns`,
    { path },
  )
}

/** MurmurHash3 x86 128, seed 0, fed with 32-bit words in place of bytes. */
export class WordHash {
  private h1 = 0
  private h2 = 0
  private h3 = 0
  private h4 = 0
  private readonly block = new Int32Array(4)
  private words = 0
  private readonly chunk = new Float64Array(1024)
  private readonly chunkWords = new Int32Array(this.chunk.buffer)

  /** Adds one 32-bit word. */
  word(value: number): void {
    const { block } = this
    block[this.words & 3] = value
    this.words++
    if ((this.words & 3) === 0) this.mix(block, 0, 4)
  }

  /** Adds the bits of doubles, low word first, with all NaNs made one and -0 made 0. */
  doubles(values: ArrayLike<number>): void {
    const { chunk, chunkWords: words } = this
    for (let start = 0; start < values.length; start += chunk.length) {
      const count = Math.min(chunk.length, values.length - start)
      for (let i = 0; i < count; i++) {
        const value = values[start + i]
        // A NaN comes in many bit patterns, so it is written below; adding 0 turns -0 into 0.
        chunk[i] = value === value ? value + 0 : 0
      }
      if (!LITTLE_ENDIAN) swapWords(words)
      for (let i = 0; i < count; i++) {
        const value = values[start + i]
        if (value !== value) {
          words[2 * i] = 0
          words[2 * i + 1] = 0x7ff80000
        }
      }
      this.all(words, 2 * count)
    }
  }

  /** The hash of everything so far, 32 hex digits. */
  digest(): string {
    const { block, words } = this
    let { h1, h2, h3, h4 } = this
    const tail = words & 3
    if (tail > 2) h3 ^= Math.imul(rotate(Math.imul(block[2], 0x38b34ae5), 17), 0xa1e38b93)
    if (tail > 1) h2 ^= Math.imul(rotate(Math.imul(block[1], 0xab0e9789), 16), 0x38b34ae5)
    if (tail > 0) h1 ^= Math.imul(rotate(Math.imul(block[0], 0x239b961b), 15), 0xab0e9789)
    const bytes = words * 4
    h1 ^= bytes
    h2 ^= bytes
    h3 ^= bytes
    h4 ^= bytes
    h1 = (h1 + h2 + h3 + h4) | 0
    h2 = (h2 + h1) | 0
    h3 = (h3 + h1) | 0
    h4 = (h4 + h1) | 0
    h1 = finish(h1)
    h2 = finish(h2)
    h3 = finish(h3)
    h4 = finish(h4)
    h1 = (h1 + h2 + h3 + h4) | 0
    return [h1, h2 + h1, h3 + h1, h4 + h1].map(lane => (lane >>> 0).toString(16).padStart(8, '0')).join('')
  }

  private all(words: Int32Array, count: number): void {
    let i = 0
    while (i < count && (this.words & 3) !== 0) this.word(words[i++])
    const whole = i + ((count - i) & ~3)
    this.mix(words, i, whole)
    this.words += whole - i
    for (i = whole; i < count; i++) this.word(words[i])
  }

  private mix(words: Int32Array, from: number, to: number): void {
    let { h1, h2, h3, h4 } = this
    for (let i = from; i < to; i += 4) {
      h1 ^= Math.imul(rotate(Math.imul(words[i], 0x239b961b), 15), 0xab0e9789)
      h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0
      h2 ^= Math.imul(rotate(Math.imul(words[i + 1], 0xab0e9789), 16), 0x38b34ae5)
      h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0
      h3 ^= Math.imul(rotate(Math.imul(words[i + 2], 0x38b34ae5), 17), 0xa1e38b93)
      h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0
      h4 ^= Math.imul(rotate(Math.imul(words[i + 3], 0xa1e38b93), 18), 0x239b961b)
      h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0
    }
    this.h1 = h1
    this.h2 = h2
    this.h3 = h3
    this.h4 = h4
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

function finish(lane: number): number {
  let h = lane
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function swapWords(words: Int32Array): void {
  for (let i = 0; i < words.length; i += 2) {
    const low = words[i]
    words[i] = words[i + 1]
    words[i + 1] = low
  }
}
