import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { reportPortfolioRun } from '../../../../../src/edge/cli/research/portfolio/report-portfolio-run.ts'
import { openRunStore } from '../../../../../src/edge/sqlite/run-store.ts'
import { samplePanel } from '../../../../../src/market/sample-bars.ts'
import type { RunRecord } from '../../../../../src/research/run-record.ts'
import { run } from '../../run.ts'

const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const made = async (command: string, ...argv: string[]) =>
  JSON.parse((await run('research', command, '--preset', 'core_balanced', '--home', home, '--json', ...argv)).out).runId as string

it('reports portfolios and their robustness under the title of the recipe, marked where prices were made up', async () => {
  const backtest = await made('portfolio', '--rebalance', 'month', '--allocation', 'inverse_volatility,lookback=250')
  const robust = await made('robustness', '--paths', '20', '--draws', '3', '--scenarios', 'flash_crash')
  for (const [id, title] of [
    [backtest, 'Core Balanced'],
    [robust, 'Robustness of Core Balanced'],
  ]) {
    const { code, out } = await run('research', 'report', '--run', id, '--home', home)
    expect([code, out.split('\n')[0]]).toEqual([0, `# ${title}`])
    expect(out).toContain('Not real prices')
    expect(out).not.toContain('differently')
  }
  const store = openRunStore(home, { readOnly: true })
  const record = store.get(backtest) as RunRecord
  store.close()
  const source = { panel: samplePanel(), strategies: [] }
  expect((await reportPortfolioRun({ ...record, result: 'x' }, source)).same).toBe(false)
  await expect(reportPortfolioRun({ ...record, type: 'portfolio_walk_forward' }, source)).rejects.toThrow(/of which there is no report/)
})
