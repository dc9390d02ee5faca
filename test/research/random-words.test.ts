import { describe, expect, it } from 'vitest'
import { RandomWords } from '../../src/research/random-words.ts'

function draw(source: RandomWords, path: number, count: number): number[] {
  source.start(path)
  const all: number[] = []
  while (all.length < count) {
    all.push(...source.words)
    source.refill()
  }
  return all.slice(0, count)
}

describe('RandomWords', () => {
  it('is sfc32', () => {
    // The generator written down plainly, started from the state that the first path gets.
    const source = new RandomWords('seed', 4)
    source.start(5)
    const state = (source as unknown as { state: Int32Array }).state
    let [a, b, c, d] = Array.from(state, value => BigInt.asUintN(32, BigInt(value)))
    const word = (value: bigint) => BigInt.asUintN(32, value)
    source.refill()
    for (const value of source.words) {
      const sum = word(a + b + d)
      d = word(d + 1n)
      a = b ^ (b >> 9n)
      b = word(c + (c << 3n))
      c = word((word(c << 21n) | (c >> 11n)) + sum)
      expect(BigInt(value)).toBe(sum)
    }
  })

  it('does not depend on the size of its memory or on what was drawn before', () => {
    const expected = draw(new RandomWords(7, 64), 3, 50)
    for (const size of [1, 5, 12, 13, 512]) expect(draw(new RandomWords(7, size), 3, 50)).toEqual(expected)
    const used = new RandomWords(7, 64)
    draw(used, 9, 1000)
    expect(draw(used, 3, 50)).toEqual(expected)
  })

  it('every seed and every path has a stream of its own', () => {
    const firsts = new Set<string>()
    for (const seed of [1, 2, 'x']) for (let path = 0; path < 500; path++) firsts.add(draw(new RandomWords(seed, 4), path, 4).join())
    expect(firsts.size).toBe(1500)
    expect(draw(new RandomWords(42, 8), 0, 8)).toEqual(draw(new RandomWords('42', 8), 0, 8))
  })

  it('is uniform within a path and across paths', () => {
    const buckets = (words: Iterable<number>) => {
      const counts = new Float64Array(64)
      for (const word of words) counts[word >>> 26]++
      return counts
    }
    const chiSquare = (counts: Float64Array) => {
      const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
      return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    }
    // 63 degrees of freedom: 63 ± 11; 130 is six deviations away.
    expect(chiSquare(buckets(draw(new RandomWords(1, 512), 0, 64_000)))).toBeLessThan(130)
    const source = new RandomWords(1, 1)
    const firsts = Array.from({ length: 20_000 }, (_, path) => draw(source, path, 1)[0])
    expect(chiSquare(buckets(firsts))).toBeLessThan(130)
    // Neighboring paths do not resemble each other.
    let same = 0
    for (let k = 1; k < firsts.length; k++) same += +(firsts[k] >>> 24 === firsts[k - 1] >>> 24)
    expect(Math.abs(same - firsts.length / 256)).toBeLessThan(6 * Math.sqrt(firsts.length / 256))
  })
})
