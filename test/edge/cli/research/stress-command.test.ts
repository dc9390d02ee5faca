import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { syntheticCsv } from '../synthetic-csv.ts'

let folder: string
let file: string
const research = (command: string, ...more: string[]) => run('research', command, '--data', file, '--strategy', 'ma_crossover', ...more)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  file = join(folder, 'prices.csv')
  writeFileSync(file, syntheticCsv())
})

describe('research stress', () => {
  it('lists every scenario at every severity', async () => {
    const { code, out } = await research('stress', '--severity', '0.1,0.2', '--json')
    const data = JSON.parse(out)
    expect(data.rows).toHaveLength(22)
    expect(code).toBe(data.survived ? 0 : 1)
  })

  it('ends with 1 when something was not survived', async () => {
    const crash = ['--scenarios', 'single_crash_bar', '--position', '400', '--strategy', 'buy_and_hold']
    const lost = await research('stress', ...crash, '--severity', '0.9', '--max-drawdown', '0.8')
    expect(lost.code).toBe(1)
    expect(lost.out).toContain('NOT SURVIVED')
    const kept = await research('stress', ...crash, '--severity', '0.01', '--max-drawdown', '0.99')
    expect(kept.code).toBe(0)
    expect(kept.out).toMatch(/^survived: /m)
  })

  it('writes the report', async () => {
    const target = join(folder, 'stress')
    await research('stress', '--scenarios', 'gap_down', '--severity', '0.1', '--report', target)
    expect(existsSync(join(target, 'report.md'))).toBe(true)
  })

  it.each([
    [['--scenarios', 'gap_dawn'], /gap_down/],
    [['--severity', 'hard'], /must be a number/],
    [['--severity', '-1'], /severity is -1/],
    [['--position', '9999'], /position is 9999/],
  ])('refuses %j', async (argv, message) => {
    const { code, error } = await research('stress', ...argv)
    expect(code).toBe(2)
    expect(error).toMatch(message)
  })
})
