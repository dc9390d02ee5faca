import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runMonteCarlo } from '../../../src/edge/jobs/run-monte-carlo.ts'
import { threadRunner } from '../../../src/edge/jobs/thread-runner.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { returnsOf } from '../../../src/metrics/returns.ts'
import { type MonteCarlo, monteCarlo } from '../../../src/research/monte-carlo.ts'
import { bitsOf } from './bits.ts'

const { close } = syntheticBars({ seed: 2, length: 300 })
const returns = returnsOf(close)

const columnsOf = ({ values }: MonteCarlo) => values as unknown as Record<string, Float64Array>

describe('runMonteCarlo', () => {
  it('gives the bits of monteCarlo, whoever runs it', async () => {
    for (const options of [
      { seed: 1, barsPerYear: 8760, paths: 333 },
      { seed: 'a', barsPerYear: 8760, paths: 1, times: 0 },
      { seed: 3, barsPerYear: 365, paths: 128, method: 'skip' as const },
    ]) {
      const want = monteCarlo(returns, options)
      for (const runner of [undefined, 'inline' as const, 'threads' as const, threadRunner({ threads: 2, main: false })]) {
        const result = await runMonteCarlo({ equity: close }, { ...options, runner })
        expect(result).toEqual(want)
        expect(bitsOf(columnsOf(result))).toEqual(bitsOf(columnsOf(want)))
      }
    }
  })

  it('tells its progress in paths, and goes on from a checkpoint', async () => {
    const checkpoint = join(mkdtempSync(join(tmpdir(), 'paths-')), 'paths.ckpt')
    const options = { seed: 1, barsPerYear: 8760, paths: 200, checkpoint }
    const controller = new AbortController()
    const first = runMonteCarlo(returns, {
      ...options,
      runner: 'inline',
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    })
    await expect(first).rejects.toThrow('enough')
    const seen: number[] = []
    expect(await runMonteCarlo(returns, { ...options, onProgress: ({ done, total }) => seen.push(done, total) })).toEqual(
      monteCarlo(returns, { seed: 1, barsPerYear: 8760, paths: 200 }),
    )
    expect(seen.slice(-2)).toEqual([200, 200])
    expect(seen[0]).toBeGreaterThanOrEqual(128)
    await expect(runMonteCarlo(returns, { ...options, seed: 2 })).rejects.toMatchObject({ code: 'checkpoint/other' })
  })

  it('refuses what monteCarlo refuses', async () => {
    await expect(runMonteCarlo(returns, { seed: 1, barsPerYear: 8760, paths: 0 })).rejects.toMatchObject({ code: 'monte-carlo/paths' })
    await expect(runMonteCarlo(new Float64Array(0), { seed: 1, barsPerYear: 8760 })).rejects.toMatchObject({ code: 'research/returns' })
  })
})
