import { describe, expect, it } from 'vitest'
import type { LabeledSample } from '../../src/learning/labeled-sample.ts'
import { type ForestOptions, predictForest, trainForest } from '../../src/learning/random-forest.ts'
import { exclusive } from '../golden/learning.ts'

function accuracy(train: LabeledSample, test: LabeledSample, options: ForestOptions): number {
  const forest = trainForest(train, options)
  let right = 0
  for (let i = 0; i < test.labels.length; i++) {
    const row = test.features.subarray(i * test.width, (i + 1) * test.width)
    if (predictForest(forest, row) > 0.5 === (test.labels[i] === 1)) right++
  }
  return right / test.labels.length
}

describe('planted structure', () => {
  it('is found about as well as by scikit-learn', () => {
    // RandomForestClassifier(n_estimators=100, max_features=2): 0.747 to 0.793 over ten seeds, mean 0.776.
    const scores = [1, 2, 3, 4, 5].map(seed => accuracy(exclusive(0, 600), exclusive(600, 900), { seed, trees: 100, maxFeatures: 2 }))
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
    expect(mean).toBeGreaterThan(0.74)
    expect(mean).toBeLessThan(0.82)
  })

  it('is not found where there is none', () => {
    const shuffled = (sample: LabeledSample, shift: number) => ({
      ...sample,
      labels: sample.labels.map((_, i) => sample.labels[(i * 7 + shift) % sample.labels.length]),
    })
    const score = accuracy(shuffled(exclusive(0, 600), 3), shuffled(exclusive(600, 900), 5), { seed: 1, trees: 50 })
    expect(Math.abs(score - 0.5)).toBeLessThan(0.1)
  })
})

describe('a forest', () => {
  const sample = exclusive(0, 100)

  it('is the same for the same seed', () => {
    expect(trainForest(sample, { seed: 5, trees: 10 })).toEqual(trainForest(sample, { seed: '5', trees: 10 }))
    expect(trainForest(sample, { seed: 5, trees: 10 })).not.toEqual(trainForest(sample, { seed: 6, trees: 10 }))
  })

  it('looks at the root of the number of features unless told otherwise', () => {
    expect(trainForest(sample, { seed: 5, trees: 10 })).toEqual(trainForest(sample, { seed: 5, trees: 10, maxFeatures: 2 }))
    expect(trainForest(sample, { seed: 5, trees: 10 })).not.toEqual(trainForest(sample, { seed: 5, trees: 10, maxFeatures: 6 }))
  })

  it('is the mean of its trees', () => {
    const leaf = (probability: number) => ({
      feature: Int32Array.of(-1),
      threshold: Float64Array.of(0),
      left: Int32Array.of(-1),
      right: Int32Array.of(-1),
      probability: Float64Array.of(probability),
    })
    expect(predictForest({ trees: [leaf(0.25), leaf(0.5), leaf(0)] }, [])).toBe(0.25)
  })

  it('learns from the rows that are drawn for it', () => {
    const forest = trainForest(
      { width: 1, features: Float64Array.of(1, 2, 3), labels: Uint8Array.of(0, 1, 1) },
      {
        seed: 1,
        trees: 4,
        draw: () => [1, 2],
      },
    )
    expect(predictForest(forest, [1])).toBe(1)
  })

  it('a tree of a bootstrap has seen about 63 % of the rows', () => {
    const rows = 2000
    const features = Float64Array.from({ length: rows }, (_, i) => i)
    // Labels alternate, so that a tree has one leaf per distinct run of the rows it saw; the number of leaves follows the share.
    const forest = trainForest({ width: 1, features, labels: Uint8Array.from(features, i => i % 2) }, { seed: 3, trees: 5, maxDepth: 200 })
    const leaves = forest.trees.map(tree => tree.feature.filter(feature => feature < 0).length / rows)
    // Neighbors seen have different labels with chance p / (2 - p), p = 1 - 1/e: 0.632 * 0.462... of rows begin a new run = p / (2 - p).
    const p = 1 - Math.exp(-1)
    for (const share of leaves) expect(share).toBeCloseTo(p / (2 - p), 1)
  })

  it('refuses no trees', () => {
    expect(() => trainForest(sample, { seed: 1, trees: 0 })).toThrow('trees is 0')
  })
})
