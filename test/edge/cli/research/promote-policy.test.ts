import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { changePolicy, findPolicy } from '../../../../src/edge/cli/research/promote-policy.ts'
import { writePromotionPolicy } from '../../../../src/edge/files/promotion-policy-file.ts'
import { portfolioPolicies } from '../../../../src/research/promotion/portfolio-policies.ts'
import { promotionPolicies } from '../../../../src/research/promotion/promotion-policy.ts'

it('finds policies by name and by file', async () => {
  expect(await findPolicy('aggressive')).toBe(promotionPolicies.aggressive)
  const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'mine.toml')
  await writePromotionPolicy(path, { ...promotionPolicies.moderate, name: 'mine', minTrades: 7 })
  expect(await findPolicy(path)).toMatchObject({ name: 'mine', minTrades: 7 })
  const config = join(path, '..')
  expect(await findPolicy('mine', { config })).toMatchObject({ minTrades: 7 })
  expect(await findPolicy('portfolio_moderate', { config })).toBe(portfolioPolicies.portfolio_moderate)
  await expect(findPolicy('moderat')).rejects.toMatchObject({ code: 'promotion/policy', message: expect.stringContaining('"moderate"') })
  await expect(findPolicy('none.toml')).rejects.toMatchObject({ code: 'file/missing' })
})

it('changes thresholds, and says so in the name', () => {
  const { moderate } = promotionPolicies
  expect(changePolicy(moderate, {})).toBe(moderate)
  expect(changePolicy(moderate, { min_trades: 5, advisory: [] })).toEqual({
    ...moderate,
    name: 'moderate-changed',
    minTrades: 5,
    advisory: [],
  })
  expect(changePolicy(moderate, { name: 'mine' }).name).toBe('mine')
  expect(() => changePolicy(moderate, { max_drawdown: 2 })).toThrow('max_drawdown must not exceed 1')
})
