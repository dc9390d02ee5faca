import { ConfigError } from '../base/errors.ts'
import type { Random } from '../base/random.ts'
import { countRows, type LabeledSample } from './labeled-sample.ts'

/** How {@link growTree} grows. */
export interface TreeOptions {
  /** Questions from the root to a leaf at most; default 32. */
  readonly maxDepth?: number
  /** Fewest examples in a leaf, repeated ones counted; default 1. */
  readonly minLeaf?: number
  /** How many features a node looks at, chosen by chance; default all of them. */
  readonly maxFeatures?: number
  /** Needed when not all features are looked at. */
  readonly random?: Random
  /** Rows to learn from, repeats allowed (a bootstrap); default each once. */
  readonly rows?: ArrayLike<number>
}

/** A tree of questions `row[feature] <= threshold`; node 0 is the root. */
export interface DecisionTree {
  /** Which feature a node asks for; -1 in a leaf. */
  readonly feature: Int32Array
  readonly threshold: Float64Array
  /** The node for yes, and the one for no. */
  readonly left: Int32Array
  readonly right: Int32Array
  /** Weighted share of the label 1 among the examples of a node. */
  readonly probability: Float64Array
}

/**
 * Grows a classification tree: every node asks the question that leaves the least Gini impurity `p * (1 - p)` in its two children, until
 * they are pure.
 *
 * Thresholds lie in the middle between two neighboring values. Of equally good questions the first one wins: features in the order in which
 * they are looked at, thresholds from below. Source: Breiman, Friedman, Olshen and Stone, Classification and Regression Trees, 1984.
 *
 * @throws {@link ConfigError} `learning/option` for options out of range, {@link DataError} `learning/sample` for a sample that does not fit
 * together.
 *
 * @example
 * ```ts
 * import { growTree, predictTree } from 'peak-trade'
 *
 * const tree = growTree({ width: 1, features: Float64Array.of(1, 2, 3, 4), labels: Uint8Array.of(0, 0, 1, 1) })
 * tree.threshold[0] // 2.5
 * predictTree(tree, [3]) // 1
 * ```
 */
export function growTree(sample: LabeledSample, options: TreeOptions = {}): DecisionTree {
  const total = countRows(sample)
  return growSorted(sample, sortRows(sample), { ...options, rows: options.rows ?? Array.from({ length: total }, (_, i) => i) })
}

/**
 * The share of the label 1 in the leaf to which a row of features leads.
 *
 * @example
 * ```ts
 * import { growTree, predictTree } from 'peak-trade'
 *
 * predictTree(growTree({ width: 1, features: Float64Array.of(1, 2, 2), labels: Uint8Array.of(0, 0, 1) }), [2]) // 0.5
 * ```
 */
export function predictTree({ feature, threshold, left, right, probability }: DecisionTree, row: ArrayLike<number>): number {
  let node = 0
  while (feature[node] >= 0) node = row[feature[node]] <= threshold[node] ? left[node] : right[node]
  return probability[node]
}

/** For each feature the rows in the order of its values. */
export function sortRows({ width, features, labels }: LabeledSample): readonly Int32Array[] {
  return Array.from({ length: width }, (_, k) => {
    const order = Int32Array.from({ length: labels.length }, (_, i) => i)
    return order.sort((a, b) => features[a * width + k] - features[b * width + k] || a - b)
  })
}

/** {@link growTree} for a checked sample whose rows are sorted already. */
export function growSorted(
  sample: LabeledSample,
  sorted: readonly Int32Array[],
  options: TreeOptions & { readonly rows: ArrayLike<number> },
): DecisionTree {
  const { width } = sample
  const { maxDepth = 32, minLeaf = 1, maxFeatures = width, random, rows } = options
  if (!(Number.isInteger(maxDepth) && maxDepth >= 0)) throw refuse('maxDepth', maxDepth, 'a whole number from 0')
  if (!(Number.isInteger(minLeaf) && minLeaf >= 1)) throw refuse('minLeaf', minLeaf, 'a whole number from 1')
  if (!(Number.isInteger(maxFeatures) && maxFeatures >= 1)) throw refuse('maxFeatures', maxFeatures, 'a whole number from 1')
  if (maxFeatures < width && random === undefined) throw refuse('random', 'missing', 'given when not all features are looked at')
  if (rows.length === 0) throw refuse('rows', 'empty', 'at least one row')
  return new Grower(sample, sorted, { maxDepth, minLeaf, maxFeatures, random, rows }).grow()
}

interface Settings {
  readonly maxDepth: number
  readonly minLeaf: number
  readonly maxFeatures: number
  readonly random: Random | undefined
  readonly rows: ArrayLike<number>
}

/** One growing tree: for each feature its rows in order, cut into segments that belong to the nodes. */
class Grower {
  private readonly sample: LabeledSample
  private readonly settings: Settings
  private readonly orders: Int32Array[]
  private readonly counts: Float64Array
  /** Weight of each row, and of its label 1, times how often it was drawn. */
  private readonly mass: Float64Array
  private readonly ones: Float64Array
  private readonly candidates: Int32Array
  private readonly spare: Int32Array
  private readonly nodes: { feature: number; threshold: number; left: number; right: number; probability: number }[] = []
  // The best question of the node at hand.
  private bestFeature = -1
  private bestThreshold = 0
  private bestImpurity = 0

