import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readTiering, writeTiering } from '../../../src/edge/files/tiering-file.ts'
import { shippedTiering } from '../../../src/strategies/tiering.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))

it('writes TOML that it reads back', async () => {
  const file = join(folder, 'tiering.toml')
  await writeTiering(file, shippedTiering)
  expect(readFileSync(file, 'utf8')).toContain('[strategy.armstrong_cycle]\ntier = "r_and_d"')
  expect(await readTiering(file)).toEqual(shippedTiering)
})

it('says what is wrong', async () => {
  const file = join(folder, 'bad.toml')
  writeFileSync(file, '[strategy.a]\ntier = "core"\nallow_live = true\n')
  await expect(readTiering(file)).rejects.toMatchObject({ code: 'tiering/allow-live' })
  await expect(readTiering(join(folder, 'none.toml'))).rejects.toMatchObject({ code: 'file/missing' })
})
