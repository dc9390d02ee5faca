import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'smol-toml'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseRiskLimits } from '../../../../src/risk/parse-risk-limits.ts'
import { RiskLimits } from '../../../../src/risk/risk-limits.ts'
import { recipeMarket } from '../research/portfolio/recipe-market.ts'
import { run } from '../run.ts'

const { prices, config } = recipeMarket()
const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const memory = ['--preset', 'memory', '--config', config, '--data', prices, '--fee-bps', '2', '--home', home, '--json']
const idOf = async (...argv: string[]) => JSON.parse((await run('research', ...argv)).out).runId as string
const map = (...argv: string[]) => run('live', 'map', '--home', home, ...argv)

let go: string
let noGo: string
let backtest: string
let sample: string
let single: string

beforeAll(async () => {
  go = await idOf('promote', ...memory)
  noGo = await idOf('promote', ...memory, '--policy', 'portfolio_conservative', '--rebalance', 'month')
  backtest = await idOf('portfolio', ...memory)
  sample = await idOf('portfolio', '--preset', 'core_balanced', '--home', home, '--json')
  single = JSON.parse((await run('backtest', '--strategy', 'macd', '--home', home, '--json')).out).runId
})

describe('live map', () => {
  it('writes limits, symbols, sleeves and the promotion of a go', async () => {
    const out = join(home, 'live.toml')
    const { code, out: said, error } = await map('--from', go, '--out', out, '--account', '5000')
    expect([code, error]).toEqual([0, ''])
    expect(said).toContain('live is locked in this version')
    const text = readFileSync(out, 'utf8')
    expect(text).toContain('# LIVE IS LOCKED')
    expect(text).not.toContain('DRAFT')
    expect(parse(text)).toMatchObject({
      environment: { mode: 'paper', enable_live_trading: false, live_mode_armed: false, live_dry_run_mode: true },
      promotion: { status: 'go', run: go, policy: 'portfolio_moderate', record: expect.stringContaining(join(home, 'promotions')) },
      account: { currency: 'EUR', starting_cash: 5000 },
      portfolio: {
        recipe: 'memory',
        timeframe: '1d',
        sleeves: [
          { strategy: 'momentum', symbol: 'BTC/EUR', weight: 0.5, params: { lookback: 1, shorts: true }, exits: { stop_loss: 0.3 } },
          { strategy: 'momentum', symbol: 'ETH/EUR', weight: 0.5 },
        ],
      },
    })
    const { moderate } = RiskLimits
    expect(parseRiskLimits(text, { parse, stringify })).toMatchObject({
      maxOrderNotional: 500,
      maxOpenPositions: moderate.maxOpenPositions,
      maxDrawdown: Math.min(moderate.maxDrawdown ?? 1, 0.25),
      allowedSymbols: ['BTC/EUR', 'ETH/EUR'],
    })
  })

  it('warns of positions that the limits would refuse, or makes them fit', async () => {
    const { warnings, limits } = JSON.parse((await map('--from', go, '--json', '--full-size')).out)
    expect(warnings.join('\n')).toMatch(
      /max_order_notional 1,000\.00 is less than momentum.*|max_order_notional 1,000\.00 is less than quick_momentum/,
    )
    const fitted = await map('--from', go)
    expect(fitted.out).not.toContain('CAREFUL')
    const { portfolio } = parse(fitted.out) as unknown as { portfolio: { sizing: { fraction: number } } }
    // The largest order: half of the account, as much of it as the limit allows.
    expect(portfolio.sizing.fraction * 0.5 * 10_000).toBeLessThanOrEqual(limits.maxOrderNotional * (1 + 1e-9))
    expect(portfolio.sizing.fraction).toBeGreaterThan(0)
  })

  it('refuses what is no go, unless it is a draft that says so', async () => {
    for (const [id, reason] of [
      [noGo, 'it is a no-go'],
      [backtest, 'it is a portfolio_backtest, not a promotion'],
      [sample, 'synthetic sample bars'],
    ]) {
      const { code, error } = await map('--from', id)
      expect([code, error]).toEqual([2, expect.stringContaining(reason)])
      const draft = await map('--from', id, '--draft')
      expect(draft.code).toBe(0)
      expect(draft.out).toMatch(/^# DRAFT: there is no go behind it/m)
      expect(draft.out).toContain(reason)
      expect(parse(draft.out)).toMatchObject({ promotion: { status: 'draft' }, environment: { enable_live_trading: false } })
    }
  })

  it('believes no record that was changed, is another one or is gone', async () => {
    const [file] = readdirSync(join(home, 'promotions'))
    const path = join(home, 'promotions', file)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace('"memory"', '"better"'))
    expect((await map('--from', go)).error).toContain('was changed')
    writeFileSync(path, text)
    expect((await map('--from', go)).code).toBe(0)
    expect((await map('--from', go, '--record', join(home, 'none.json'))).error).toContain('none.json')
  })

  it('finds the last promotion of a portfolio', async () => {
    expect(JSON.parse((await map('--from', 'latest', '--draft', '--json')).out).run).toBe(noGo)
    const none = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    await run('backtest', '--strategy', 'macd', '--home', none)
    expect((await run('live', 'map', '--home', none, '--from', 'latest')).error).toContain('no portfolio was promoted yet')
  })

  it('writes over nothing unless it is told to', async () => {
    const out = join(home, 'kept.toml')
    writeFileSync(out, 'mine')
    expect((await map('--from', go, '--out', out)).error).toContain('is there already')
    expect(readFileSync(out, 'utf8')).toBe('mine')
    expect((await map('--from', go, '--out', out, '--force')).code).toBe(0)
    expect(readFileSync(out, 'utf8')).toContain('[live_risk]')
  })

  it.each([
    [() => single, [], 'not of a portfolio'],
    [() => 'zzz', [], 'there is no run zzz'],
    [() => go, ['--account', '0'], '--account 0'],
  ])('refuses a run of something else and bad numbers (%#)', async (from, argv, message) => {
    const { code, error } = await map('--from', from(), ...argv)
    expect([code, error]).toEqual([2, expect.stringContaining(message)])
  })

  it('has help with examples, and never a way to unlock live', async () => {
    const { out } = await run('live', 'map', '--help')
    expect(out).toContain('peak-trade live map --from')
    expect((await map('--from', go, '--stage', 'live')).code).toBe(2)
    expect((await run('live', '--help')).out).toContain('locked')
    expect(existsSync(join(home, 'live'))).toBe(false)
  })
})
