import type { LabeledSample } from '../../src/learning/labeled-sample.ts'

/** 60 rows of 3 features made from sines; the labels follow the first two with noise from another sine. */
export function sines(): LabeledSample & { readonly weights: Float64Array } {
  const rows = 60
  const features = new Float64Array(3 * rows)
  const labels = new Uint8Array(rows)
  const weights = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const a = 2 * Math.sin(1.7 * i)
    const b = Math.cos(0.9 * i * i)
    features.set([a, b, 10 * Math.sin(0.3 * i) + 5], 3 * i)
    labels[i] = a - 0.8 * b + 1.2 * Math.sin(5.1 * i) > 0.2 ? 1 : 0
    weights[i] = 0.5 + (i % 5) / 4
  }
  return { width: 3, features, labels, weights }
}

/**
 * Rows of 6 features spread evenly over (0, 1) (multiples of square roots); the label is 1 when exactly one of the first two is above a half,
 * and turned round in a tenth of the rows.
 */
export function exclusive(from: number, to: number): LabeledSample {
  const part = (k: number, prime: number) => (k * Math.sqrt(prime)) % 1
  const rows = Array.from({ length: to - from }, (_, i) => from + i + 1)
  const labels = rows.map(k => Number(part(k, 2) > 0.5 !== part(k, 3) > 0.5 !== part(k, 17) < 0.1))
  return {
    width: 6,
    features: Float64Array.from(rows.flatMap(k => [2, 3, 5, 7, 11, 13].map(prime => part(k, prime)))),
    labels: Uint8Array.from(labels),
  }
}
