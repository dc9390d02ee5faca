import { expect, it } from 'vitest'
import { fromNumbers, summaryNames } from '../../../src/edge/jobs/summary-numbers.ts'
import { backtest } from '../../../src/engine/backtest.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

it('takes a summary apart and puts it together again', () => {
  const bars = syntheticBars({ seed: 1, length: 300 })
  const { summary } = backtest(MaCrossover, bars)
  const names = summaryNames(bars)
  expect(new Set(names)).toEqual(new Set(Object.keys(summary)))
  expect(
    fromNumbers(
      names,
      Float64Array.from(names, name => summary[name]),
    ),
  ).toEqual(summary)
})
