import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { growTree, predictTree } from '../../src/learning/decision-tree.ts'
import { exclusive, sines } from '../golden/learning.ts'

const line = (values: readonly number[], labels: readonly number[]) => ({
  width: 1,
  features: Float64Array.from(values),
  labels: Uint8Array.from(labels),
})

describe('by hand', () => {
  it('asks in the middle between the classes', () => {
    const tree = growTree(line([4, 1, 3, 2], [1, 0, 1, 0]))
    expect([...tree.feature]).toEqual([0, -1, -1])
    expect(tree.threshold[0]).toBe(2.5)
    expect([...tree.probability]).toEqual([0.5, 0, 1])
    expect([tree.left[0], tree.right[0]]).toEqual([1, 2])
  })

  it('takes the split with the least impurity, the first of equal ones', () => {
    // 1 | 1 0 0 1: sums of n p (1 - p) are 1, 2/3 + 1/2, 3 * 2/9 + ... ; smallest at the ends, where the first wins: 0 + 4/4 = 1 against
    // 1.1667 (after 2), 1.1667 (after 3), 1 (after 4).
    const tree = growTree(line([1, 2, 3, 4, 5], [1, 1, 0, 0, 1]), { maxDepth: 1 })
    // after 1: 0 + 4 * 1/2 * 1/2 = 1; after 2: 0 + 3 * 1/3 * 2/3 = 0.667; after 3: 0.667 + 0.5; after 4: 1 + 0.
    expect(tree.threshold[0]).toBe(2.5)
    expect(tree.probability[2]).toBeCloseTo(1 / 3, 15)
  })

  it('weights move the split', () => {
    const labels = [0, 1, 0, 1]
    expect(growTree(line([1, 2, 3, 4], labels), { maxDepth: 1 }).threshold[0]).toBe(1.5)
    const weights = Float64Array.of(1, 1, 5, 9)
    // after 1: 0 + 15 * 10/15 * 5/15 = 3.33; after 2: 0.5 + 14 * 9/14 * 5/14 = 3.71; after 3: 7 * 6/7 * 1/7 + 0 = 0.857.
    expect(growTree({ ...line([1, 2, 3, 4], labels), weights }, { maxDepth: 1 }).threshold[0]).toBe(3.5)
  })

  it('equal values stay together, whatever their labels', () => {
    const tree = growTree(line([1, 1, 1], [0, 1, 1]))
    expect([...tree.feature]).toEqual([-1])
    expect(tree.probability[0]).toBeCloseTo(2 / 3, 15)
  })

  it('neighbors without a number between them are still told apart', () => {
    const next = 1 + Number.EPSILON
    const tree = growTree(line([1, next], [0, 1]))
    expect([predictTree(tree, [1]), predictTree(tree, [next])]).toEqual([0, 1])
  })

  it('learns "exactly one of two", where no single question helps', () => {
    const tree = growTree({ width: 2, features: Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1), labels: Uint8Array.of(0, 1, 1, 0) })
    expect(
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ].map(row => predictTree(tree, row)),
    ).toEqual([0, 1, 1, 0])
  })

  it('keeps leaves as large as told, and trees as flat', () => {
    expect(growTree(line([1, 2, 3, 4], [1, 0, 0, 0]), { minLeaf: 2 }).threshold[0]).toBe(2.5)
    expect(growTree(line([1, 2, 3, 4], [0, 0, 0, 1]), { minLeaf: 2 }).threshold[0]).toBe(2.5)
    expect([...growTree(line([1, 2, 3], [1, 0, 0]), { minLeaf: 2 }).feature]).toEqual([-1])
    expect([...growTree(line([1, 2], [1, 0]), { maxDepth: 0 }).feature]).toEqual([-1])
  })

  it('learns from the rows it is given, as often as they are given', () => {
    const tree = growTree(line([1, 2, 3], [0, 1, 1]), { rows: [0, 0, 1], maxDepth: 0 })
    expect(tree.probability[0]).toBeCloseTo(1 / 3, 15)
    expect(growTree(line([1, 2, 3], [0, 1, 1]), { rows: [0, 0, 2] }).threshold[0]).toBe(2)
  })
})

// scikit-learn 1.9.1: DecisionTreeClassifier(max_depth=3), whose thresholds are single precision.
describe('agrees with scikit-learn on the sines', () => {
  it.each([
    ['plain', sines().weights.fill(1), 1, [0.45, 0, 0.9310344827586207, 1, 0.6]],
    ['weights', sines().weights, 1, [0.4291666667, 0, 0.9115044248, 1, 0.4117647059]],
    ['leaves of 4', sines().weights.fill(1), 4, [0.45, 0, 0.9310344827586207, 1, 0.6]],
  ])('%s', (_name, weights, minLeaf, probabilities) => {
    const tree = growTree({ ...sines(), weights }, { maxDepth: 3, minLeaf })
    expect([...tree.feature.subarray(0, 4)]).toEqual([0, -1, 1, -1])
    expect(tree.threshold[0]).toBeCloseTo(0.040693257, 7)
    expect(tree.threshold[2]).toBeCloseTo(0.7246886194, 7)
    for (const [k, value] of probabilities.entries()) expect(tree.probability[k]).toBeCloseTo(value, 9)
  })
})

describe('with chance', () => {
  it('the same seed gives the same tree, another one another', () => {
    const grow = (seed: number) => growTree(exclusive(0, 200), { maxFeatures: 2, random: seededRandom(seed) })
    expect(grow(1)).toEqual(grow(1))
    expect(grow(1)).not.toEqual(grow(2))
  })

  it('looks further when the features it drew cannot be asked for', () => {
    const sample = { width: 3, features: Float64Array.of(7, 7, 0, 7, 7, 1), labels: Uint8Array.of(0, 1) }
    for (let seed = 0; seed < 20; seed++) expect(growTree(sample, { maxFeatures: 1, random: seededRandom(seed) }).feature[0]).toBe(2)
  })
})

it.each([
  [{ maxDepth: -1 }, 'maxDepth is -1'],
  [{ minLeaf: 0 }, 'minLeaf is 0'],
  [{ maxFeatures: 0 }, 'maxFeatures is 0'],
  [{ maxFeatures: 2 }, 'random is missing'],
  [{ rows: [] }, 'rows is empty'],
])('refuses %j', (options, message) => {
  expect(() => growTree(sines(), options)).toThrow(message)
})
