import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { quantile } from '../../src/metrics/quantile.ts'
import { jitterParams } from '../../src/research/jitter-params.ts'
import { type MonteCarloRunsOptions, monteCarloRuns } from '../../src/research/monte-carlo-runs.ts'
import { noisyBars } from '../../src/research/noisy-bars.ts'
import { syntheticLike } from '../../src/research/synthetic-like.ts'
import { BuyAndHold } from '../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 8, length: 600 })
const trading = { capital: 5000, costs: { feeBps: 10 }, exits: { stopLoss: 0.05 } }
const params = { fast: 8, slow: 30 }

describe('monteCarloRuns', () => {
  it.each(['params', 'noise', 'synthetic'] as const)('%s: every run is the backtest of its variation', method => {
    const result = monteCarloRuns(MaCrossover, bars, { method, seed: 4, paths: 6, params, noise: 0.002, ...trading })
    expect(result.observed).toEqual(backtest(MaCrossover, bars, { params, ...trading }).summary)
    for (let path = 0; path < 6; path++) {
      const varied =
        method === 'params'
          ? bars
          : method === 'noise'
            ? noisyBars(bars, { seed: 4, path, noise: 0.002 })
            : syntheticLike(bars, { seed: 4, path })
      const near = method === 'params' ? jitterParams(MaCrossover, params, { seed: 4, path }) : params
      const { summary, equity } = backtest(MaCrossover, varied, { params: near, ...trading })
      for (const [name, values] of Object.entries(result.values)) expect(values[path]).toBe(summary[name as keyof typeof summary])
      expect(equity.at(-1)).toBe(result.values.finalEquity[path])
      if (method === 'params') expect(result.params[path]).toEqual(near)
    }
    expect(result.params).toHaveLength(method === 'params' ? 6 : 0)
    expect(result.metrics.sharpe.quantiles[2]).toBe(quantile(result.values.sharpe.slice(), 0.5))
  })

  it('the fan ends where the equities end', () => {
    const { fan, values, observed } = monteCarloRuns(BuyAndHold, bars, { method: 'synthetic', seed: 1, paths: 40, times: 10 })
    expect(fan.times.at(-1)).toBe(600)
    for (const [k, share] of [0.05, 0.25, 0.5, 0.75, 0.95].entries())
      expect(fan.bands[k].at(-1)).toBe(quantile(values.finalEquity.slice(), share))
    expect(fan.observed.at(-1)).toBe(observed.finalEquity)
  })

  it('counts ruin', () => {
    const { ruin, values } = monteCarloRuns(BuyAndHold, bars, { method: 'synthetic', seed: 1, paths: 40, ruin: { drawdown: 0.1 } })
    expect(ruin.probability).toBe(Array.from(values.maxDrawdown).filter(depth => depth >= 0.1).length / 40)
  })

  it('without noise every run is the backtest itself', () => {
    const { metrics } = monteCarloRuns(MaCrossover, bars, { method: 'noise', seed: 1, paths: 3, noise: 0 })
    expect(metrics.totalReturn.rank).toBe(0.5)
    expect(metrics.totalReturn.quantiles[0]).toBe(metrics.totalReturn.observed)
  })

  it('tells how far it is, and stops', () => {
    const controller = new AbortController()
    const told: number[] = []
    const options: MonteCarloRunsOptions<typeof BuyAndHold> = {
      method: 'noise',
      seed: 1,
      paths: 50,
      signal: controller.signal,
      onProgress({ done }) {
        told.push(done)
        if (done === 5) controller.abort()
      },
    }
    expect(() => monteCarloRuns(BuyAndHold, bars, options)).toThrowError(/abort/i)
    expect(told).toEqual([1, 2, 3, 4, 5])
  })

  it.each([
    [{ method: 'prices' as 'noise' }, 'monte-carlo/method'],
    [{ paths: 0 }, 'monte-carlo/paths'],
    [{ seed: undefined as unknown as number }, 'monte-carlo/seed'],
    [{ percentiles: [2] }, 'monte-carlo/percentiles'],
    [{ costs: { feeBps: -1 } }, 'backtest/settings'],
    [{ leverage: 2 }, 'backtest/settings'],
    [{ params: { fast: 0 } }, 'strategy/params'],
  ])('refuses %j', (options, code) => {
    expect(() => monteCarloRuns(MaCrossover, bars, { method: 'noise', seed: 1, ...options })).toThrowError(
      expect.objectContaining({ code }),
    )
  })

  it('refuses no bars', () => {
    expect(() => monteCarloRuns(BuyAndHold, syntheticBars({ seed: 1, length: 0 }), { method: 'noise', seed: 1 })).toThrowError(
      expect.objectContaining({ code: 'backtest/no-bars' }),
    )
  })
})
