import { ConfigError } from '../base/errors.ts'
import { type Random, seededRandom } from '../base/random.ts'
import { type DecisionTree, growSorted, predictTree, sortRows } from './decision-tree.ts'
import { countRows, type LabeledSample } from './labeled-sample.ts'

/** How {@link trainForest} learns. */
export interface ForestOptions {
  readonly seed: string | number
  /** Number of trees; default 100. */
  readonly trees?: number
  /** Questions from the root to a leaf at most; default 32. */
  readonly maxDepth?: number
  /** Fewest examples in a leaf; default 1. */
  readonly minLeaf?: number
  /** How many features a node looks at; default the root of their number, rounded down. */
  readonly maxFeatures?: number
  /** Draws the rows of one tree; default as many as there are, each with the same chance. See {@link sequentialBootstrap}. */
  readonly draw?: (random: Random) => ArrayLike<number>
}

/** Trees that vote. */
export interface RandomForest {
  readonly trees: readonly DecisionTree[]
}

/**
 * Random forest: many trees, each grown on a bootstrap of the examples and with few features to choose from at each node; their mean is the
 * forecast.
 *
 * Source: Breiman, Random Forests, 2001.
 *
 * @throws {@link ConfigError} `learning/option` for options out of range, {@link DataError} `learning/sample` for a sample that does not fit
 * together.
 *
 * @example
 * ```ts
 * import { predictForest, trainForest } from 'peak-trade'
 *
 * const sample = { width: 1, features: Float64Array.of(1, 2, 3, 4, 5, 6), labels: Uint8Array.of(0, 0, 0, 1, 1, 1) }
 * predictForest(trainForest(sample, { seed: 1, trees: 50 }), [6]) > 0.9 // true
 * ```
 */
export function trainForest(sample: LabeledSample, options: ForestOptions): RandomForest {
  const rows = countRows(sample)
  const { seed, trees = 100, maxDepth = 32, minLeaf = 1, draw } = options
  const maxFeatures = options.maxFeatures ?? Math.max(1, Math.floor(Math.sqrt(sample.width)))
  if (!(Number.isInteger(trees) && trees >= 1))
    throw new ConfigError('learning/option', `trainForest: trees is ${trees}, it must be a whole number from 1`, { trees })
  const sorted = sortRows(sample)
  const random = seededRandom(seed)
  return {
    trees: Array.from({ length: trees }, () => {
      const drawn = draw === undefined ? Int32Array.from({ length: rows }, () => random.integer(rows)) : draw(random)
      return growSorted(sample, sorted, { maxDepth, minLeaf, maxFeatures, random, rows: drawn })
    }),
  }
}

/**
 * The chance from 0 to 1 that a row of features has the label 1: the mean of the trees.
 *
 * @example
 * ```ts
 * import { predictForest, trainForest } from 'peak-trade'
 *
 * const sample = { width: 1, features: Float64Array.of(1, 2), labels: Uint8Array.of(1, 1) }
 * predictForest(trainForest(sample, { seed: 1, trees: 3 }), [1]) // 1
 * ```
 */
export function predictForest({ trees }: RandomForest, row: ArrayLike<number>): number {
  let sum = 0
  for (const tree of trees) sum += predictTree(tree, row)
  return sum / trees.length
}
