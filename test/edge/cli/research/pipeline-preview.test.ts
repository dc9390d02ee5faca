import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { planPipeline } from '../../../../src/edge/cli/research/pipeline-plan.ts'
import { previewPipeline, previewText } from '../../../../src/edge/cli/research/pipeline-preview.ts'
import { syntheticCsv } from '../synthetic-csv.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
writeFileSync(join(folder, 'prices.csv'), syntheticCsv())

async function preview(text: string) {
  const path = join(folder, 'pipeline.toml')
  writeFileSync(path, `data.file = "prices.csv"\nstrategy.id = "ma_crossover"\n${text}`)
  return previewPipeline(await planPipeline(path))
}

it('counts what is going to be run', async () => {
  // 600 bars: (600 - 200) / 100 tests; 5 over 2 splits; 2 scenarios at 3 severities.
  const found = await preview(`
    sweep.parameters = { fast = [5, 10, 20], slow = [50, 100] }
    walkforward = { train = 200, test = 100 }
    cross_validation = { groups = 5, test_groups = 2 }
    montecarlo.paths = 300
    stress = { scenarios = ["gap_down", "fee_shock"], severities = [0.1, 0.2, 0.3] }
  `)
  expect(found).toMatchObject({ bars: 600, combinations: 6, windows: 4, splits: 10, paths: 300, stressRuns: 6, policy: 'moderate' })
  const text = previewText(found)
  expect(text).toContain('4 windows, so 24 train runs')
  expect(text).toContain('Nothing was run.')
})

it('says what is left out', async () => {
  const found = await preview('walkforward.enabled = false\nmontecarlo.enabled = false\nstress.enabled = false')
  expect(found).toMatchObject({ combinations: 1, windows: null, splits: null, paths: null, stressRuns: null, report: null })
  expect(previewText(found).match(/left out/g)).toHaveLength(4)
})

it('finds what would stop the run', async () => {
  await expect(preview('walkforward = { train = 900, test = 100 }')).rejects.toMatchObject({ code: 'windows/too-short' })
})
