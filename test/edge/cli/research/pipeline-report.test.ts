import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { planPipeline } from '../../../../src/edge/cli/research/pipeline-plan.ts'
import { reportPipeline } from '../../../../src/edge/cli/research/pipeline-report.ts'
import { runPipeline } from '../../../../src/edge/cli/research/pipeline-run.ts'
import { RunLog } from '../../../../src/edge/cli/research/promote-log.ts'
import { toHtml } from '../../../../src/reports/html.ts'
import { toMarkdown } from '../../../../src/reports/markdown.ts'
import { syntheticCsv } from '../synthetic-csv.ts'

async function report(csv: string, text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  writeFileSync(join(folder, 'prices.csv'), csv)
  writeFileSync(join(folder, 'pipeline.toml'), `data.file = "prices.csv"\nstrategy.id = "ma_crossover"\nmontecarlo.paths = 100\n${text}`)
  const plan = await planPipeline(join(folder, 'pipeline.toml'))
  const log = new RunLog({ home: join(folder, 'none'), save: false, ...plan })
  return reportPipeline(runPipeline(plan, { log, onStage: () => undefined, watch: () => () => undefined }), plan.quality)
}

const titles = ({ blocks }: Awaited<ReturnType<typeof report>>) => blocks.flatMap(block => (block.kind === 'section' ? [block.title] : []))

it('begins with the verdict and ends with what is needed to do it again', async () => {
  const found = await report(syntheticCsv(), 'cross_validation = {}\nsweep.parameters = { fast = [5, 10], slow = [20, 50] }')
  expect(found.title).toBe('No-go: Moving-average crossover on prices')
  expect(titles(found)).toEqual([
    'Scorecard',
    'Stages',
    'Sweep',
    'The choice, in sample',
    'Walk-forward',
    'Cross-validation',
    'Monte Carlo',
    'Stress',
    'Evidence',
  ])
  expect(toHtml(found)).toContain('<svg')
  expect(toMarkdown(found)).toContain('### Do it again')
})

it('says what was wrong with the data and that settings were chosen too, and leaves out what was not run', async () => {
  const lines = syntheticCsv().split('\n')
  const gaps = [...lines.slice(0, 300), ...lines.slice(320)].join('\n')
  const found = await report(
    gaps,
    'walkforward.enabled = false\nstress.enabled = false\nsweep = { parameters.fast = [5], settings.exits.stop_loss = [0.02, 0.05] }',
  )
  expect(titles(found)).toEqual(['Scorecard', 'Stages', 'Data', 'Sweep', 'The choice, in sample', 'Monte Carlo', 'Evidence'])
  expect(toMarkdown(found)).toMatch(/Settings were swept too.*exits\.stopLoss = 0\.0[25]/)
})
