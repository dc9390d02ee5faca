import { expect, it } from 'vitest'
import { halvingText, reportHalving } from '../../../../src/edge/cli/research/halving.ts'
import { syntheticBars } from '../../../../src/market/synthetic.ts'
import { toMarkdown } from '../../../../src/reports/markdown.ts'
import { runHalving } from '../../../../src/research/halving-run.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 2400 })
const search = { grid: { fast: [5, 10, 15], slow: [30, 50, 70] }, settings: { 'exits.stopLoss': [0.02, 0.05] } }
const { halving: result, backtest } = runHalving(MaCrossover, bars, search)

it('tells how candidates were narrowed down', () => {
  expect(halvingText(result)).toMatch(/2,400 +\d+ .*\n\nwinner .*\ntrials +18 candidates in \d rungs/s)
  expect(halvingText({ ...result, winner: undefined })).toContain('no candidate has a known sharpe')
})

it('reports the rungs, and the winner', () => {
  const text = toMarkdown(reportHalving(result, backtest))
  expect(text).toContain('# Successive halving of Moving-average crossover')
  expect(text).toContain('The winner over the whole history')
  expect(toMarkdown(reportHalving(result, undefined))).not.toContain('The winner')
})
