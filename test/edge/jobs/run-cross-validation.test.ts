import { describe, expect, it } from 'vitest'
import type { RunnerChoice } from '../../../src/edge/jobs/choose-runner.ts'
import { runCrossValidation } from '../../../src/edge/jobs/run-cross-validation.ts'
import { threadRunner } from '../../../src/edge/jobs/thread-runner.ts'
import { sliceBars } from '../../../src/market/bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import type { EquityMetrics } from '../../../src/metrics/equity-metrics.ts'
import { type CrossValidation, crossValidate } from '../../../src/research/cross-validate.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { failingModule as module } from './batches.ts'
import { bitsOf } from './bits.ts'

const bars = syntheticBars({ seed: 4, length: 900, kind: 'regimes' })
const where = ({ fast, slow }: { fast: number; slow: number }) => fast < slow
const options = { grid: { fast: [2, 5, 9, 20], slow: [10, 20, 40] }, where, groups: 5, purge: 10, costs: { feeBps: 5 } }
const ma = { id: 'ma_crossover' }
const run = runCrossValidation<typeof MaCrossover>
const runners: readonly (RunnerChoice | undefined)[] = [undefined, 'inline', 'threads', threadRunner({ threads: 1, main: false })]

const bits = ({ paths, splits }: CrossValidation) =>
  bitsOf({
    ...Object.fromEntries(paths.map(({ equity }, k) => [`path ${k}`, equity as Float64Array])),
    scores: Float64Array.from(splits, ({ score }) => score),
    inSample: Float64Array.from(splits, ({ inSample }) => inSample.sharpe),
  })

describe('runCrossValidation', () => {
  it('gives the bits of crossValidate, whoever runs it', async () => {
    const want = crossValidate(MaCrossover, bars, options)
    for (const runner of runners) {
      const result = await run(ma, bars, { ...options, runner })
      expect(result).toEqual(want)
      expect(bits(result)).toEqual(bits(want))
    }
  })

  it('chooses by any number or function', async () => {
    for (const objective of ['ulcerIndex', ({ cagr, maxDrawdown }: EquityMetrics) => cagr - 2 * maxDrawdown, () => Number.NaN] as const) {
      const want = crossValidate(MaCrossover, bars, { ...options, objective })
      const runner = objective === 'ulcerIndex' ? 'threads' : 'inline'
      expect(await run(ma, bars, { ...options, objective, runner })).toEqual(want)
    }
  })

  it('tells how far it is, and ends when it is told to', async () => {
    const controller = new AbortController()
    const seen: number[] = []
    const { candidates } = await run(ma, bars, { ...options, runner: 'threads', onProgress: ({ done }) => seen.push(done) })
    expect(seen.at(-1)).toBe(candidates)
    const onProgress = () => controller.abort(new Error('enough'))
    await expect(run(ma, bars, { ...options, runner: 'threads', signal: controller.signal, onProgress })).rejects.toThrow('enough')
  })

  it('goes on without candidates that fail, and says why', async () => {
    const asked = { grid: { mood: ['throw', 'well', 'exit'] }, runner: 'threads', onFailure: 'collect' } as const
    for (const objective of ['sharpe', ({ sharpe }: EquityMetrics) => sharpe] as const) {
      const { failures, splits } = await runCrossValidation({ module, name: 'Sometimes' }, bars, { ...asked, objective })
      expect(failures?.map(({ candidate, code }) => [candidate, code])).toEqual([
        [0, 'strategy/threw'],
        [2, 'runner/died'],
      ])
      expect(splits.every(({ candidate }) => candidate === 1)).toBe(true)
    }
    const thrown = runCrossValidation({ module, name: 'Broken' }, bars, { grid: { rhythm: [1, 2] }, runner: 'inline' })
    await expect(thrown).rejects.toMatchObject({ code: 'strategy/threw' })
  })

  it('refuses what crossValidate refuses, before anything runs', async () => {
    await expect(run(ma, bars, { ...options, groups: 1 })).rejects.toMatchObject({ code: 'cross-validation/groups' })
    await expect(run(ma, sliceBars(bars, 0, 0), options)).rejects.toMatchObject({ code: 'backtest/no-bars' })
  })
})
