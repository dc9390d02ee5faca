import { expect, it } from 'vitest'
import { twoBacktests } from '../recorded.ts'

it('counts what was tried on these prices', async () => {
  const { research, file } = await twoBacktests()
  const trials = (strategy: string, ...argv: string[]) => research('runs', 'trials', '--data', file, '--strategy', strategy, ...argv)
  expect((await trials('ma_crossover')).out).toBe('2 parameter sets of ma_crossover tried on prices 1h (600 bars) so far\n')
  expect(JSON.parse((await trials('breakout', '--json')).out).trials).toBe(0)
  expect((await trials('ma_crossover', '--symbol', 'OTHER')).code).toBe(0)
  expect((await trials('ma_crossovr')).error).toMatch(/did you mean "ma_crossover"/)
})