  constructor(sample: LabeledSample, sorted: readonly Int32Array[], settings: Settings) {
    this.sample = sample
    this.settings = settings
    const { labels, weights, width } = sample
    this.counts = new Float64Array(labels.length)
    for (let i = 0; i < settings.rows.length; i++) this.counts[settings.rows[i]]++
    this.mass = this.counts.map((count, i) => count * (weights === undefined ? 1 : weights[i]))
    this.ones = this.mass.map((mass, i) => mass * labels[i])
    this.orders = sorted.map(order => drawnOf(order, this.counts))
    this.candidates = Int32Array.from({ length: width }, (_, k) => k)
    this.spare = new Int32Array(this.orders[0].length)
  }

  grow(): DecisionTree {
    this.split(0, this.spare.length, this.settings.maxDepth)
    const { nodes } = this
    return {
      feature: Int32Array.from(nodes, node => node.feature),
      threshold: Float64Array.from(nodes, node => node.threshold),
      left: Int32Array.from(nodes, node => node.left),
      right: Int32Array.from(nodes, node => node.right),
      probability: Float64Array.from(nodes, node => node.probability),
    }
  }

  /** Makes a node of the rows from `start` to `end` of every order, and all below it; its number. */
  private split(start: number, end: number, depth: number): number {
    const { orders, counts, mass, ones, nodes, settings } = this
    let count = 0
    let all = 0
    let positive = 0
    for (let i = start; i < end; i++) {
      const row = orders[0][i]
      count += counts[row]
      all += mass[row]
      positive += ones[row]
    }
    const node = { feature: -1, threshold: 0, left: -1, right: -1, probability: all > 0 ? positive / all : 0.5 }
    const number = nodes.push(node) - 1
    if (depth === 0 || count < 2 * settings.minLeaf || !(positive > 0 && positive < all)) return number
    this.bestFeature = -1
    this.bestImpurity = Number.POSITIVE_INFINITY
    this.search({ start, end, count, all, positive })
    if (this.bestFeature < 0) return number
    node.feature = this.bestFeature
    node.threshold = this.bestThreshold
    const middle = this.partition(start, end)
    node.left = this.split(start, middle, depth - 1)
    node.right = this.split(middle, end, depth - 1)
    return number
  }

  /** Looks at features by chance until enough were seen and one of them can be asked for. */
  private search(node: Segment): void {
    const { candidates, settings } = this
    const { length } = candidates
    for (let seen = 0; seen < length && (seen < settings.maxFeatures || this.bestFeature < 0); seen++) {
      if (settings.maxFeatures < length && settings.random !== undefined) {
        const other = seen + settings.random.integer(length - seen)
        const swapped = candidates[seen]
        candidates[seen] = candidates[other]
        candidates[other] = swapped
      }
      this.searchFeature(candidates[seen], node)
    }
  }

  private searchFeature(feature: number, { start, end, count, all, positive }: Segment): void {
    const { counts, mass, ones } = this
    const { features, width } = this.sample
    const { minLeaf } = this.settings
    const order = this.orders[feature]
    let leftCount = 0
    let leftAll = 0
    let leftPositive = 0
    for (let i = start; i < end - 1; i++) {
      const row = order[i]
      leftCount += counts[row]
      leftAll += mass[row]
      leftPositive += ones[row]
      const value = features[row * width + feature]
      const next = features[order[i + 1] * width + feature]
      if (value === next || leftCount < minLeaf || count - leftCount < minLeaf) continue
      const rightAll = all - leftAll
      const rightPositive = positive - leftPositive
      // Sums of weight * p * (1 - p) of both children.
      const impurity = impurityOf(leftPositive, leftAll) + impurityOf(rightPositive, rightAll)
      // Rounding must not decide between equal questions.
      if (impurity < this.bestImpurity - 1e-12 * all) {
        this.bestImpurity = impurity
        this.bestFeature = feature
        const middle = value + (next - value) / 2
        this.bestThreshold = middle < next ? middle : value
      }
    }
  }

  /** Sorts the rows of a node into yes and no, each in its old order; where no begins. */
  private partition(start: number, end: number): number {
    const { spare, bestFeature, bestThreshold } = this
    const { features, width } = this.sample
    let middle = start
    for (const order of this.orders) {
      let yes = start
      let no = 0
      for (let i = start; i < end; i++) {
        const row = order[i]
        if (features[row * width + bestFeature] <= bestThreshold) order[yes++] = row
        else spare[no++] = row
      }
      for (let i = 0; i < no; i++) order[yes + i] = spare[i]
      middle = yes
    }
    return middle
  }
}

interface Segment {
  readonly start: number
  readonly end: number
  readonly count: number
  readonly all: number
  readonly positive: number
}

/** The rows of an order that were drawn. */
function drawnOf(order: Int32Array, counts: Float64Array): Int32Array {
  const drawn = new Int32Array(order.length)
  let length = 0
  for (let i = 0; i < order.length; i++) if (counts[order[i]] > 0) drawn[length++] = order[i]
  return drawn.subarray(0, length)
}

function impurityOf(positive: number, all: number): number {
  return all > 0 ? positive * (1 - positive / all) : 0
}

function refuse(option: string, value: string | number, allowed: string): ConfigError {
  return new ConfigError('learning/option', `growTree: ${option} is ${value}, it must be ${allowed}`, { option, value })
}
