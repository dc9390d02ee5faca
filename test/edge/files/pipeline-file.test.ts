import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readPipeline } from '../../../src/edge/files/pipeline-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const write = (text: string) => {
  const path = join(folder, 'pipeline.toml')
  writeFileSync(path, text)
  return path
}

it('looks for files beside itself, and takes names as names', async () => {
  const path = write(`
    data.file = "prices/btc.csv"
    strategy.module = "rule.ts#mine"
    sweep.preset = "../sweep.toml"
    promotion.policy = "mine.toml"
    report.folder = "out"
  `)
  expect(await readPipeline(path)).toMatchObject({
    data: { file: join(folder, 'prices/btc.csv') },
    strategy: { module: join(folder, 'rule.ts#mine') },
    sweep: { preset: join(folder, '../sweep.toml') },
    promotion: { policy: join(folder, 'mine.toml') },
    report: { folder: join(folder, 'out') },
  })
  const named = write(`data.file = "${resolve('/data/btc.csv')}"\nsweep.preset = "ma_crossover_basic"\npromotion.policy = "aggressive"`)
  expect(await readPipeline(named)).toMatchObject({
    data: { file: resolve('/data/btc.csv') },
    sweep: { preset: 'ma_crossover_basic' },
    promotion: { policy: 'aggressive' },
    report: { format: 'both' },
  })
})

it('refuses what is wrong or missing', async () => {
  await expect(readPipeline(write('[data]\nfiel = "a"'))).rejects.toMatchObject({ code: 'pipeline/unknown' })
  await expect(readPipeline(join(folder, 'none.toml'))).rejects.toMatchObject({ code: 'file/missing' })
})
