import { expect, it } from 'vitest'
import { bestRunsText, stageLine, stageText } from '../../../../src/edge/cli/research/pipeline-stages.ts'
import { syntheticBars } from '../../../../src/market/synthetic.ts'
import { sweep } from '../../../../src/research/sweep.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 300 })

it('says the name, the key number and the time on one line', () => {
  expect(stageLine({ name: 'sweep', text: '4 combinations', durationMs: 1234 })).toBe('sweep             4 combinations  (1.23 s)')
})

it('says what a sweep came to, also one that knows no best', () => {
  const result = sweep(MaCrossover, bars, { grid: { fast: [5, 10] }, top: 1 })
  expect(stageText.sweep(result)).toMatch(/^2 combinations, best sharpe −?\d+\.\d\d$/)
  expect(stageText.sweep({ ...result, best: [] })).toBe('2 combinations, best sharpe –')
})

it('lists the best runs with their settings', () => {
  const result = sweep(MaCrossover, bars, { grid: { fast: [5, 10] }, settings: { 'exits.stopLoss': [null, 0.05] }, top: 3 })
  const lines = bestRunsText(result).split('\n')
  expect(lines).toHaveLength(5)
  expect(lines[2]).toMatch(/^ {2}1 {2}fast=(5|10) exits\.stopLoss=(null|0\.05)/)
})
