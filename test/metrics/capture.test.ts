import { describe, expect, it } from 'vitest'
import { captureRatio, downCapture, upCapture } from '../../src/metrics/capture.ts'

describe('capture', () => {
  const benchmark = Float64Array.of(0.02, -0.04, 0.02, 0)
  const returns = Float64Array.of(0.01, -0.01, 0.01, 0.5)

  it('by hand; a bar on which the benchmark stands still is neither up nor down', () => {
    for (const average of ['arithmetic', 'geometric'] as const) {
      expect(upCapture(returns, { benchmark, average })).toBeCloseTo(0.5, 13)
      expect(downCapture(returns, { benchmark, average })).toBeCloseTo(0.25, 13)
      expect(captureRatio(returns, { benchmark, average })).toBeCloseTo(2, 12)
    }
    // 1.01² - 1 over 1.02² - 1.
    expect(upCapture(returns, { benchmark, barsPerYear: 2 })).toBeCloseTo(0.0201 / 0.0404, 13)
  })

  it('is 1 for the benchmark itself', () => {
    expect(upCapture(benchmark, { benchmark })).toBe(1)
    expect(downCapture(benchmark, { benchmark })).toBe(1)
  })

  it('is NaN when the benchmark never moved that way', () => {
    expect(upCapture(Float64Array.of(0.1), { benchmark: Float64Array.of(-0.1) })).toBeNaN()
    expect(downCapture(Float64Array.of(0.1), { benchmark: Float64Array.of(0.1) })).toBeNaN()
    expect(() => upCapture(Float64Array.of(0.1), { benchmark })).toThrow('1 bars but 4')
    expect(() => upCapture(returns, { benchmark, barsPerYear: 0 })).toThrow('barsPerYear is 0')
  })
})
