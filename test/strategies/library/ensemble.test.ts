import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ConfigError } from '../../../src/base/errors.ts'
import { SummaryRuns } from '../../../src/engine/summary-runs.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { ensemble } from '../../../src/strategies/library/ensemble.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { Momentum } from '../../../src/strategies/library/momentum.ts'
import { Strategy } from '../../../src/strategies/strategy.ts'
import { checkStrategy } from '../../../src/strategies/strategy-contract.ts'
import { TargetChanges } from '../../../src/strategies/target-changes.ts'

/** Always says the same. */
class Says extends Strategy<typeof Says.params> {
  static override readonly id = 'says'
  static override readonly tier = 'core'
  static override readonly params = z.object({ what: z.number() })
  protected override decide() {
    return this.params.what
  }
}

const bars = syntheticBars({ seed: 1, length: 3 })
const say = (what: number, weight = 1) => ({ strategy: Says, params: { what }, weight })

function decided(members: ReturnType<typeof say>[], params: object, filter?: ReturnType<typeof say>): number {
  const Made = ensemble({ id: 'made', members, filter })
  return new Made(params).follow(bars)[2]
}

describe('the rules', () => {
  it.each([
    ['average', [say(1), say(0.5), say(0)], 0.5],
    ['average', [say(1, 3), say(-1, 1)], 0.5],
    ['weighted', [say(1), say(0), say(0)], 1],
    ['weighted', [say(1), say(0), say(0), say(0)], 0],
    ['weighted', [say(-1), say(0)], -1],
    ['voting', [say(1), say(0.1), say(-1)], 1],
    ['voting', [say(1), say(-1)], 0],
    ['voting', [say(1), say(-0.1, 3)], -1],
    ['all', [say(1), say(0.2)], 1],
    ['all', [say(-1), say(-0.2)], -1],
    ['all', [say(1), say(0)], 0],
    ['any_long', [say(0), say(0.1), say(-1)], 1],
    ['any_long', [say(0), say(-1)], 0],
    ['any_short', [say(1), say(-0.1)], -1],
  ])('%s of %j is %d', (rule, members, target) => {
    expect(decided(members, { rule })).toBe(target)
  })

  it('the threshold is the least average, not reached by itself', () => {
    expect(decided([say(1), say(0)], { threshold: 0.5 })).toBe(0)
    expect(decided([say(1), say(0)], { threshold: 0.49 })).toBe(1)
  })

  it('a filter of 0 is flat', () => {
    expect(decided([say(1)], {}, say(0))).toBe(0)
    expect(decided([say(1)], {}, say(-1))).toBe(1)
  })
})

describe('an ensemble', () => {
  const Trends = ensemble({
    id: 'trends',
    members: [
      { strategy: MaCrossover, params: { fast: 3, slow: 9 }, weight: 2 },
      { strategy: Momentum, params: { lookback: 5 } },
    ],
  })

  it('keeps the contract of every strategy', () => {
    expect(checkStrategy(Trends, { histories: 60 }).refusals).toEqual([])
    expect(checkStrategy(Trends, { histories: 60, params: { rule: 'average' } }).refusals).toEqual([])
  })

  it('waits for its slowest member', () => {
    expect(new Trends().warmup).toBe(8)
  })

  it('is what its members say, bar by bar, also as changes for a sweep', () => {
    const history = syntheticBars({ seed: 2, length: 300 })
    const [first, second] = [new MaCrossover({ fast: 3, slow: 9 }).follow(history), new Momentum({ lookback: 5 }).follow(history)]
    const targets = new Trends({ rule: 'average' }).follow(history)
    for (let i = 8; i < 300; i++) expect(targets[i]).toBeCloseTo((2 * first[i] + second[i]) / 3, 12)
    const runs = new SummaryRuns(history)
    const changes = new Trends({ rule: 'average' }).followChanges(history, new TargetChanges())
    expect(runs.coreOf(changes)).toEqual(runs.core(targets))
  })

  it('is trusted as little as its least trusted member', () => {
    expect(Trends.tier).toBe('aux')
    expect(ensemble({ id: 'x', members: [say(1)] }).tier).toBe('core')
    expect(ensemble({ id: 'x', members: [say(1)], tier: 'r_and_d' }).tier).toBe('r_and_d')
  })

  it('refuses what makes no sense', () => {
    expect(() => ensemble({ id: 'x', members: [] })).toThrow(ConfigError)
    expect(() => ensemble({ id: 'x', members: [say(1, 0)] })).toThrow(/weight of says is 0/)
    expect(() => new (ensemble({ id: 'x', members: [{ strategy: MaCrossover, params: { fast: 60 } }] }))()).toThrow(
      /fast must be smaller than slow/,
    )
    expect(() => new Trends({ rule: 'vote' as never })).toThrow(/must be one of/)
  })
})
