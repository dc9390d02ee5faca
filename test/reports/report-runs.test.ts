import { expect, it } from 'vitest'
import { toMarkdown } from '../../src/reports/markdown.ts'
import { reportRuns } from '../../src/reports/report-runs.ts'
import { makeRecord } from '../contracts/run-store.ts'

it('lists runs with units, and says where prices come from', () => {
  const text = toMarkdown(
    reportRuns(
      [
        makeRecord({ id: 'a', metrics: { sharpe: 1.25, totalReturn: 0.5, maxDrawdown: 0.1 }, tags: ['x', 'y'], trials: 1234 }),
        makeRecord({ id: 'b', location: { kind: 'synthetic', options: { seed: 1, length: 2 } }, metrics: {} }),
      ],
      { title: 'Best' },
    ),
  )
  expect(text).toContain('# Best')
  expect(text).toMatch(/\| a .*unknown.*1,234.*1\.25.*50\.00%.*10\.00%.*x y/)
  expect(text).toMatch(/\| b .*made up.*–/)
})

it('says when there are none', () => {
  expect(toMarkdown(reportRuns([]))).toContain('No runs.')
})
