import { expect, it } from 'vitest'
import { paramsText, promotionText } from '../../../../src/edge/cli/research/promote-text.ts'
import { syntheticBars } from '../../../../src/market/synthetic.ts'
import { gatherEvidence } from '../../../../src/research/promotion/gather-evidence.ts'
import { promote } from '../../../../src/research/promotion/promote.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'

it('has a line per criterion, a verdict and a line per reason', () => {
  const bars = syntheticBars({ seed: 1, length: 400, timeframe: '1d' })
  const off = { walkForward: false, stress: false, monteCarlo: false, superiority: false } as const
  const promotion = promote(
    gatherEvidence(MaCrossover, bars, { grid: { fast: [5, 10] }, costs: { feeBps: 5 }, seed: 1, trials: 90, ...off }),
  )
  const lines = promotionText(promotion).split('\n')
  for (const { title } of promotion.scorecard) expect(lines.some(line => line.startsWith(title))).toBe(true)
  expect(lines.filter(line => line.startsWith('  - '))).toHaveLength(promotion.refusals.length)
  expect(lines.some(line => line.startsWith('NO-GO by policy moderate: ma_crossover with fast='))).toBe(true)
  expect(lines).toContain('trials          90 counted, 2 of them in this sweep')
  expect(lines.some(line => line.startsWith('recognizable'))).toBe(false)
})

it('prints parameters', () => {
  expect(paramsText({ fast: 5, shorts: false, of: [1, 2] })).toBe('fast=5 shorts=false of=[1,2]')
  expect(paramsText({})).toBe('its defaults')
})
