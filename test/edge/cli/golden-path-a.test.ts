import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { writeCsv } from '../../../src/edge/files/csv.ts'
import { readPromotion } from '../../../src/edge/files/promotion-file.ts'
import { readBars } from '../../../src/edge/files/read-bars.ts'
import { openRunStore } from '../../../src/edge/sqlite/run-store.ts'
import { recipeMarket } from './research/portfolio/recipe-market.ts'
import { run } from './run.ts'

const msft = fileURLToPath(new URL('../../../../shared/data/si-msft.csv', import.meta.url))
const aapl = createRequire(import.meta.url).resolve('@observablehq/sample-datasets/aapl.csv')

interface Path {
  readonly preset: string
  readonly data: readonly string[]
  readonly config?: string
}

/** From recipe to live-risk configuration, every step by its command, as docs/golden-path-a.md shows it. */
async function walk({ preset, data, config }: Path) {
  const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  const home = join(folder, 'home')
  const own = config ?? join(folder, 'config')
  const step = async (codes: readonly number[], ...argv: string[]) => {
    const { code, out, error } = await run(...argv)
    expect([argv.join(' '), error, codes.includes(code)]).toEqual([argv.join(' '), '', true])
    return out
  }
  if (config === undefined) await step([0], 'config', 'init', '--dir', own)
  await step([0], 'config', 'validate', own)
  const what = ['--preset', preset, ...data, '--config', own, '--fee-bps', '5', '--home', home]
  const built = await step([0], 'research', 'portfolio', ...what, '--out', join(folder, 'portfolio'))
  const shaken = await step(
    [0, 1],
    'research',
    'robustness',
    ...what,
    '--paths',
    '200',
    '--draws',
    '10',
    '--out',
    join(folder, 'robustness'),
  )
  const promoted = await step([0, 1], 'research', 'promote', ...what, '--report', join(folder, 'promotion'))
  const go = /^GO by policy/m.test(promoted)
  const live = join(folder, 'live.toml')
  const draft = await run('live', 'map', '--from', 'latest', '--out', live, '--home', home)
  if (draft.code !== 0) await step([0], 'live', 'map', '--from', 'latest', '--draft', '--out', live, '--home', home)
  for (const name of ['portfolio', 'robustness', 'promotion']) expect(existsSync(join(folder, name, 'report.html'))).toBe(true)
  const store = openRunStore(home)
  const records = store.list({}).records
  store.close()
  return { built, shaken, promoted, go, mapped: draft, live: parse(readFileSync(live, 'utf8')), records }
}

describe('golden path A: from a recipe to limits for live', () => {
  it('on the sample bars: walks to the end, and is stopped at the gate', async () => {
    const { built, shaken, promoted, mapped, live, records } = await walk({ preset: 'multi_style_moderate', data: [] })
    for (const out of [built, shaken, promoted]) expect(out).toMatch(/^no --data: these are synthetic sample bars/)
    expect([mapped.code, mapped.error]).toEqual([2, expect.stringContaining('synthetic sample bars, which prove nothing')])
    expect(live).toMatchObject({ promotion: { status: 'draft' }, environment: { enable_live_trading: false } })
    expect(records.map(({ type }) => type).sort()).toEqual(['portfolio_backtest', 'promotion', 'robustness'])
  })

  it('on a market with an edge: reaches a go, whose record stands behind the limits', async () => {
    const { prices, config } = recipeMarket()
    const { go, mapped, live } = await walk({ preset: 'memory', data: ['--data', prices], config })
    expect([go, mapped.code]).toEqual([true, 0])
    const { promotion, live_risk } = live as { promotion: { status: string; record: string; fingerprint: string }; live_risk: object }
    expect(promotion.status).toBe('go')
    expect((await readPromotion(promotion.record)).fingerprint).toBe(promotion.fingerprint)
    expect(live_risk).toMatchObject({ allowed_symbols: ['BTC/EUR', 'ETH/EUR'], max_open_positions: 5 })
  })

  it('on real prices of one stock', async () => {
    const { built, go, mapped } = await walk({ preset: 'core_balanced', data: ['--data', `AAPL=${aapl}`] })
    expect(built).toMatch(/^Core Balanced \(core_balanced\) on AAPL 1d, 1,260 bars, 2013-05-13 to 2018-05-11$/m)
    expect([go, mapped.code]).toEqual([false, 2])
  })

  it.skipIf(!existsSync(msft))('on real prices of two stocks (skipped when they are not there)', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'prices')
    mkdirSync(folder)
    await writeCsv(join(folder, 'AAPL.csv'), (await readBars(aapl, { symbol: 'AAPL' })).bars)
    const second = await readBars(msft, { symbol: 'MSFT', time: { dateOrder: 'mdy' }, badPrices: 'drop', inconsistent: 'drop' })
    await writeCsv(join(folder, 'MSFT.csv'), second.bars)
    const { built, go, mapped, live } = await walk({
      preset: 'multi_style_moderate',
      data: ['--data', folder, '--symbols', 'BTC=AAPL,ETH=MSFT'],
    })
    expect(built).toMatch(/on AAPL, MSFT 1d, 1,2\d\d bars, 2013-05-13 to 2018-05-11$/m)
    expect([go, mapped.code]).toEqual([false, 2])
    expect(live).toMatchObject({ live_risk: { allowed_symbols: ['AAPL', 'MSFT'] }, account: { currency: 'EUR' } })
  })
})
