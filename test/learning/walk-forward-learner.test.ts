import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { type LearnerOptions, WalkForwardLearner } from '../../src/learning/walk-forward-learner.ts'

const options: LearnerOptions = {
  model: 'forest',
  minExamples: 20,
  refitEvery: 10,
  maxExamples: 60,
  trees: 30,
  maxDepth: 4,
  minLeaf: 2,
  seed: 1,
}

/** Examples whose label is 1 where the first feature is above 0; the second one is noise. Labels overlap. */
function* examples(count: number, flip = 1) {
  const random = seededRandom(4)
  for (let k = 0; k < count; k++) {
    const row = Float64Array.of(random.normal(), random.normal())
    yield { row, start: 3 * k, end: 3 * k + 8, label: Number(flip * row[0] > 0) }
  }
}

describe.each(['forest', 'logistic'] as const)('a %s', model => {
  it('knows nothing before the first fit', () => {
    const learner = new WalkForwardLearner({ ...options, model })
    for (const example of examples(19)) learner.add(example)
    expect(learner.chance(Float64Array.of(1, 0))).toBeNaN()
    expect(learner.fitted).toBe(0)
  })

  it('learns what was planted, and again when it changes', () => {
    const learner = new WalkForwardLearner({ ...options, model })
    for (const example of examples(100)) learner.add(example)
    expect(learner.chance(Float64Array.of(1.5, 0))).toBeGreaterThan(0.75)
    expect(learner.chance(Float64Array.of(-1.5, 0))).toBeLessThan(0.25)
    // Only the last 60 are remembered.
    for (const example of examples(70, -1)) learner.add(example)
    expect(learner.chance(Float64Array.of(1.5, 0))).toBeLessThan(0.25)
  })

  it('fits at the 20th example and after every 10 more', () => {
    const learner = new WalkForwardLearner({ ...options, model })
    const fits = [...examples(50)].map(example => {
      learner.add(example)
      return learner.fitted
    })
    expect([18, 19, 28, 29, 39, 49].map(i => fits[i])).toEqual([0, 1, 1, 2, 3, 4])
  })

  it('is the same for the same examples', () => {
    const chances = () => {
      const learner = new WalkForwardLearner({ ...options, model })
      for (const example of examples(45)) learner.add(example)
      return [learner.chance(Float64Array.of(0.1, 1)), learner.chance(Float64Array.of(-0.1, -1))]
    }
    expect(chances()).toEqual(chances())
  })

  it('takes examples of one class', () => {
    const learner = new WalkForwardLearner({ ...options, model })
    for (const example of examples(20)) learner.add({ ...example, label: 1 })
    expect(learner.chance(Float64Array.of(0, 0))).toBeGreaterThan(0.9)
  })
})

it('a logistic regression weighs labels by their uniqueness', () => {
  // 10 copies of one span with label 1 count about as much as a single one; 9 labels of their own say 0.
  const learner = new WalkForwardLearner({ ...options, model: 'logistic', minExamples: 19 })
  for (let k = 0; k < 10; k++) learner.add({ row: Float64Array.of(0), start: 0, end: 5, label: 1 })
  for (let k = 0; k < 9; k++) learner.add({ row: Float64Array.of(0), start: 10 + 10 * k, end: 15 + 10 * k, label: 0 })
  expect(learner.chance(Float64Array.of(0))).toBeCloseTo(0.1, 6)
})
