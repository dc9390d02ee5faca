import { expect, it } from 'vitest'
import { halvingText, playWinner, reportHalving } from '../../../../src/edge/cli/research/halving.ts'
import { syntheticBars } from '../../../../src/market/synthetic.ts'
import { toMarkdown } from '../../../../src/reports/markdown.ts'
import { successiveHalving } from '../../../../src/research/successive-halving.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 2400 })
const search = { grid: { fast: [5, 10, 15], slow: [30, 50, 70] }, settings: { 'exits.stopLoss': [0.02, 0.05] } }
const result = successiveHalving(MaCrossover, bars, search)

it('plays the winner with its settings, and comes to what it was chosen by', () => {
  const played = playWinner(MaCrossover, bars, { winner: result.winner, input: {} })
  expect(played?.result.summary.sharpe).toBe(result.winner?.score)
  expect(played?.result.settings.exits.stopLoss).toBe(result.winner?.settings?.['exits.stopLoss'])
  expect(playWinner(MaCrossover, bars, { winner: undefined, input: {} })).toBeUndefined()
})

it('tells how candidates were narrowed down', () => {
  expect(halvingText(result)).toMatch(/2,400 +\d+ .*\n\nwinner .*\ntrials +18 candidates in \d rungs/s)
  expect(halvingText({ ...result, winner: undefined })).toContain('no candidate has a known sharpe')
})

it('reports the rungs, and the winner', () => {
  const played = playWinner(MaCrossover, bars, { winner: result.winner, input: {} })
  const text = toMarkdown(reportHalving(result, played?.result))
  expect(text).toContain('# Successive halving of Moving-average crossover')
  expect(text).toContain('The winner over the whole history')
  expect(toMarkdown(reportHalving(result, undefined))).not.toContain('The winner')
})
