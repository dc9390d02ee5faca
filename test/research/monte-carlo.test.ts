import { describe, expect, it } from 'vitest'
import { quantile } from '../../src/metrics/quantile.ts'
import { joinPaths, monteCarlo } from '../../src/research/monte-carlo.ts'
import { pathMetrics } from '../../src/research/path-metrics.ts'
import { planPaths } from '../../src/research/path-plan.ts'
import { runPaths } from '../../src/research/run-paths.ts'
import { noiseColumns } from './lcg.ts'

const returns = noiseColumns(7, 250, 1)[0].map(value => value + 0.0005)
const base = { seed: 1, barsPerYear: 252, paths: 600 }

describe('monteCarlo', () => {
  it('bands are the quantiles of the paths', () => {
    const result = monteCarlo(returns, { ...base, method: 'iid' })
    for (const name of pathMetrics) {
      const known = result.values[name].slice().filter(value => !Number.isNaN(value))
      expect(result.metrics[name].known).toBe(known.length)
      for (const [k, share] of result.percentiles.entries()) expect(result.metrics[name].quantiles[k]).toBe(quantile(known, share))
    }
    const plan = planPaths(returns, { ...base, method: 'iid' })
    const { equity } = runPaths(plan, { from: 0, to: 600 })
    for (const t of [0, 100, 249])
      for (const [k, band] of result.fan.bands.entries())
        expect(band[t]).toBe(quantile(equity.slice(t * 600, (t + 1) * 600), result.percentiles[k]))
    const ruined = Array.from(result.values.maxDrawdown).filter(depth => depth >= 0.5).length
    expect(result.ruin.probability).toBe(ruined / 600)
    expect(result.recovered).toBe(result.metrics.recoveryBars.known / 600)
  })

  it('i.i.d. paths have the mean and the spread that theory gives', () => {
    const { values } = monteCarlo(returns, { ...base, method: 'iid', paths: 20_000, times: 0 })
    const n = returns.length
    const moments = (power: number) => returns.reduce((sum, r) => sum + (1 + r) ** power, 0) / n
    const expected = moments(1) ** n
    const variance = moments(2) ** n - expected ** 2
    const mean = values.finalEquity.slice().reduce((sum, value) => sum + value, 0) / 20_000
    expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(variance / 20_000))
  })

  it('another order changes drawdowns and nothing else', () => {
    const { metrics } = monteCarlo(returns, { ...base, method: 'shuffle' })
    for (const name of ['finalEquity', 'totalReturn', 'cagr', 'volatility', 'sharpe', 'sortino'] as const) {
      const { quantiles, observed, rank } = metrics[name]
      for (const value of quantiles) expect(value).toBeCloseTo(observed, 9)
      expect(rank).toBe(0.5)
    }
    expect(metrics.maxDrawdown.quantiles[4]).toBeGreaterThan(metrics.maxDrawdown.quantiles[0])
  })

  it('nothing skipped is the series itself', () => {
    const { metrics, fan } = monteCarlo(returns, { ...base, method: 'skip', skip: 0, paths: 20 })
    for (const name of pathMetrics) {
      const { quantiles, observed } = metrics[name]
      for (const value of quantiles) expect(value).toBe(observed)
    }
    for (const band of fan.bands) expect(band).toEqual(fan.observed)
    const without = monteCarlo(returns.map(Math.abs), { ...base, method: 'skip', skip: 0.2 })
    expect(without.metrics.totalReturn.rank).toBe(1)
  })

  it('parts of any size join to the bits of the whole', () => {
    const options = { ...base, method: 'stationary' as const, blockLength: 5 }
    const plan = planPaths(returns, options)
    const parts = [
      [350, 600],
      [0, 1],
      [1, 350],
    ].map(([from, to]) => runPaths(plan, { from, to }))
    expect(joinPaths(plan, parts)).toEqual(monteCarlo(returns, options))
    expect(() => joinPaths(plan, parts.slice(1))).toThrowError(/end at path 350 of 600/)
    expect(() => joinPaths(plan, [parts[0], parts[1]])).toThrowError(/path 350 where 1 should follow/)
  })

  it('paths of another length are not ranked against the series', () => {
    const result = monteCarlo(returns, { ...base, method: 'iid', length: 20 })
    expect(result.metrics.sharpe.rank).toBeNaN()
    expect(result.metrics.sharpe.observed).not.toBeNaN()
    expect(result.fan.times.at(-1)).toBe(20)
    expect(result.fan.observed.at(0)).toBeNaN()
  })

  it('one return, one path, no bands', () => {
    const result = monteCarlo(Float64Array.of(0.01), { seed: 1, barsPerYear: 12, paths: 1, times: 0 })
    expect(result.metrics.totalReturn.quantiles[2]).toBeCloseTo(0.01, 15)
    expect(result.metrics.sharpe.known).toBe(0)
    expect(result.fan.bands[0]).toHaveLength(0)
  })

  it('tells how far it is', () => {
    const told: number[] = []
    monteCarlo(returns, { ...base, onProgress: ({ done }) => told.push(done) })
    expect(told.at(-1)).toBe(600)
    expect(() => monteCarlo(returns, { ...base, signal: AbortSignal.abort() })).toThrowError(/abort/i)
  })
})
