import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readSweepPreset } from '../../../src/edge/files/sweep-preset-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const write = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

it('is called like its file unless it has a name', async () => {
  const text = '[sweep]\nstrategy = "ma_crossover"\n[sweep.parameters]\nfast = [5, 10]\n'
  expect(await readSweepPreset(write('mine.toml', text))).toMatchObject({ id: 'mine', grid: { fast: [5, 10] } })
  expect(await readSweepPreset(write('other.toml', text.replace('strategy', 'id = "named"\nstrategy')))).toMatchObject({ id: 'named' })
})

it('says what is wrong', async () => {
  await expect(readSweepPreset(write('bad.toml', '[sweep'))).rejects.toMatchObject({ code: 'sweep-file/syntax' })
  await expect(readSweepPreset(join(folder, 'none.toml'))).rejects.toMatchObject({ code: 'file/missing' })
})
