import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readPromotionPolicy, writePromotionPolicy } from '../../../src/edge/files/promotion-policy-file.ts'
import { promotionPolicies } from '../../../src/research/promotion/promotion-policy.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))

it('writes TOML that it reads back', async () => {
  const file = join(folder, 'promotion.toml')
  await writePromotionPolicy(file, promotionPolicies.moderate)
  expect(readFileSync(file, 'utf8')).toContain(
    'name = "moderate"\nmin_sharpe = 1.5\nmax_drawdown = 0.15\nmin_profit_factor = 1.3\nmin_trades = 50\n',
  )
  expect(await readPromotionPolicy(file)).toEqual(promotionPolicies.moderate)
})

it('says what is wrong', async () => {
  const file = join(folder, 'bad.toml')
  writeFileSync(file, 'name = "mine"\nmin_sharpee = 1\n')
  await expect(readPromotionPolicy(file)).rejects.toMatchObject({ code: 'promotion-policy/unknown' })
  await expect(readPromotionPolicy(join(folder, 'none.toml'))).rejects.toMatchObject({ code: 'file/missing' })
})
