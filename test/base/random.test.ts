import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'

const draw = (count: number, next: () => number) => Array.from({ length: count }, next)

describe('seededRandom', () => {
  it('gives the numbers that the seedrandom package documents', () => {
    // README of seedrandom 3: "Sets Math.random to an ARC4-based PRNG", seed 'hello.'.
    const random = seededRandom('hello.')
    expect(random.uniform()).toBe(0.9282578795792454)
    expect(random.uniform()).toBe(0.3752569768646784)
  })

  it('repeats itself for a seed, as text or number, and differs between seeds', () => {
    const a = draw(20, seededRandom(42).uniform)
    expect(draw(20, seededRandom('42').uniform)).toEqual(a)
    expect(draw(20, seededRandom(43).uniform)).not.toEqual(a)
  })

  it('is uniform in [0, 1)', () => {
    const values = draw(20_000, seededRandom(1).uniform)
    expect(values.every(value => value >= 0 && value < 1)).toBe(true)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    // Five standard errors of the mean of a uniform variable.
    expect(Math.abs(mean - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(values.length))
  })

  it('draws normals with the moments and the tail of a normal', () => {
    const n = 40_000
    const values = draw(n, seededRandom(2).normal)
    const mean = values.reduce((sum, value) => sum + value, 0) / n
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n
    const kurtosis = values.reduce((sum, value) => sum + (value - mean) ** 4, 0) / n / variance ** 2
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(n))
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / n))
    expect(Math.abs(kurtosis - 3)).toBeLessThan(5 * Math.sqrt(24 / n))
    const beyond = values.filter(value => Math.abs(value) > 1.959964).length / n
    expect(Math.abs(beyond - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / n))
  })

  it('draws every integer below the bound', () => {
    const counts = new Array<number>(6).fill(0)
    const random = seededRandom(3)
    for (let i = 0; i < 6000; i++) counts[random.integer(6)]++
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(6000 * (1 / 6) * (5 / 6)))
    expect(random.integer(1)).toBe(0)
  })

  it('forks streams that do not depend on what was drawn', () => {
    const fresh = seededRandom(7)
    const used = seededRandom(7)
    draw(100, used.normal)
    expect(draw(5, used.fork('fees').uniform)).toEqual(draw(5, fresh.fork('fees').uniform))
    expect(draw(5, fresh.fork('fees').uniform)).not.toEqual(draw(5, fresh.fork('slippage').uniform))
    expect(draw(5, fresh.fork('fees').uniform)).not.toEqual(draw(5, fresh.uniform))
  })
})
