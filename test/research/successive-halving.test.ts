import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { successiveHalving } from '../../src/research/successive-halving.ts'
import { sweep } from '../../src/research/sweep.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 5, length: 2700, kind: 'regimes' })
const grid = { fast: [3, 5, 8, 12, 16, 20, 25, 30, 35], slow: [50, 70, 90] }
const costs = { feeBps: 5 }

describe('successiveHalving', () => {
  it('keeps a third per rung and ends on the whole history', () => {
    const result = successiveHalving(MaCrossover, bars, { grid, costs })
    expect(result.rungs.map(({ bars, candidates, survivors }) => [bars, candidates.length, survivors.length])).toEqual([
      [300, 27, 9],
      [900, 9, 3],
      [2700, 3, 1],
    ])
    expect(result.trials).toBe(27)
    for (const [k, rung] of result.rungs.entries()) {
      if (k > 0) expect([...rung.candidates]).toEqual([...result.rungs[k - 1].survivors].sort((a, b) => a - b))
      // Nobody who was dropped was better than somebody who was kept.
      const kept = new Set(rung.survivors)
      const scoreOf = (index: number) => rung.scores[rung.candidates.indexOf(index)]
      const worst = Math.min(...rung.survivors.map(scoreOf))
      for (const index of rung.candidates) if (!kept.has(index)) expect(scoreOf(index)).toBeLessThanOrEqual(worst)
    }
    // 89 bars of warm-up stand before the short stretches.
    expect(result.barRuns).toBe(
      27 * (300 + 89) + result.rungs[1].candidates.length * (900 + warmupOf(result.rungs[1].candidates)) + 3 * 2700,
    )
    expect(result.saved).toBeCloseTo(1 - result.barRuns / (27 * 2700), 12)
    expect(structuredClone(result)).toEqual(result)

    function warmupOf(candidates: readonly number[]) {
      return Math.max(...candidates.map(index => (result.params.slow[index] as number) - 1))
    }
  })

  it('the winner has the numbers of its backtest, and no other in the last rung beats it', () => {
    const { winner, rungs, params } = successiveHalving(MaCrossover, bars, { grid, costs, objective: 'calmar' })
    if (winner === undefined) throw new Error('there is no winner')
    const { summary } = backtest(MaCrossover, bars, { params: winner.params, costs })
    expect(summary).toMatchObject(winner.metrics)
    expect(winner.score).toBe(summary.calmar)
    expect(winner.score).toBe(Math.max(...(rungs.at(-1)?.scores ?? [])))
    expect(winner.params).toEqual({ fast: params.fast[winner.index], slow: params.slow[winner.index] })
  })

  it('a score on a stretch is that of the last bars, decided with the bars before them', () => {
    const { rungs, params } = successiveHalving(MaCrossover, bars, { grid, costs, rungs: 2, eta: 9 })
    expect(rungs.map(rung => rung.bars)).toEqual([300, 2700])
    const from = 2700 - 300
    const [fast, slow] = [params.fast[4] as number, params.slow[4] as number]
    // By hand: targets over everything, and the equity of those that fall into the stretch.
    const targets = new MaCrossover({ fast, slow }).follow(bars).slice(from)
    const { close, open } = sliceBars(bars, from)
    let [cash, units, held] = [10_000, 0, 0]
    let before = 10_000
    const returns: number[] = []
    for (let i = 0; i < 300; i++) {
      const wanted = i === 0 ? 0 : targets[i - 1]
      if (wanted !== held) {
        if (units > 0) cash += units * open[i] * (1 - 0.0005)
        units = 0
        if (wanted === 1) {
          // Equity is what is traded; its fee comes out of it.
          units = cash / (open[i] * 1.0005)
          cash = 0
        }
        held = wanted
      }
      const equity = cash + units * close[i]
      returns.push(equity / before - 1)
      before = equity
    }
    const mean = returns.reduce((sum, one) => sum + one, 0) / 300
    const deviation = Math.sqrt(returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 299)
    expect(rungs[0].scores[4] / (mean / deviation)).toBeCloseTo(Math.sqrt(24 * 365.25), 0)
  })

  it('with one rung it is a sweep', () => {
    const { rungs, winner, saved } = successiveHalving(MaCrossover, bars, { grid, costs, rungs: 1, objective: 'maxDrawdown' })
    const full = sweep(MaCrossover, bars, { grid, costs, objective: 'maxDrawdown' })
    expect(rungs).toHaveLength(1)
    expect(rungs[0].scores).toEqual(full.metrics.maxDrawdown)
    expect(winner?.index).toBe(full.best[0].index)
    expect(saved).toBe(0)
  })

  it('sweeps settings and samples, and wants trades in proportion to the stretch', () => {
    const options = {
      space: { fast: { from: 3, to: 30 }, slow: { from: 40, to: 90 } },
      sample: { runs: 20, seed: 2 },
      settings: { 'exits.stopLoss': [null, 0.02] },
    } as const
    const result = successiveHalving(MaCrossover, bars, { ...options, costs, minTrades: 18 })
    expect(result.trials).toBe(40)
    expect(result.winner?.settings).toEqual({ 'exits.stopLoss': result.variants['exits.stopLoss'][result.winner?.index ?? -1] })
    expect(result.winner?.metrics.trades).toBeGreaterThanOrEqual(18)
    const none = successiveHalving(MaCrossover, bars, { ...options, costs, minTrades: 5000 })
    expect(none.winner).toBeUndefined()
    expect(none.rungs.at(-1)?.survivors).toEqual([])
  })

  it('one candidate, one bar', () => {
    const single = successiveHalving(MaCrossover, sliceBars(bars, 0, 1), { candidates: [{}] })
    expect(single).toMatchObject({ trials: 1, saved: 0, winner: undefined, rungs: [{ bars: 1, candidates: [0] }] })
  })

  it('tells how far it is, and ends when it is told to', () => {
    const seen: number[] = []
    successiveHalving(MaCrossover, bars, { grid, onProgress: ({ done, total }) => seen.push(done / total) })
    expect(seen.at(-1)).toBe(1)
    expect(() => successiveHalving(MaCrossover, bars, { grid, signal: AbortSignal.abort(new Error('enough')) })).toThrow('enough')
  })

  it.each([
    [{ eta: 1 }, 'halving/eta'],
    [{ minBars: 0 }, 'halving/min-bars'],
    [{ minBars: 5000 }, 'halving/min-bars'],
    [{ rungs: 0 }, 'halving/rungs'],
    [{ objective: 'luck' }, 'sweep/objective'],
  ])('refuses %o', (options, code) => {
    expect(() => successiveHalving(MaCrossover, bars, { grid, ...(options as object) })).toThrow(expect.objectContaining({ code }))
  })
})
