import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { planPipeline } from '../../../../src/edge/cli/research/pipeline-plan.ts'
import { type PipelineStage, runPipeline } from '../../../../src/edge/cli/research/pipeline-run.ts'
import { RunLog } from '../../../../src/edge/cli/research/promote-log.ts'
import { gatherEvidence } from '../../../../src/research/promotion/gather-evidence.ts'
import { promote } from '../../../../src/research/promotion/promote.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'
import { syntheticCsv } from '../synthetic-csv.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  writeFileSync(join(folder, 'prices.csv'), syntheticCsv())
})

async function run(text: string) {
  const path = join(folder, 'pipeline.toml')
  writeFileSync(path, `data.file = "prices.csv"\nstrategy.id = "ma_crossover"\nsettings.costs.fee_bps = 5\n${text}`)
  const plan = await planPipeline(path)
  const told: PipelineStage[] = []
  const watched = new Set<string>()
  const watch = (name: string) => () => void watched.add(name)
  const log = new RunLog({ home: join(folder, 'none'), save: false, ...plan })
  const outcome = runPipeline(plan, { log, onStage: stage => told.push(stage), watch })
  return { plan, outcome, told, watched }
}

it('comes to the same evidence and verdict as gatherEvidence and promote', async () => {
  const { plan, outcome } = await run('seed = 7\nmontecarlo.paths = 200\nsweep.parameters = { fast = [5, 10], slow = [20, 40, 60] }')
  const evidence = gatherEvidence(MaCrossover, plan.bars, {
    grid: { fast: [5, 10], slow: [20, 40, 60] },
    costs: { feeBps: 5 },
    seed: 7,
    monteCarlo: { paths: 200 },
  })
  expect(outcome.evidence).toEqual(evidence)
  expect(outcome.promotion).toEqual(promote(evidence))
})

it('runs the stages in their order and tells of each', async () => {
  const { outcome, told, watched } = await run('cross_validation = {}\nsweep.parameters = { fast = [5, 10] }\nmontecarlo.paths = 100')
  expect(told.map(({ name }) => name)).toEqual([
    'sweep',
    'choice',
    'walk-forward',
    'cross-validation',
    'Monte Carlo',
    'stress',
    'overfitting',
    'promotion',
  ])
  expect(outcome.stages).toEqual(told)
  expect([...watched]).toEqual(['sweep', 'walk-forward', 'cross-validation', 'Monte Carlo', 'stress', 'overfitting'])
  expect(outcome.crossValidation?.paths).toHaveLength(5)
})

it('what is left out is not shown, and the policy refuses it', async () => {
  const off = ['walkforward', 'montecarlo', 'stress', 'overfitting'].map(part => `${part}.enabled = false`).join('\n')
  const { outcome, told } = await run(off)
  expect(told.map(({ name }) => name)).toEqual(['sweep', 'choice', 'overfitting', 'promotion'])
  const missing = outcome.promotion.refusals.filter(({ code }) => code === 'promotion/not-shown')
  expect(missing.length).toBeGreaterThan(4)
})

it('goes on with the swept settings of the choice, and counts all of them', async () => {
  const { outcome } = await run(`
    montecarlo.paths = 100
    [sweep]
    parameters.fast = [5, 10]
    settings.exits.stop_loss = ["none", 0.01, 0.02]
  `)
  const { choice, evidence, sweep, backtest } = outcome
  expect(evidence).toMatchObject({ combinations: 2, trials: 6 })
  expect(evidence.settings).toEqual(choice.settings)
  expect(evidence.inSample?.sharpe).toBe(Math.max(...sweep.metrics.sharpe))
  expect(backtest.summary).toEqual(evidence.inSample)
})
