import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LabeledSample } from '../../src/learning/labeled-sample.ts'
import { type LogisticOptions, predictLogistic, trainLogistic } from '../../src/learning/logistic-regression.ts'
import { sines } from '../golden/learning.ts'

const { weights, ...plain } = sines()

describe('on the sines', () => {
  it('has the labels of the references', () => {
    expect(plain.labels.join('')).toBe('010011001100100110011001101100110011001001100110000011001100')
  })

  // scikit-learn 1.9.1: LogisticRegression(C, tol=1e-12, solver='newton-cholesky'), with a weighted StandardScaler and the coefficients
  // turned back into the units of the features where it says so.
  it.each<[string, LabeledSample, LogisticOptions, number, number[]]>([
    ['C 1', plain, { penalty: 1, standardize: false }, -0.7058424196473834, [2.22340751115172, -0.862287434828603, 0.015028837526420223]],
    [
      'C 0.1, weights',
      { ...plain, weights },
      { penalty: 10, standardize: false },
      -0.5003735206802338,
      [1.0444164295836704, -0.26632956958418413, 0.01200544752151705],
    ],
    ['C 1, standardized', plain, {}, -0.6219777174998828, [1.9098653119179219, -0.9305684888204511, 0.0135471566558328]],
    [
      'C 2, weights, standardized',
      { ...plain, weights },
      { penalty: 0.5 },
      -1.0427747013865967,
      [2.151324783881652, -1.4866687787600956, 0.02141959012865748],
    ],
  ])('agrees with scikit-learn: %s', (_name, sample, options, intercept, coefficients) => {
    const model = trainLogistic(sample, options)
    expect(model.intercept).toBeCloseTo(intercept, 8)
    for (const [k, value] of coefficients.entries()) expect(model.coefficients[k]).toBeCloseTo(value, 8)
  })

  it('agrees with statsmodels where the penalty is next to nothing', () => {
    const model = trainLogistic(plain, { penalty: 1e-10, standardize: false })
    expect(model.intercept).toBeCloseTo(-1.2400885166955937, 7)
    const expected = [3.5449594682212786, -1.9648498554323364, 0.034555850524603894]
    for (const [k, value] of expected.entries()) expect(model.coefficients[k]).toBeCloseTo(value, 7)
  })

  it('a weight of 2 is a row twice', () => {
    const doubled = {
      width: 3,
      features: Float64Array.of(...plain.features, ...plain.features.subarray(0, 3)),
      labels: Uint8Array.of(...plain.labels, plain.labels[0]),
    }
    const twice = Float64Array.from(plain.labels, (_, i) => (i === 0 ? 2 : 1))
    const a = trainLogistic(doubled)
    const b = trainLogistic({ ...plain, weights: twice })
    expect(a.intercept).toBeCloseTo(b.intercept, 9)
    for (const k of [0, 1, 2]) expect(a.coefficients[k]).toBeCloseTo(b.coefficients[k], 9)
  })
})

describe('whatever the sample', () => {
  it('the gradient vanishes at the result, also when classes can be told apart', () => {
    const row = fc.tuple(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.integer({ min: 0, max: 1 }),
    )
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), rows => {
        fc.pre(new Set(rows.map(([, , label]) => label)).size === 2)
        const sample = {
          width: 2,
          features: Float64Array.from(rows.flatMap(row => row.slice(0, 2))),
          labels: Uint8Array.from(rows, ([, , label]) => label),
        }
        const model = trainLogistic(sample, { penalty: 0.5, standardize: false })
        const residuals = rows.map(([a, b, label]) => predictLogistic(model, [a, b]) - label)
        expect(residuals.reduce((sum, r) => sum + r, 0)).toBeCloseTo(0, 5)
        for (const k of [0, 1] as const)
          expect(residuals.reduce((sum, r, i) => sum + r * rows[i][k], 0.5 * model.coefficients[k])).toBeCloseTo(0, 5)
      }),
    )
  })

  it('a single class gives a chance that the features do not change', () => {
    const model = trainLogistic({ width: 1, features: Float64Array.of(1, 2, 3), labels: Uint8Array.of(1, 1, 1) })
    expect(model.coefficients).toEqual([0])
    expect(predictLogistic(model, [9])).toBeCloseTo(3.5 / 4, 12)
  })

  it('a feature that does not vary gets no weight', () => {
    const model = trainLogistic({ width: 2, features: Float64Array.of(0.1, 1, 0.1, 2, 0.1, 3), labels: Uint8Array.of(0, 0, 1) })
    expect(Math.abs(model.coefficients[0])).toBeLessThan(1e-30)
    expect(model.coefficients[1]).toBeGreaterThan(0)
  })

  it('chances stay between 0 and 1 for huge numbers', () => {
    const model = { intercept: 0, coefficients: [1e200] }
    expect([1e100, -1e100, 0].map(x => predictLogistic(model, [x]))).toEqual([1, 0, 0.5])
  })

  it('refuses a penalty that is not above 0', () => {
    expect(() => trainLogistic(plain, { penalty: 0 })).toThrow('penalty is 0, it must be above 0')
    expect(() => trainLogistic(plain, { penalty: Number.NaN })).toThrow('penalty is NaN')
  })
})
