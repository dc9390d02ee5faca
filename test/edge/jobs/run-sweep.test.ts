import { describe, expect, it } from 'vitest'
import { StrategyError } from '../../../src/base/errors.ts'
import type { RunnerChoice } from '../../../src/edge/jobs/choose-runner.ts'
import { runSweep } from '../../../src/edge/jobs/run-sweep.ts'
import { threadRunner } from '../../../src/edge/jobs/thread-runner.ts'
import { sliceBars } from '../../../src/market/bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { withOthers } from '../../../src/market/with-others.ts'
import type { Summary } from '../../../src/metrics/summary.ts'
import { sweep } from '../../../src/research/sweep.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { failingModule as module } from './batches.ts'
import { bitsOf } from './bits.ts'
import { Beside, EveryOther } from './failing-strategies.ts'

const bars = syntheticBars({ seed: 4, length: 800 })
const grid = { fast: Array.from({ length: 20 }, (_, k) => k + 2), slow: Array.from({ length: 10 }, (_, k) => 10 + 5 * k) }
const where = ({ fast, slow }: { fast: number; slow: number }) => fast < slow
const options = { grid, where, costs: { feeBps: 5 }, top: 5 }
const ma = { id: 'ma_crossover' }
const run = runSweep<typeof MaCrossover>

const runners: readonly RunnerChoice[] = [
  'inline',
  'threads',
  threadRunner({ threads: 1 }),
  threadRunner({ threads: 3 }),
  threadRunner({ threads: 2, main: false }),
]

/** Threads of their own load a module anew each. */
const few: readonly RunnerChoice[] = ['inline', threadRunner({ threads: 2 })]

describe('runSweep', () => {
  it('gives the bits of sweep, whoever runs it', async () => {
    const want = sweep(MaCrossover, bars, options)
    for (const runner of [undefined, ...runners]) {
      const result = await run(ma, bars, { ...options, runner })
      expect(result).toEqual(want)
      expect(bitsOf(result.metrics)).toEqual(bitsOf(want.metrics))
    }
  })

  it('ranks by any number of the summary, or a function of it, over swept settings and drawn sets', async () => {
    const drawn = {
      space: { fast: { from: 2, to: 20 }, slow: { from: 25, to: 90 } },
      sample: { runs: 12, seed: 3 },
      settings: { 'exits.stopLoss': [null, 0.02] },
    } as const
    for (const objective of ['calmar', (summary: Summary) => summary.sharpe - summary.turnover] as const) {
      const want = sweep(MaCrossover, bars, { ...drawn, objective, minTrades: 2 })
      for (const runner of few) expect(await run(ma, bars, { ...drawn, objective, minTrades: 2, runner })).toEqual(want)
    }
  })

  it('takes the other symbols along', async () => {
    const with2 = withOthers(bars, [{ ...syntheticBars({ seed: 5, length: 700 }), symbol: 'OTHER' }])
    const rhythms = { grid: { lag: [1, 2, 3] } }
    for (const runner of few)
      expect(await runSweep({ module, name: 'Beside' }, with2, { ...rhythms, runner })).toEqual(sweep(Beside, with2, rhythms))
  })

  it('loads a strategy from a module', async () => {
    const rhythms = { grid: { rhythm: [1, 2, 3] } }
    for (const runner of few)
      expect(await runSweep({ module, name: 'EveryOther' }, bars, { ...rhythms, runner })).toEqual(sweep(EveryOther, bars, rhythms))
  })

  it('tells how far it is', async () => {
    for (const runner of runners) {
      const seen: number[] = []
      const { combinations } = await run(ma, bars, { ...options, runner, onProgress: ({ done }) => seen.push(done) })
      expect(seen.at(-1)).toBe(combinations)
      expect([...seen].sort((a, b) => a - b)).toEqual(seen)
    }
  })

  it('ends when it is told to', async () => {
    for (const runner of runners) {
      const controller = new AbortController()
      const onProgress = () => controller.abort(new Error('enough'))
      await expect(run(ma, bars, { ...options, runner, signal: controller.signal, onProgress })).rejects.toThrow('enough')
      await expect(run(ma, bars, { ...options, runner, signal: controller.signal })).rejects.toThrow('enough')
    }
  })

  it('throws what a combination throws', async () => {
    for (const runner of few) {
      const rhythms = { grid: { rhythm: [1, 2, 3] }, runner }
      await expect(runSweep({ module, name: 'Broken' }, bars, rhythms)).rejects.toMatchObject({
        code: 'strategy/threw',
        message: expect.stringMatching(/the strategy threw TypeError: broken on purpose \(combination \{"rhythm":[123]\}\)/),
      })
      await expect(runSweep({ module, name: 'Wild' }, bars, rhythms)).rejects.toThrow(StrategyError)
    }
  })

  it('lists what failed when it is to go on', async () => {
    const moods = ['well', 'throw', 'well']
    const want = sweep(EveryOther, bars, { grid: { rhythm: [5] } }).metrics
    for (const runner of few) {
      const result = await runSweep({ module, name: 'Sometimes' }, bars, { grid: { mood: moods }, runner, onFailure: 'collect' })
      expect(result.failures).toEqual([
        { index: 1, params: { mood: 'throw' }, code: 'strategy/threw', message: expect.stringContaining('broken on purpose') },
      ])
      expect(Array.from(result.metrics.sharpe)).toEqual([want.sharpe[0], Number.NaN, want.sharpe[0]])
      expect(result.best.map(({ index }) => index)).toEqual([0, 2])
    }
    expect((await runSweep(ma, bars, { grid: { fast: [5] }, onFailure: 'collect' })).failures).toEqual([])
  })

  it('a combination that ends its thread fails alone', async () => {
    const result = await runSweep({ module, name: 'Sometimes' }, bars, {
      grid: { mood: ['well', 'well', 'exit', 'well', 'throw'] },
      runner: 'threads',
      onFailure: 'collect',
    })
    expect(result.failures?.map(({ index, code }) => [index, code])).toEqual([
      [2, 'runner/died'],
      [4, 'strategy/threw'],
    ])
    expect(result.failures?.[0].message).toContain('it ended with code 7')
    expect(Array.from(result.metrics.trades, Number.isNaN)).toEqual([false, false, true, false, true])
    await expect(runSweep({ module, name: 'Fatal' }, bars, { grid: { rhythm: [1] }, runner: 'threads' })).rejects.toMatchObject({
      code: 'runner/died',
      message: expect.stringContaining('the thread that ran item 0 died: it ended with code 7'),
    })
  })

  it('refuses what makes no sense before anything runs', async () => {
    await expect(run({ id: 'ma_crosover' }, bars, options)).rejects.toThrow('did you mean "ma_crossover"?')
    await expect(run(ma, bars, { ...options, runner: 'thread' as 'threads' })).rejects.toThrow('did you mean "threads"?')
    await expect(run(ma, sliceBars(bars, 0, 0), options)).rejects.toThrow('has no bars')
    await expect(run(ma, bars, { ...options, capital: -1 })).rejects.toThrow('capital')
    await expect(run(ma, bars, { grid: {} })).rejects.toThrow('the grid is empty')
  })
})
