import { expect, it } from 'vitest'
import { metricsText } from '../../../src/edge/cli/metrics-text.ts'
import { backtest } from '../../../src/engine/backtest.ts'
import { formatValue } from '../../../src/reports/format.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { d1 } from '../../golden/d1.ts'

it('prints every group with aligned values', () => {
  const result = backtest(MaCrossover, d1())
  const text = metricsText(result)
  for (const title of ['Return', 'Risk', 'Ratios', 'Trades', 'Costs and activity', 'Buy and hold']) expect(text).toContain(title)
  expect(text).toMatch(new RegExp(`Sharpe +${formatValue(result.summary.sharpe, 'ratio')}`))
  expect(text.split('\n').every(line => line === line.trimEnd())).toBe(true)
})
