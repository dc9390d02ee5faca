import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readRiskLimits, writeRiskLimits } from '../../../src/edge/files/risk-limits-file.ts'
import { RiskLimits } from '../../../src/risk/risk-limits.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))

it('writes TOML that it reads back', async () => {
  const file = join(folder, 'limits.toml')
  await writeRiskLimits(file, RiskLimits.moderate)
  expect(readFileSync(file, 'utf8')).toContain('max_open_positions = 5\n')
  expect(await readRiskLimits(file)).toEqual(RiskLimits.moderate)
})

it('reads JSON, and says what is wrong', async () => {
  const file = join(folder, 'limits.json')
  writeFileSync(file, '{ "max_leverage": 2 }')
  expect(await readRiskLimits(file)).toEqual({ maxLeverage: 2 })
  writeFileSync(file, '{ "max_levrage": 2 }')
  await expect(readRiskLimits(file)).rejects.toMatchObject({ code: 'risk-limits/unknown' })
  await expect(readRiskLimits(join(folder, 'none.toml'))).rejects.toMatchObject({ code: 'file/missing' })
})
