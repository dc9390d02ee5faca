import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/base/errors.ts'
import { fingerprint, WordHash } from '../../src/base/fingerprint.ts'

/** MurmurHash3 x86 128 as published, in BigInt, one block at a time: slow and plain. */
function plainMurmur(words: readonly number[]): string {
  const M = 0xffffffffn
  const rotl = (x: bigint, r: bigint) => ((x << r) | (x >> (32n - r))) & M
  const c = [0x239b961bn, 0xab0e9789n, 0x38b34ae5n, 0xa1e38b93n]
  const first = [15n, 16n, 17n, 18n]
  const second = [19n, 17n, 15n, 13n]
  const add = [0x561ccd1bn, 0x0bcaa747n, 0x96cd1c35n, 0x32ac3b17n]
  const h = [0n, 0n, 0n, 0n]
  const scramble = (k: bigint, lane: number) => (rotl((k * c[lane]) & M, first[lane]) * c[(lane + 1) % 4]) & M
  words.forEach((word, i) => {
    const lane = i % 4
    h[lane] ^= scramble(BigInt(word >>> 0), lane)
    if (i - lane + 4 <= words.length) h[lane] = (((rotl(h[lane], second[lane]) + h[(lane + 1) % 4]) & M) * 5n + add[lane]) & M
  })
  for (let lane = 0; lane < 4; lane++) h[lane] ^= BigInt(words.length * 4)
  const stir = () => {
    h[0] = (h[0] + h[1] + h[2] + h[3]) & M
    for (let lane = 1; lane < 4; lane++) h[lane] = (h[lane] + h[0]) & M
  }
  stir()
  for (let lane = 0; lane < 4; lane++) {
    let x = h[lane]
    x = ((x ^ (x >> 16n)) * 0x85ebca6bn) & M
    x = ((x ^ (x >> 13n)) * 0xc2b2ae35n) & M
    h[lane] = x ^ (x >> 16n)
  }
  stir()
  return h.map(lane => lane.toString(16).padStart(8, '0')).join('')
}

function hashText(text: string): string {
  const hash = new WordHash()
  for (let i = 0; i < text.length; i += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map(k => text.charCodeAt(i + k))
    hash.word(a | (b << 8) | (c << 16) | (d << 24))
  }
  return hash.digest()
}

describe('WordHash', () => {
  // From the npm package murmurhash3js-revisited 3.0.0, x86.hash128.
  it.each([
    ['I will not buy this record, it is scratched.', 'a0a9683b25ac5e40d9af2895890dddf5'],
    ['abcd', '96b6ccaa45afc62e45afc62e45afc62e'],
    ['abcdefgh', 'aef41136adb11487fa6c8092fa6c8092'],
    ['abcdefghijklmnop', '9fd2762790b91256e4ce8b21d193ba45'],
  ])('is MurmurHash3 x86 128 of "%s"', (text, digest) => {
    expect(hashText(text)).toBe(digest)
  })

  it('agrees with a plain BigInt version', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 13 }), words => {
        const hash = new WordHash()
        for (const word of words) hash.word(word)
        expect(hash.digest()).toBe(plainMurmur(words))
      }),
    )
  })

  it('reads doubles as low word, high word, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 5 }), fc.array(fc.double({ noNaN: true }), { maxLength: 9 }), (words, numbers) => {
        const hash = new WordHash()
        for (const word of words) hash.word(word)
        hash.doubles(Float64Array.from(numbers))
        const view = new DataView(new ArrayBuffer(8))
        const all = [...words]
        for (const number of numbers) {
          view.setFloat64(0, number === 0 ? 0 : number)
          all.push(view.getInt32(4), view.getInt32(0))
        }
        expect(hash.digest()).toBe(plainMurmur(all))
      }),
    )
  })

  it('does not depend on where a long column is cut', () => {
    const values = Float64Array.from({ length: 5000 }, (_, i) => Math.sin(i))
    const whole = new WordHash()
    whole.doubles(values)
    const parts = new WordHash()
    for (const [from, to] of [
      [0, 1],
      [1, 1024],
      [1024, 1025],
      [1025, 5000],
    ])
      parts.doubles(values.subarray(from, to))
    expect(parts.digest()).toBe(whole.digest())
  })
})

