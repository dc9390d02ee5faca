import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readPromotion, writePromotion } from '../../../src/edge/files/promotion-file.ts'
import { type Promoted, promote } from '../../../src/research/promotion/promote.ts'
import { goodEvidence, summaryOf } from '../../research/promotion/evidence-fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const file = join(folder, 'promotion.json')

it('writes a go and reads it back', async () => {
  const promotion = promote(goodEvidence)
  if (!promotion.go) throw new Error('the fixture is no go')
  const record = await writePromotion(file, promotion)
  expect(await readPromotion(file)).toEqual(record)
})

it('sees a change in the file', async () => {
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('"BTC/EUR"', '"ETH/EUR"'))
  await expect(readPromotion(file)).rejects.toMatchObject({ code: 'promotion/tampered' })
  writeFileSync(file, text.slice(0, 500))
  await expect(readPromotion(file)).rejects.toMatchObject({ code: 'promotion/syntax' })
})

it('leaves nothing behind for a no-go', async () => {
  const before = readdirSync(folder)
  const refused = promote({ ...goodEvidence, inSample: summaryOf({ sharpe: 1 }) })
  await expect(writePromotion(join(folder, 'no.json'), refused as unknown as Promoted)).rejects.toMatchObject({ code: 'promotion/no-go' })
  expect(readdirSync(folder)).toEqual(before)
  await expect(readPromotion(join(folder, 'no.json'))).rejects.toMatchObject({ code: 'file/missing' })
})
