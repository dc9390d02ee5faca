import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { jitterParams } from '../../src/research/jitter-params.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { Strategy } from '../../src/strategies/strategy.ts'

class Mixed extends Strategy<typeof Mixed.params> {
  static override readonly id = 'mixed'
  static override readonly params = z.object({
    bars: z._default(z.int(), 1),
    level: z._default(z.number().check(z.minimum(0), z.maximum(3)), 2),
    side: z._default(z.enum(['long', 'short']), 'long'),
    on: z._default(z.boolean(), true),
  })
  protected override decide() {
    return 0
  }
}

class Stubborn extends Strategy<typeof Stubborn.params> {
  static override readonly id = 'stubborn'
  static override readonly params = z.object({ level: z._default(z.number().check(z.minimum(1.5), z.maximum(1.5)), 1.5) })
  protected override decide() {
    return 0
  }
}

describe('jitterParams', () => {
  it('stays near, whole, and within the rules', () => {
    const seen = new Set<number>()
    for (let path = 0; path < 300; path++) {
      const { fast, slow } = jitterParams(MaCrossover, { fast: 20, slow: 22 }, { seed: 1, path })
      expect(Number.isInteger(fast) && Number.isInteger(slow)).toBe(true)
      expect(Math.abs(fast - 20)).toBeLessThanOrEqual(4)
      expect(Math.abs(slow - 22)).toBeLessThanOrEqual(5)
      expect(fast).toBeLessThan(slow)
      seen.add(fast)
    }
    expect(seen.size).toBe(9)
  })

  it('tells whole numbers from numbers that happen to be whole, and leaves the rest alone', () => {
    const all = Array.from({ length: 200 }, (_, path) => jitterParams(Mixed, undefined, { seed: 1, path }))
    expect(new Set(all.map(({ bars }) => bars))).toEqual(new Set([0, 1, 2]))
    expect(all.filter(({ level }) => Number.isInteger(level))).toHaveLength(0)
    for (const { level, side, on } of all) {
      expect(Math.abs(level - 2)).toBeLessThanOrEqual(0.4)
      expect([side, on]).toEqual(['long', true])
    }
  })

  it('repeats itself', () => {
    const options = { seed: 's', path: 9, jitter: 0.5 }
    expect(jitterParams(MaCrossover, {}, options)).toEqual(jitterParams(MaCrossover, {}, options))
  })

  it('gives up when nothing near is allowed, and refuses what makes no sense', () => {
    expect(() => jitterParams(Stubborn, {}, { seed: 1 })).toThrowError(/stubborn refused all 200/)
    expect(() => jitterParams(MaCrossover, {}, { seed: 1, jitter: 0 })).toThrowError(expect.objectContaining({ code: 'research/jitter' }))
    expect(() => jitterParams(MaCrossover, { fast: 9, slow: 3 }, { seed: 1 })).toThrowError(
      expect.objectContaining({ code: 'strategy/params' }),
    )
  })
})
