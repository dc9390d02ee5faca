import { expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { resolveSettings } from '../../src/engine/settings.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { SplitScores } from '../../src/research/split-scores.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 400 })
const settings = resolveSettings({ costs: { feeBps: 5 } })
// The whole history, and its ends.
const trains = [
  [[0, 400]],
  [
    [0, 100],
    [300, 400],
  ],
] as const

it.each(['sharpe', 'totalReturn', 'maxDrawdown'] as const)('scores the joined returns of the train bars by %s', objective => {
  const scores = new SplitScores(bars, trains, { settings, objective })
  scores.run(MaCrossover, { fast: 9, slow: 30 })
  // A candidate leaves nothing behind for the next one.
  scores.run(MaCrossover, { fast: 5, slow: 20 })
  const { summary, equity } = backtest(MaCrossover, bars, { params: { fast: 5, slow: 20 }, ...settings })
  const sign = objective === 'maxDrawdown' ? -1 : 1
  // Running sums against a direct calculation; the first bar has a return here, none in a summary.
  if (objective === 'sharpe') expect(scores.score(0)).toBeCloseTo(scores.measure(0).sharpe, 9)
  else expect(scores.score(0)).toBeCloseTo(sign * summary[objective], 9)
  expect(scores.measure(1).totalReturn).toBeCloseTo(((equity[99] / 10_000) * equity[399]) / equity[299] - 1, 12)
  if (objective === 'totalReturn') expect(scores.score(1)).toBe(scores.measure(1).totalReturn)
})
