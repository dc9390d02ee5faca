import type { LabelSpan } from './label-span.ts'
import type { LabeledSample } from './labeled-sample.ts'
import { type LogisticModel, predictLogistic, trainLogistic } from './logistic-regression.ts'
import { predictForest, type RandomForest, trainForest } from './random-forest.ts'
import { averageUniqueness } from './sample-uniqueness.ts'
import { sequentialBootstrap } from './sequential-bootstrap.ts'

/** One finished label with the features that were known when its forecast was made. */
export interface Example extends LabelSpan {
  readonly row: Float64Array
  /** 0 or 1. */
  readonly label: number
}

/** How {@link WalkForwardLearner} learns. */
export interface LearnerOptions {
  readonly model: 'forest' | 'logistic'
  /** Examples before the first fit. */
  readonly minExamples: number
  /** New examples from fit to fit. */
  readonly refitEvery: number
  /** The latest examples that are learned from. */
  readonly maxExamples: number
  readonly trees: number
  readonly maxDepth: number
  readonly minLeaf: number
  readonly seed: string | number
}

/**
 * A classifier that learns as examples come in: it fits again whenever enough of them are new, always from the past only. Overlapping labels
 * count by their uniqueness: a forest draws its rows by the sequential bootstrap, as many as there are unique ones; a logistic regression
 * weighs them.
 */
export class WalkForwardLearner {
  private readonly options: LearnerOptions
  private examples: Example[] = []
  private fresh = 0
  private fits = 0
  private forest: RandomForest | undefined
  private logistic: LogisticModel | undefined

  constructor(options: LearnerOptions) {
    this.options = options
  }

  /** Takes an example whose label has just become known. */
  add(example: Example): void {
    const { minExamples, refitEvery, maxExamples } = this.options
    this.examples.push(example)
    if (this.examples.length > maxExamples) this.examples.shift()
    this.fresh++
    if (this.examples.length < minExamples || (this.fits > 0 && this.fresh < refitEvery)) return
    this.fit()
    this.fits++
    this.fresh = 0
  }

  /** How often it has been fitted. */
  get fitted(): number {
    return this.fits
  }

  /** The chance that a forecast with these features comes true; NaN before the first fit. */
  chance(row: Float64Array): number {
    if (this.forest !== undefined) return predictForest(this.forest, row)
    return this.logistic === undefined ? Number.NaN : predictLogistic(this.logistic, row)
  }

  private fit(): void {
    const { examples, options } = this
    const width = examples[0].row.length
    const features = new Float64Array(examples.length * width)
    for (const [i, { row }] of examples.entries()) features.set(row, i * width)
    const sample: LabeledSample = { width, features, labels: Uint8Array.from(examples, ({ label }) => label) }
    const first = examples.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY)
    const spans = examples.map(({ start, end }) => ({ start: start - first, end: end - first }))
    const uniqueness = averageUniqueness(spans)
    if (options.model === 'logistic') {
      this.logistic = trainLogistic({ ...sample, weights: uniqueness })
      return
    }
    const draws = Math.max(1, Math.round(uniqueness.reduce((sum, share) => sum + share, 0)))
    this.forest = trainForest(sample, {
      seed: `${options.seed}/${this.fits}`,
      trees: options.trees,
      maxDepth: options.maxDepth,
      minLeaf: options.minLeaf,
      draw: random => sequentialBootstrap(spans, { random, draws }),
    })
  }
}
