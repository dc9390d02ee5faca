import { describe, expect, it } from 'vitest'
import { fillBlocks, fillIid, fillShuffled, fillSkipped, fillStationary } from '../../src/research/index-rules.ts'
import { lcgWords } from './lcg.ts'

const sizes = [1, 2, 7, 100]

describe('index rules', () => {
  it('i.i.d.: a word is a share of the bars', () => {
    const words = Uint32Array.of(0, 2 ** 31, 2 ** 32 - 1)
    const into = new Uint32Array(3)
    fillIid({ words, refill: () => expect.unreachable() }, 10, into)
    expect(Array.from(into)).toEqual([0, 5, 9])
  })

  it('the number of words made at a time does not matter', () => {
    const rules = [
      (size: number, into: Uint32Array) => fillIid(lcgWords(3, size), 40, into),
      (size: number, into: Uint32Array) => fillBlocks(lcgWords(3, size), 40, 6, into),
      (size: number, into: Uint32Array) => fillStationary(lcgWords(3, size), 40, 0.3, into),
      (size: number, into: Uint32Array) => fillShuffled(lcgWords(3, size), into),
      (size: number, into: Uint32Array) => fillSkipped(lcgWords(3, size), 9, into),
    ]
    for (const rule of rules) {
      const results = sizes.map(size => {
        const into = new Uint32Array(40)
        rule(size, into)
        return Array.from(into)
      })
      for (const result of results) expect(result).toEqual(results[0])
    }
  })

  it('blocks go around the end, also when they are longer than the history', () => {
    const into = new Uint32Array(7)
    fillBlocks({ words: Uint32Array.of(2 ** 31), refill: () => expect.unreachable() }, 3, 7, into)
    expect(Array.from(into)).toEqual([1, 2, 0, 1, 2, 0, 1])
  })

  it('stationary with a new block at every bar is i.i.d., with one bar it stands still', () => {
    const into = new Uint32Array(5)
    fillStationary(lcgWords(1, 4), 1, 0.5, into)
    expect(Array.from(into)).toEqual([0, 0, 0, 0, 0])
    fillStationary(lcgWords(1, 64), 1000, 1, into)
    for (let i = 1; i < 5; i++) expect(into[i]).not.toBe(into[i - 1] + 1)
  })

  it('stationary blocks have the mean length', () => {
    const into = new Uint32Array(200_000)
    fillStationary(lcgWords(5, 512), 100_000, 0.1, into)
    let starts = 1
    for (let i = 1; i < into.length; i++) starts += +(into[i] !== (into[i - 1] + 1) % 100_000)
    expect(Math.abs(into.length / starts - 10)).toBeLessThan(0.4)
  })

  it('shuffled: every order is equally likely', () => {
    const source = lcgWords(9, 3)
    const counts = new Map<string, number>()
    for (let k = 0; k < 24_000; k++) {
      source.refill()
      const into = new Uint32Array(4)
      fillShuffled(source, into)
      counts.set(into.join(), (counts.get(into.join()) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(6 * Math.sqrt(1000))
  })

  it('skipped: exactly so many, every bar equally often, the rest in order', () => {
    const source = lcgWords(2, 10)
    const missed = new Float64Array(10)
    for (let k = 0; k < 10_000; k++) {
      source.refill()
      const into = new Uint32Array(10)
      fillSkipped(source, 3, into)
      for (let i = 0; i < 10; i++) {
        if (into[i] === 10) missed[i]++
        else expect(into[i]).toBe(i)
      }
      expect(into.filter(index => index === 10)).toHaveLength(3)
    }
    for (const count of missed) expect(Math.abs(count - 3000)).toBeLessThan(6 * Math.sqrt(2100))
  })

  it('nothing to fill', () => {
    const into = new Uint32Array(0)
    fillShuffled(lcgWords(1, 1), into)
    fillSkipped(lcgWords(1, 1), 0, into)
    fillStationary(lcgWords(1, 1), 5, 0.5, into)
    expect(into).toHaveLength(0)
  })
})
