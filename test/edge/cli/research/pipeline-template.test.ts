import { parse } from 'smol-toml'
import { expect, it } from 'vitest'
import { pipelineTemplate } from '../../../../src/edge/cli/research/pipeline-template.ts'
import { parsePipeline } from '../../../../src/research/pipeline-config.ts'

it('is a pipeline, also with everything that is commented out', () => {
  expect(parsePipeline(pipelineTemplate('C:\\prices "1".csv'), parse).data.file).toBe('C:\\prices "1".csv')
  const all = pipelineTemplate('a.csv')
    .replace(/^# (\w+ = )/gm, '$1')
    // Instead of an id.
    .replace(/^id = .*\n/m, '')
  expect(parsePipeline(all, parse)).toMatchObject({
    data: { calendar: 'stocks' },
    strategy: { module: 'my-rule.ts' },
    sweep: { preset: 'ma_crossover_basic' },
    settings: { exits: { stopLoss: 0.05 } },
    walkForward: { train: '2y' },
    promotion: { overrides: { min_trades: 50 } },
  })
})
