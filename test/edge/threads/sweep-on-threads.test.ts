import { describe, expect, it } from 'vitest'
import { StrategyError } from '../../../src/base/errors.ts'
import { sweepOnThreads } from '../../../src/edge/threads/sweep-on-threads.ts'
import { sliceBars } from '../../../src/market/bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import type { Summary } from '../../../src/metrics/summary.ts'
import { sweep } from '../../../src/research/sweep.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { EveryOther } from './failing-strategies.ts'

const bars = syntheticBars({ seed: 4, length: 800 })
const module = new URL('./failing-strategies.ts', import.meta.url).href
const grid = { fast: Array.from({ length: 20 }, (_, k) => k + 2), slow: Array.from({ length: 10 }, (_, k) => 10 + 5 * k) }
const where = ({ fast, slow }: { fast: number; slow: number }) => fast < slow
const options = { grid, where, costs: { feeBps: 5 }, top: 5 }

describe('sweepOnThreads', () => {
  it('gives the bits of one thread, however many there are', async () => {
    const want = sweep(MaCrossover, bars, { grid, where, costs: { feeBps: 5 }, top: 5 })
    for (const threads of [1, 2, 3])
      expect(await sweepOnThreads<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { ...options, threads })).toEqual(want)
  })

  it('sweeps settings, samples and any objective like one thread', async () => {
    const search = {
      space: { fast: { from: 2, to: 20 }, slow: { from: 30, to: 90, scale: 'log' } },
      sample: { runs: 70, seed: 3 },
      settings: { 'exits.stopLoss': [null, 0.03], 'costs.feeBps': [0, 20] },
      minTrades: 3,
    } as const
    for (const objective of ['calmar', 'ulcerIndex', ({ sharpe, turnover }: Summary) => sharpe - turnover / 1000] as const) {
      const want = sweep(MaCrossover, bars, { ...search, objective })
      expect(want.combinations).toBe(280)
      expect(await sweepOnThreads<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { ...search, objective, threads: 2 })).toEqual(want)
    }
  })

  it('loads a strategy from a module', async () => {
    const rhythms = { grid: { rhythm: [1, 2, 3] } }
    const result = await sweepOnThreads({ module, name: 'EveryOther' }, bars, { ...rhythms, threads: 2 })
    expect(result).toEqual(sweep(EveryOther, bars, rhythms))
  })

  it('tells how far it is', async () => {
    const seen: number[] = []
    const onProgress = ({ done }: { done: number }) => seen.push(done)
    const { combinations } = await sweepOnThreads<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { ...options, threads: 2, onProgress })
    expect(seen.at(-1)).toBe(combinations)
    expect([...seen].sort((a, b) => a - b)).toEqual(seen)
  })

  it('ends when it is told to', async () => {
    const controller = new AbortController()
    const onProgress = () => controller.abort(new Error('enough'))
    await expect(
      sweepOnThreads<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { ...options, threads: 2, signal: controller.signal, onProgress }),
    ).rejects.toThrow('enough')
    await expect(
      sweepOnThreads<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { ...options, signal: controller.signal }),
    ).rejects.toThrow('enough')
  })

  it('says so when a thread dies or fails', async () => {
    const rhythms = { grid: { rhythm: [1, 2, 3] }, threads: 1 }
    await expect(sweepOnThreads({ module, name: 'Fatal' }, bars, rhythms)).rejects.toMatchObject({
      code: 'threads/died',
      message: 'a thread of the sweep died: it ended with code 7; try fewer threads',
      retryable: true,
    })
    await expect(sweepOnThreads({ module, name: 'Broken' }, bars, rhythms)).rejects.toMatchObject({
      code: 'threads/failed',
      message: 'broken on purpose',
    })
    await expect(sweepOnThreads({ module, name: 'Wild' }, bars, rhythms)).rejects.toThrow(StrategyError)
  })

  it('refuses what makes no sense before any thread starts', async () => {
    await expect(sweepOnThreads<typeof MaCrossover>({ id: 'ma_crosover' }, bars, options)).rejects.toThrow('did you mean "ma_crossover"?')
    await expect(sweepOnThreads<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { ...options, threads: 0 })).rejects.toMatchObject({
      code: 'sweep/threads',
    })
    await expect(sweepOnThreads<typeof MaCrossover>({ id: 'ma_crossover' }, sliceBars(bars, 0, 0), options)).rejects.toThrow('has no bars')
    await expect(sweepOnThreads<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { ...options, capital: -1 })).rejects.toThrow('capital')
    await expect(sweepOnThreads<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { grid: {} })).rejects.toThrow('the grid is empty')
  })
})
