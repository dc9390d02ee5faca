import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestDrawdown, maxDrawdown } from '../../src/metrics/drawdowns.ts'
import { measureEquity } from '../../src/metrics/equity-metrics.ts'
import { followPath, measurePath, pathMetrics, pathTable, STATE, startPath } from '../../src/research/path-metrics.ts'

const barsPerYear = 252

function measured(returns: Float64Array, indices: ArrayLike<number>, capital = 100) {
  const values = new Float64Array(pathMetrics.length)
  const equity = new Float64Array(indices.length)
  const shift = returns.length === 0 ? 0 : returns.reduce((sum, value) => sum + value, 0) / returns.length
  const state = new Float64Array(STATE)
  const taken = Uint32Array.from(indices)
  const table = pathTable(returns, shift)
  startPath(state, 0, capital)
  // In two pieces, because that must not matter.
  const cut = Math.floor(indices.length / 3)
  followPath(table, { indices: taken, from: 0, to: cut, equity, target: 0 }, state, 0)
  followPath(table, { indices: taken.subarray(cut), from: cut, to: taken.length, equity, target: cut }, state, 0)
  measurePath({ shift, capital, barsPerYear }, indices.length, state, 0, { values, stride: 1, column: 0 })
  return {
    equity,
    ...(Object.fromEntries(pathMetrics.map((name, k) => [name, values[k]])) as Record<(typeof pathMetrics)[number], number>),
  }
}

describe('measurePath', () => {
  it('says what the metrics say one by one', () => {
    const value = fc.double({ min: -0.3, max: 0.3, noNaN: true }).map(x => Math.round(x * 1e4) / 1e4)
    const indices = fc.array(fc.nat(19), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(fc.array(value, { minLength: 20, maxLength: 20 }), indices, (returns, taken) => {
        const path = measured(Float64Array.from(returns), taken)
        const equity = Float64Array.of(100, ...path.equity)
        const metrics = measureEquity(equity, { capital: 100, barsPerYear })
        const near = (actual: number, expected: number) => {
          if (Number.isNaN(expected)) expect(actual).toBeNaN()
          else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected)))
        }
        for (const name of ['totalReturn', 'cagr', 'volatility', 'maxDrawdown'] as const) near(path[name], metrics[name])
        // Returns that differ by rounding only have no ratio here, and a huge one there.
        if (new Set(taken.map(i => returns[i])).size > 1) near(path.sharpe, metrics.sharpe)
        if (metrics.maxDrawdown > 1e-6) {
          near(path.sortino, metrics.sortino)
          near(path.calmar, metrics.calmar)
        }
        expect(path.longestDrawdownBars).toBe(longestDrawdown(equity).bars)
        const { trough, recovery } = maxDrawdown(equity)
        if (metrics.maxDrawdown > 0) expect(path.recoveryBars).toBe(recovery - trough)
        else expect(path.recoveryBars).toBe(0)
        expect(path.lowestEquity).toBe(Math.min(...equity))
        expect(path.finalEquity).toBe(equity.at(-1))
      }),
    )
  })

  it('by hand: down a half, back up', () => {
    const path = measured(Float64Array.of(-0.5, 1), [0, 1, 0])
    expect(Array.from(path.equity)).toEqual([50, 100, 50])
    expect(path).toMatchObject({ totalReturn: -0.5, maxDrawdown: 0.5, longestDrawdownBars: 2, recoveryBars: 1, lowestEquity: 50 })
  })

  it('the row behind the last is a return that was missed', () => {
    const path = measured(Float64Array.of(0.1, 0.2), [2, 1, 2])
    expect(Array.from(path.equity)).toEqual([100, 120, 120])
  })

  it('money that is gone does not come back', () => {
    const path = measured(Float64Array.of(-1.5, 3), [1, 0, 1])
    expect(Array.from(path.equity)).toEqual([400, 0, 0])
    expect(path).toMatchObject({ totalReturn: -1, cagr: -1, maxDrawdown: 1, lowestEquity: 0 })
    expect(path.recoveryBars).toBeNaN()
  })

  it('flat returns have no ratios, one return has no deviation', () => {
    const flat = measured(new Float64Array(3), [0, 1, 2])
    expect(flat).toMatchObject({ totalReturn: 0, volatility: 0, maxDrawdown: 0, longestDrawdownBars: 0, recoveryBars: 0 })
    expect([flat.sharpe, flat.sortino, flat.calmar]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(measured(Float64Array.of(0.1), [0]).volatility).toBeNaN()
  })
})
