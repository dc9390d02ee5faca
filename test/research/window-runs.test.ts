import { expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { WindowRuns } from '../../src/research/window-runs.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

it('shows the targets of every window as the whole history decides them', () => {
  const bars = syntheticBars({ seed: 1, length: 400 })
  const params = { fast: 5, slow: 20 }
  const { targets } = backtest(MaCrossover, bars, { params })
  const windows = [
    [0, 150],
    [100, 300],
  ] as const
  const seen: unknown[] = []
  const runs = new WindowRuns(bars, windows, {})
  runs.run(MaCrossover, params, (run, own, k) => seen.push([k, Array.from(own), run.summary(own).bars]))
  expect(seen).toEqual(windows.map(([from, to], k) => [k, Array.from(targets.subarray(from, to)), to - from]))
})
