import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunnerChoice } from '../../../src/edge/jobs/choose-runner.ts'
import { runWalkForward } from '../../../src/edge/jobs/run-walk-forward.ts'
import { threadRunner } from '../../../src/edge/jobs/thread-runner.ts'
import { sliceBars } from '../../../src/market/bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { withOthers } from '../../../src/market/with-others.ts'
import type { Summary } from '../../../src/metrics/summary.ts'
import { walkForward } from '../../../src/research/walk-forward.ts'
import type { WalkForwardResult } from '../../../src/research/walk-forward-result.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { failingModule as module } from './batches.ts'
import { bitsOf } from './bits.ts'
import { Beside, EveryOther } from './failing-strategies.ts'

const bars = syntheticBars({ seed: 4, length: 900, kind: 'regimes' })
const where = ({ fast, slow }: { fast: number; slow: number }) => fast < slow
const options = { grid: { fast: [2, 5, 9, 20], slow: [10, 20, 40] }, where, train: 300, test: 120, costs: { feeBps: 5 } }
const ma = { id: 'ma_crossover' }
const run = runWalkForward<typeof MaCrossover>
const runners: readonly RunnerChoice[] = ['inline', 'threads', threadRunner({ threads: 1, main: false })]

/** Everything that is a number, as bytes. */
const bits = ({ stitched, windows }: WalkForwardResult) =>
  bitsOf({
    equity: stitched.equity as Float64Array,
    scores: Float64Array.from(windows, ({ score }) => score),
    sharpes: Float64Array.from(windows, ({ outOfSample }) => outOfSample.sharpe),
  })

describe('runWalkForward', () => {
  it('gives the bits of walkForward, whoever runs it', async () => {
    const want = walkForward(MaCrossover, bars, options)
    for (const runner of [undefined, ...runners]) {
      const result = await run(ma, bars, { ...options, runner })
      expect(result).toEqual(want)
      expect(bits(result)).toEqual(bits(want))
    }
  })

  it('chooses by any number or function, with too few trades and by nobody', async () => {
    for (const objective of ['calmar', 'maxDrawdown', (summary: Summary) => summary.sharpe - summary.turnover] as const)
      for (const minTrades of [undefined, 6, 5000]) {
        const asked = { ...options, anchored: true, purge: 10, objective, minTrades }
        const want = walkForward(MaCrossover, bars, asked)
        // What a thread sends is the same rows; starting one is slow.
        const runners = minTrades === 6 ? (['inline', 'threads'] as const) : (['inline'] as const)
        for (const runner of runners) expect(await run(ma, bars, { ...asked, runner })).toEqual(want)
      }
  })

  it('takes modules and other symbols along', async () => {
    const both = withOthers(bars, [{ ...syntheticBars({ seed: 5, length: 700 }), symbol: 'OTHER' }])
    const windows = { train: 300, test: 150 }
    const beside = { candidates: [{ lag: 1 }, { lag: 3 }], ...windows }
    for (const runner of ['inline', 'threads'] as const)
      expect(await runWalkForward({ module, name: 'Beside' }, both, { ...beside, runner })).toEqual(walkForward(Beside, both, beside))
  })

  it('tells how far it is, ends when it is told to, and goes on from a checkpoint', async () => {
    const checkpoint = join(mkdtempSync(join(tmpdir(), 'forward-')), 'forward.ckpt')
    const controller = new AbortController()
    const onProgress = () => controller.abort(new Error('enough'))
    const asked = { ...options, runner: 'inline', checkpoint } as const
    await expect(run(ma, bars, { ...asked, signal: controller.signal, onProgress })).rejects.toThrow('enough')
    await expect(run(ma, bars, { ...options, signal: controller.signal })).rejects.toThrow('enough')
    const seen: number[] = []
    const result = await run(ma, bars, { ...asked, onProgress: ({ done, total }) => seen.push(done, total) })
    expect(result).toEqual(walkForward(MaCrossover, bars, options))
    expect(seen.slice(-2)).toEqual([result.candidates, result.candidates])
    await expect(run(ma, bars, { ...asked, train: 310 })).rejects.toMatchObject({ code: 'checkpoint/other' })
  })

  it('throws what a candidate throws, or goes on without it and says why', async () => {
    const asked = { grid: { mood: ['well', 'throw', 'well'] }, train: 300, test: 150 }
    const well = walkForward(EveryOther, bars, { grid: { rhythm: [5] }, train: 300, test: 150 })
    for (const runner of ['inline', 'threads'] as const) {
      await expect(runWalkForward({ module, name: 'Sometimes' }, bars, { ...asked, runner })).rejects.toMatchObject({
        code: 'strategy/threw',
        message: expect.stringContaining('broken on purpose (combination {"mood":"throw"})'),
      })
      for (const objective of ['sharpe', ({ sharpe }: Summary) => sharpe] as const) {
        const asking = { ...asked, objective, runner, onFailure: 'collect' } as const
        const { failures, windows, summary } = await runWalkForward({ module, name: 'Sometimes' }, bars, asking)
        expect(failures).toEqual([
          { candidate: 1, params: { mood: 'throw' }, code: 'strategy/threw', message: expect.stringContaining('broken on purpose') },
        ])
        expect(windows.map(({ candidate }) => candidate)).toEqual([0, 0, 0, 0])
        expect(summary).toEqual(well.summary)
      }
    }
    expect((await run(ma, bars, { ...options, onFailure: 'collect' })).failures).toEqual([])
  })

  it('a candidate that ends its thread fails alone', async () => {
    const asked = { grid: { mood: ['well', 'exit', 'throw'] }, train: 300, test: 150, runner: 'threads', onFailure: 'collect' } as const
    const { failures, windows } = await runWalkForward({ module, name: 'Sometimes' }, bars, asked)
    expect(failures?.map(({ candidate, code }) => [candidate, code])).toEqual([
      [1, 'runner/died'],
      [2, 'strategy/threw'],
    ])
    expect(windows.every(({ candidate }) => candidate === 0)).toBe(true)
  })

  it('refuses what walkForward refuses, before anything runs', async () => {
    await expect(run({ id: 'ma_crosover' }, bars, options)).rejects.toThrow('did you mean "ma_crossover"?')
    await expect(run(ma, bars, { ...options, step: 50 })).rejects.toMatchObject({ code: 'walk-forward/step' })
    await expect(run(ma, bars, { ...options, objective: 'sharp' as 'sharpe' })).rejects.toMatchObject({ code: 'research/objective' })
    await expect(run(ma, sliceBars(bars, 0, 0), options)).rejects.toMatchObject({ code: 'backtest/no-bars' })
  })
})
