import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combinatorialSplits } from '../../src/research/combinatorial-splits.ts'
import type { BarRange } from '../../src/research/windows.ts'

interface GoldenSplits {
  readonly groups: number
  readonly test_groups: number
  readonly n: number
  readonly purge: number
  readonly embargo: number
  readonly group_ranges_inclusive: readonly BarRange[]
  readonly path_table: readonly (readonly number[])[]
  readonly list: readonly {
    readonly test_groups: readonly number[]
    readonly train_ranges: readonly BarRange[]
    readonly test_ranges: readonly BarRange[]
  }[]
}
const golden = JSON.parse(readFileSync(new URL('../golden/own/research.json', import.meta.url), 'utf8')) as {
  readonly cpcv: readonly GoldenSplits[]
  readonly cpcv_counts: readonly {
    readonly groups: number
    readonly test_groups: number
    readonly splits: number
    readonly paths: number
  }[]
}
const inclusive = (ranges: readonly BarRange[]) => ranges.map(([from, to]) => [from, to - 1])
const bars = (ranges: readonly BarRange[]) => ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))

describe('golden', () => {
  it.each(
    golden.cpcv.map(
      table => [`${table.test_groups} of ${table.groups}, ${table.n} bars, purge ${table.purge}, embargo ${table.embargo}`, table] as const,
    ),
  )('%s', (_, table) => {
    const { n, groups, test_groups, purge, embargo } = table
    const plan = combinatorialSplits({ length: n, groups, testGroups: test_groups, purge, embargo })
    expect(inclusive(plan.groups)).toEqual(table.group_ranges_inclusive)
    expect(plan.paths).toEqual(table.path_table)
    expect(plan.splits.map(({ testGroups, train, test }) => ({ testGroups, train: inclusive(train), test: inclusive(test) }))).toEqual(
      table.list.map(split => ({ testGroups: split.test_groups, train: split.train_ranges, test: split.test_ranges })),
    )
  })

  it.each(golden.cpcv_counts)('$test_groups of $groups groups', ({ groups, test_groups, splits, paths }) => {
    const plan = combinatorialSplits({ length: 10 * groups, groups, testGroups: test_groups })
    expect([plan.splits.length, plan.paths.length]).toEqual([splits, paths])
  })
})

const peers = new URL('../../../shared/golden/peers/portfolio_and_misc.json', import.meta.url)

interface PeerCase {
  readonly id: string
  readonly n: number
  readonly n_folds: number
  readonly n_test: number
  readonly purge?: number
  readonly embargo?: number
  readonly train?: readonly (readonly number[])[]
  readonly splits?: readonly { readonly train: readonly number[]; readonly test: readonly (readonly number[])[] }[]
  readonly n_splits?: number
  readonly n_test_paths?: number
  readonly recombined_paths?: readonly (readonly number[])[]
}

describe.skipIf(!existsSync(peers))('skfolio', () => {
  const cases = existsSync(peers)
    ? (JSON.parse(readFileSync(peers, 'utf8')) as { readonly cases: readonly PeerCase[] }).cases.filter(({ id }) =>
        id.startsWith('skfolio_cpcv'),
      )
    : []

  it('has its cases', () => {
    expect(cases.map(({ id }) => id)).toEqual(['skfolio_cpcv_12_3_2', 'skfolio_cpcv_purge1', 'skfolio_cpcv_embargo1', 'skfolio_cpcv_5_2'])
  })

  it.each(cases.map(peer => [peer.id, peer] as const))('%s', (_, peer) => {
    const { n, n_folds: groups, n_test: testGroups, purge = 0, embargo = 0 } = peer
    const plan = combinatorialSplits({ length: n, groups, testGroups, purge, embargo })
    const train = peer.splits?.map(split => split.train) ?? peer.train
    if (train !== undefined) expect(plan.splits.map(split => bars(split.train))).toEqual(train)
    if (peer.splits !== undefined) expect(plan.splits.map(split => bars(split.test))).toEqual(peer.splits.map(split => split.test.flat()))
    if (peer.n_splits !== undefined) expect(plan.splits).toHaveLength(peer.n_splits)
    if (peer.n_test_paths !== undefined) expect(plan.paths).toHaveLength(peer.n_test_paths)
    // Their table has a row per group and a column per path.
    if (peer.recombined_paths !== undefined)
      expect(plan.groups.map((_, g) => plan.paths.map(path => path[g]))).toEqual(peer.recombined_paths)
  })
})

it('keeps train and test apart, and uses every test once', () => {
  const options = fc
    .record({
      groups: fc.integer({ min: 2, max: 8 }),
      purge: fc.integer({ min: 0, max: 6 }),
      embargo: fc.integer({ min: 0, max: 6 }),
      length: fc.integer({ min: 8, max: 200 }),
    })
    .chain(plan => fc.record({ plan: fc.constant(plan), testGroups: fc.integer({ min: 1, max: plan.groups - 1 }) }))
  fc.assert(
    fc.property(options, ({ plan: { groups, purge, embargo, length }, testGroups }) => {
      const plan = combinatorialSplits({ length, groups, testGroups, purge, embargo })
      expect(bars(plan.groups)).toEqual(Array.from({ length }, (_, i) => i))
      for (const split of plan.splits) {
        const tested = split.testGroups.map(g => plan.groups[g])
        const survives = (t: number) => tested.every(([a, end]) => t < a - purge || t > end - 1 + purge + embargo)
        expect(bars(split.train)).toEqual(Array.from({ length }, (_, t) => t).filter(survives))
        expect(bars(split.test)).toEqual(bars(tested))
        for (const [from, to] of [...split.train, ...split.test]) expect(to).toBeGreaterThan(from)
      }
      const used = plan.paths.flatMap(path => path.map((split, g) => `${split}/${g}`))
      expect(new Set(used).size).toBe(used.length)
      expect(used.length).toBe(plan.splits.length * testGroups)
    }),
    { numRuns: 100 },
  )
})

it.each([
  [{ length: 100, groups: 1, testGroups: 1 }, 'groups is 1'],
  [{ length: 100, groups: 5, testGroups: 5 }, 'testGroups is 5 of 5 groups; give a whole number from 1 to 4'],
  [{ length: 100, groups: 5, testGroups: 0 }, 'testGroups is 0'],
  [{ length: 4, groups: 5, testGroups: 2 }, '4 bars do not make 5 groups'],
  [{ length: 0, groups: 5, testGroups: 2 }, '0 bars do not make 5 groups'],
  [{ length: 1000, groups: 40, testGroups: 20 }, 'more than 20000'],
  [{ length: 100, groups: 5, testGroups: 2, purge: -1 }, 'purge is -1'],
  [{ length: 100, groups: 5, testGroups: 2, embargo: 0.5 }, 'embargo is 0.5'],
])('refuses %o', (options, message) => {
  expect(() => combinatorialSplits(options)).toThrow(message)
})