describe('fingerprint', () => {
  it('is 32 hex digits, committed here so that it never changes unnoticed', () => {
    const value = { symbol: 'BTC/€', params: { fast: 10, slow: 30, on: [true, false, null] }, close: Float64Array.of(1, 2.5, Number.NaN) }
    expect(fingerprint(value)).toBe('d45e186ad62043221e0c2868af3f94b9')
  })

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), record => {
        const turned = Object.fromEntries(Object.entries(record).reverse())
        expect(fingerprint(turned)).toBe(fingerprint(record))
      }),
    )
  })

  it('differs where JSON differs, and only there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        // fast-check compares deeply and without regard to key order.
        expect(fingerprint(a) === fingerprint(b)).toBe(sameJson(a, b))
        expect(fingerprint(JSON.parse(JSON.stringify(a)))).toBe(fingerprint(a))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    [
      ['ab', 'c'],
      ['a', 'bc'],
    ],
    [[[1], 2], [[1, 2]]],
    [[], {}],
    [null, 'null'],
    [1, '1'],
    [1, 1n],
    [true, 1],
    [[], [null]],
    ['', null],
    [
      { a: 1, b: 2 },
      { a: 2, b: 1 },
    ],
    [Float64Array.of(1, 2), [1, 2]],
    [Float64Array.of(1, 2), Float64Array.of(2, 1)],
    [Float64Array.of(), Float64Array.of(0)],
    [1, 1 + Number.EPSILON],
    ['😀', '\ud83d'],
    ['é', 'e\u0301'],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ])('tells one from the other, pair %#', (a, b) => {
    expect(fingerprint(a)).not.toBe(fingerprint(b))
  })

  it('takes 0 for -0 and every NaN for the same', () => {
    expect(fingerprint(-0)).toBe(fingerprint(0))
    expect(fingerprint(Float64Array.of(-0, 1))).toBe(fingerprint(Float64Array.of(0, 1)))
    const odd = new Float64Array(BigUint64Array.of(0xfff8_0000_0000_1234n, 0x7ff0_0000_0000_0001n).buffer)
    expect(fingerprint(odd)).toBe(fingerprint(Float64Array.of(Number.NaN, Number.NaN)))
  })

  it('follows JSON for undefined and toJSON', () => {
    expect(fingerprint({ a: 1, b: undefined })).toBe(fingerprint({ a: 1 }))
    expect(fingerprint([undefined])).toBe(fingerprint([null]))
    expect(fingerprint(new Date(0))).toBe(fingerprint('1970-01-01T00:00:00.000Z'))
  })

  it('sees every single value of a column', () => {
    const values = new Float64Array(3000).fill(1)
    const seen = new Set([fingerprint(values)])
    for (let i = 0; i < values.length; i += 7) {
      values[i] = 1 + 2 ** -52
      seen.add(fingerprint(values))
      values[i] = 1
    }
    expect(seen.size).toBe(1 + Math.ceil(values.length / 7))
  })

  it.each([
    ['a function', { rule: () => 1 }, /"rule" is a function/],
    ['a symbol', [Symbol('x')], /"\[0\]" is a symbol/],
    ['a map', { deep: { map: new Map() } }, /"deep.map" is a Map/],
    ['a set', new Set([1]), /the value is a Set/],
    ['bytes', new Uint8Array(2), /the value is a Uint8Array/],
  ])('refuses %s', (_, value, message) => {
    expect(() => fingerprint(value)).toThrow(ConfigError)
    expect(() => fingerprint(value)).toThrow(message)
  })

  it('refuses what contains itself', () => {
    const circle: Record<string, unknown> = {}
    circle.self = circle
    expect(() => fingerprint(circle)).toThrow(expect.objectContaining({ code: 'fingerprint/value' }))
  })
})

function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(left)
  return keys.length === Object.keys(right).length && keys.every(key => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
}
