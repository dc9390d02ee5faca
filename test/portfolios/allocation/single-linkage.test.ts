import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { orderBySimilarity } from '../../../src/portfolios/allocation/single-linkage.ts'

interface Tree {
  readonly correlation_distance: readonly number[][]
  readonly distance_of_distances: readonly number[][]
  readonly leaf_order_distance: readonly number[]
  readonly leaf_order_distance_of_distances: readonly number[]
}

const golden = JSON.parse(readFileSync(new URL('../../golden/own/research.json', import.meta.url), 'utf8')) as {
  readonly portfolios: readonly { readonly hrp: Tree }[]
  readonly hrp_5_assets: Tree
}

describe('orderBySimilarity', () => {
  it('agrees with the golden trees', () => {
    for (const { hrp } of golden.portfolios) {
      expect(orderBySimilarity(hrp.correlation_distance)).toEqual(hrp.leaf_order_distance)
      expect(orderBySimilarity(hrp.distance_of_distances)).toEqual(hrp.leaf_order_distance_of_distances)
    }
    expect(orderBySimilarity(golden.hrp_5_assets.correlation_distance)).toEqual(golden.hrp_5_assets.leaf_order_distance)
  })

  it('ties go to the oldest', () => {
    const flat = Array.from({ length: 4 }, (_, i) => Array.from({ length: 4 }, (_, j) => (i === j ? 0 : 1)))
    // 0 and 1 are joined to 4; then 2 and 3, older than 4, to 5.
    expect(orderBySimilarity(flat)).toEqual([0, 1, 2, 3])
    // biome-ignore format: a matrix
    expect(orderBySimilarity([[0, 3, 1], [3, 0, 1], [1, 1, 0]])).toEqual([1, 0, 2])
  })

  it('one and none', () => {
    expect(orderBySimilarity([[0]])).toEqual([0])
    expect(orderBySimilarity([])).toEqual([])
  })
})
