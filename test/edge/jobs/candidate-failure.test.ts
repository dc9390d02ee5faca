import { expect, it } from 'vitest'
import { failedCandidates } from '../../../src/edge/jobs/candidate-failure.ts'

it('names a candidate once, with what it failed of first', () => {
  const sets = [{ n: 1 }, { n: 2 }, { n: 3 }]
  const error = (message: string) => ({ name: 'StrategyError', code: 'strategy/threw', message, details: {} })
  const failures = [
    { item: 2, error: error('third') },
    { item: 4, error: error('second, on the next windows') },
    { item: 5, error: error('third again') },
  ]
  expect(failedCandidates(failures, sets)).toEqual([
    { candidate: 1, params: { n: 2 }, code: 'strategy/threw', message: 'second, on the next windows' },
    { candidate: 2, params: { n: 3 }, code: 'strategy/threw', message: 'third' },
  ])
})
