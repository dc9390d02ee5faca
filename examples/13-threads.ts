// Two thousand combinations on all processors, and again from a checkpoint: the same bits as on one.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MaCrossover, syntheticBars } from 'peak-trade'
import { runMonteCarlo, runSweep } from 'peak-trade/node'

const bars = syntheticBars({ seed: 7, length: 20_000, kind: 'regimes' })
const grid = { fast: Array.from({ length: 40 }, (_, k) => 5 + k), slow: Array.from({ length: 50 }, (_, k) => 50 + 4 * k) }
const checkpoint = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'sweep.ckpt')

const options = { grid, checkpoint, costs: { feeBps: 10 }, objective: 'sharpe' } as const
const result = await runSweep<typeof MaCrossover>({ id: 'ma_crossover' }, bars, {
  ...options,
  runner: 'threads',
  onProgress({ done, total, ratePerSecond, etaMs }) {
    if (done % 500 < 40) console.log(`${done} of ${total}, ${Math.round(ratePerSecond)} per second, ${Math.ceil(etaMs)} ms to go`)
  },
})
console.log('best:', result.best[0].params, 'Sharpe', result.best[0].metrics.sharpe.toFixed(2))

// The file has every row: nothing is computed, whoever asks. A run that was killed would go on from where it was.
const again = await runSweep<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { ...options, runner: 'inline' })
const same = again.metrics.sharpe.every((value, k) => Object.is(value, result.metrics.sharpe[k]))
console.log('from the checkpoint:', same ? 'the same bits' : 'other bits')

// Paths of a Monte Carlo go the same way.
const returns = Float64Array.from({ length: 500 }, (_, k) => (bars.close[k + 1] ?? 0) / bars.close[k] - 1)
const paths = await runMonteCarlo(returns, { seed: 1, barsPerYear: 8760, paths: 2000, runner: 'threads' })
console.log('median drawdown of 2,000 paths:', paths.metrics.maxDrawdown.quantiles[2].toFixed(3))
