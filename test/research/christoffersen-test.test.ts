import { describe, expect, it } from 'vitest'
import { christoffersenTest, independenceTest } from '../../src/research/christoffersen-test.ts'

describe('christoffersenTest', () => {
  it('counts what follows what', () => {
    const test = christoffersenTest([true, true, false, true, false, false], 0.5)
    expect(test).toMatchObject({ exceptions: 3, quietQuiet: 1, quietException: 1, exceptionQuiet: 2, exceptionException: 1 })
    expect(test.conditional.statistic).toBe(test.coverage.statistic + test.independence.statistic)
  })

  it('sees clusters that the count alone does not show', () => {
    const spread = Array.from({ length: 400 }, (_, i) => +(i % 20 === 0))
    const clustered = Array.from({ length: 400 }, (_, i) => +(i >= 200 && i < 220))
    expect(christoffersenTest(spread, 0.05).coverage).toEqual(christoffersenTest(clustered, 0.05).coverage)
    expect(christoffersenTest(clustered, 0.05).independence.pValue).toBeLessThan(1e-10)
    expect(christoffersenTest(spread, 0.05).independence.pValue).toBeGreaterThan(0.1)
  })

  it('one bar has no transitions, none is refused', () => {
    expect(christoffersenTest([1], 0.05).independence).toEqual({ statistic: 0, pValue: 1 })
    expect(() => christoffersenTest([], 0.05)).toThrowError(expect.objectContaining({ code: 'research/exceptions' }))
  })

  it('independence is exact when both shares are equal', () => {
    const even = { quietQuiet: 81, quietException: 9, exceptionQuiet: 9, exceptionException: 1 }
    expect(independenceTest(even).statistic).toBeCloseTo(0, 12)
  })
})
