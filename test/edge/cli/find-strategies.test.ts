import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findStrategies, findStrategy } from '../../../src/edge/cli/find-strategies.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { spawn } from './spawn.ts'
import { syntheticCsv } from './synthetic-csv.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-find-'))
const source = (ids: readonly string[]) =>
  `import { Strategy } from 'peak-trade'\n${ids
    .map(
      id =>
        `export class ${id.toUpperCase()} extends Strategy { static id = '${id}'; static title = 'Rule ${id}'; decide() { return this.index % 50 < 25 ? 1 : 0 } }`,
    )
    .join('\n')}`
writeFileSync(join(folder, 'prices.csv'), syntheticCsv())
writeFileSync(join(folder, 'two.mjs'), source(['one', 'other']))
writeFileSync(join(folder, 'a#b.mjs'), source(['sharp']))
writeFileSync(
  join(folder, 'orders.mjs'),
  "import { OrderStrategy } from 'peak-trade'\nexport class A extends OrderStrategy { static id = 'a'; onBar() { if (this.index === 3) this.buy({ fraction: 1 }) } }",
)
writeFileSync(
  join(folder, 'throws.mjs'),
  "import { Strategy } from 'peak-trade'\nexport class A extends Strategy {\n static id = 'a'\n decide() { return null.x }\n}\n",
)
const backtest = (strategy: string, ...more: string[]) => spawn(folder, 'backtest', '--data', 'prices.csv', '--strategy', strategy, ...more)

it('finds strategies of the catalog by id', async () => {
  expect(await findStrategies('ma_crossover')).toEqual([MaCrossover])
  expect(await findStrategy('ma_crossover')).toBe(MaCrossover)
  await expect(findStrategy('ma_crosover')).rejects.toThrow('did you mean "ma_crossover"?')
  await expect(findStrategy('nowhere.ts#a')).rejects.toMatchObject({ code: 'strategy/file' })
})

it('backtests a script, one of several by its id', () => {
  const { code, out, error } = backtest('two.mjs#other', '--json')
  expect(error).toBe('')
  expect(code).toBe(0)
  const { strategy, summary } = JSON.parse(out)
  expect(strategy).toMatchObject({ id: 'other', title: 'Rule other' })
  // 600 bars in blocks of 25.
  expect(summary.trades).toBe(12)
  expect(backtest('a#b.mjs').out).toContain('Rule sharp on prices 1h')
})

it('backtests a script that places orders', () => {
  const { code, out } = backtest('orders.mjs', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ strategy: { id: 'a' }, summary: { openTrades: 1 } })
})

it.each([
  ['two.mjs', 'two.mjs has 2 strategies; choose one: two.mjs#one, two.mjs#other'],
  ['two.mjs#othr', 'two.mjs has no strategy "othr"; did you mean "other"?'],
  ['throws.mjs', 'a threw TypeError: Cannot read properties of null'],
  ['nowhere.mjs', 'nowhere.mjs does not exist'],
])('%s is refused with exit code 2 and one sentence', (strategy, sentence) => {
  const { code, out, error } = backtest(strategy)
  expect(error).toContain(`error: ${sentence}`)
  expect(error.trim().split('\n')).toHaveLength(1)
  expect([code, out]).toEqual([2, ''])
})
