import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { averageUniqueness } from '../../src/learning/sample-uniqueness.ts'
import { drawChances, sequentialBootstrap } from '../../src/learning/sequential-bootstrap.ts'

// The example of Advances in Financial Machine Learning, 4.5.3.
const spans = [
  { start: 0, end: 2 },
  { start: 2, end: 3 },
  { start: 4, end: 5 },
]

describe('the chances of the book', () => {
  it.each([
    [[], [1 / 3, 1 / 3, 1 / 3]],
    [[1], [5 / 14, 3 / 14, 6 / 14]],
    // After 1 and 2: ū = (1 + 1 + 1/2) / 3, 1/2, 1/2.
    [
      [1, 2],
      [5 / 11, 3 / 11, 3 / 11],
    ],
  ])('after drawing %j', (drawn, expected) => {
    const chances = drawChances(spans, drawn)
    for (const [k, chance] of expected.entries()) expect(chances[k]).toBeCloseTo(chance, 14)
  })

  it('do not depend on where the bars begin', () => {
    const later = spans.map(({ start, end }) => ({ start: start + 1000, end: end + 1000 }))
    expect(drawChances(later, [1])).toEqual(drawChances(spans, [1]))
  })
})

describe('drawing', () => {
  it('follows the chances', () => {
    const random = seededRandom(1)
    const counts = [0, 0, 0]
    let afterSecond = 0
    for (let k = 0; k < 6000; k++) {
      const [first, second] = sequentialBootstrap(spans, { random, draws: 2 })
      if (first !== 1) continue
      counts[second]++
      afterSecond++
    }
    for (const [k, chance] of [5 / 14, 3 / 14, 6 / 14].entries()) expect(counts[k] / afterSecond).toBeCloseTo(chance, 1)
  })

  it('draws labels that overlap less than an ordinary bootstrap does', () => {
    const random = seededRandom(2)
    const labels = Array.from({ length: 40 }, () => {
      const start = random.integer(60)
      return { start, end: start + 1 + random.integer(6) }
    })
    const mean = (drawn: ArrayLike<number>) => {
      const unique = averageUniqueness(Array.from(drawn, k => labels[k]))
      return unique.reduce((sum, u) => sum + u, 0) / unique.length
    }
    let ahead = 0
    for (let k = 0; k < 50; k++) {
      const ordinary = Int32Array.from(labels, () => random.integer(labels.length))
      if (mean(sequentialBootstrap(labels, { random })) > mean(ordinary)) ahead++
    }
    expect(ahead).toBeGreaterThan(40)
  })

  it('is the same for the same seed', () => {
    const draw = () => [...sequentialBootstrap(spans, { random: seededRandom(7), draws: 50 })]
    expect(draw()).toEqual(draw())
    expect(new Set(draw())).toEqual(new Set([0, 1, 2]))
  })

  it('refuses nothing to draw from, and spans that end before they start', () => {
    const random = seededRandom(1)
    expect(() => sequentialBootstrap([], { random })).toThrow('0 draws of 0 labels')
    expect(() => sequentialBootstrap(spans, { random, draws: 0.5 })).toThrow('0.5 draws')
    expect(() => sequentialBootstrap([{ start: 2, end: 1 }], { random })).toThrow('label 0 spans bars 2 to 1')
  })
})
