import { runSweep } from '../../../src/edge/jobs/run-sweep.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import type { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

// Run as a program it sweeps into the checkpoint that is named.

export const bars = syntheticBars({ seed: 8, length: 4000 })
export const grid = { fast: Array.from({ length: 40 }, (_, k) => 2 + k), slow: Array.from({ length: 60 }, (_, k) => 50 + 3 * k) }

if (import.meta.main)
  await runSweep<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { grid, checkpoint: process.argv[2], runner: 'threads' })
