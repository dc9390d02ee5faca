import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPromotion } from '../../../../../src/edge/files/promotion-file.ts'
import { openRunStore } from '../../../../../src/edge/sqlite/run-store.ts'
import { run } from '../../run.ts'
import { recipeMarket } from './recipe-market.ts'

const { prices, config, folder } = recipeMarket()
const newHome = () => mkdtempSync(join(tmpdir(), 'peak-trade-'))
const promote = (...argv: string[]) => run('research', 'promote', ...argv)
const memory = (...argv: string[]) => promote('--preset', 'memory', '--config', config, '--data', prices, '--fee-bps', '2', ...argv)

describe('research promote --preset', () => {
  it('says go with a record when everything speaks for it', async () => {
    const home = newHome()
    const { code, out, error } = await memory('--home', home, '--report', join(folder, 'go'))
    expect(error).toBe('')
    expect(out).toMatch(/^GO by policy portfolio_moderate: portfolio memory of 2 sleeves on BTC\/EUR\+ETH\/EUR 1d$/m)
    expect(code).toBe(0)
    const [, path = ''] = /^wrote (.*\.json)$/m.exec(out) ?? []
    expect(await readPromotion(path)).toMatchObject({ evidence: { strategy: { id: 'memory', tier: 'aux' }, combinations: 1, trials: 1 } })
    expect(readFileSync(join(folder, 'go', 'report.html'), 'utf8')).toContain('memory')
    const store = openRunStore(home)
    const [record] = store.list({ types: ['promotion'] }).records
    expect(record).toMatchObject({ name: 'promotion_memory', metrics: { go: 1 }, options: { portfolio: { recipe: 'memory' }, trials: 1 } })
    expect(record.artifacts.map(({ kind }) => kind)).toEqual(['report', 'report', 'promotion'])
    expect(out).toContain(`peak-trade live map --from ${record.id}`)
    store.close()
  })

  it('says no-go with all reasons, by the policy of the recipe’s risk', async () => {
    const { code, out } = await promote('--preset', 'regime_aware_conservative', '--fee-bps', '10', '--json', '--no-save')
    const data = JSON.parse(out)
    expect([code, data.go, data.policy.name, data.record, data.run]).toEqual([1, false, 'portfolio_conservative', null, null])
    expect(data.refusals.length).toBeGreaterThan(2)
    expect(data.evidence.pictures).toBeUndefined()
  })

  it('counts what was tried before, and every way of sharing out that it chooses among', async () => {
    const home = newHome()
    const trials = async (...argv: string[]) => JSON.parse((await memory('--home', home, '--json', ...argv)).out).evidence
    expect((await trials()).trials).toBe(1)
    expect((await trials()).trials).toBe(1)
    const chosen = await trials('--choose', 'given,equal,risk_parity', '--policy', 'portfolio_aggressive')
    expect([chosen.combinations, chosen.trials]).toEqual([3, 3])
    expect(chosen.overfitting).toBeDefined()
    expect((await trials('--rebalance', 'month')).trials).toBe(4)
    expect((await trials('--rebalance', 'band=0.1', '--trials', '90')).trials).toBe(90)
  })

  it('counts the parameter sets that a sweep looked at, once, whether the run is kept or not', async () => {
    const home = newHome()
    const swept = async (...argv: string[]) => {
      const { out } = await promote('--preset', 'best_of_sweep', '--config', config, '--data', prices, '--fee-bps', '2', '--json', ...argv)
      return JSON.parse(out).evidence.trials
    }
    // Nine sets on each of two symbols, and the portfolio.
    expect(await swept('--no-save', '--home', home)).toBe(19)
    expect(await swept('--home', home)).toBe(19)
    expect(await swept('--home', home)).toBe(19)
    expect(await swept('--home', home, '--rebalance', 'month')).toBe(20)
  })

  it('refuses strategies of tiers that the recipe does not allow', async () => {
    const own = join(newHome(), 'strict')
    await run('config', 'init', '--dir', own, '--only', 'promotion-policies')
    writeFileSync(
      join(own, 'mine.toml'),
      readFileSync(join(config, 'mine.toml'), 'utf8').replace('"moderate"', '"moderate"\ntiers = ["core"]'),
    )
    const { code, out } = await promote('--preset', 'memory', '--config', own, '--data', prices, '--fee-bps', '2', '--no-save')
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^NO-GO by policy portfolio_moderate.*\n {2}- .* is of tier aux; recipe "memory" allows core$/m),
    ])
  })

  it('opens no gate on sample bars, whatever it finds', async () => {
    const home = newHome()
    const easy = join(home, 'easy.toml')
    writeFileSync(easy, 'name = "easy"\nmin_trades = 1\n')
    const { code, out } = await promote(
      '--preset',
      'multi_style_moderate',
      '--policy',
      easy,
      '--home',
      home,
      '--record',
      join(home, 'go.json'),
    )
    expect([code, existsSync(join(home, 'go.json'))]).toEqual([0, false])
    expect(out).toMatch(/^no --data: these are synthetic sample bars/)
    expect(out).toContain('no promotion record is written: the prices are not real')
  })

  it.each([
    [['--preset', 'memory'], 'there is no recipe "memory"'],
    [['--preset', 'core_balanced', '--strategy', 'macd'], '--preset says all that --strategy would say'],
    [['--preset', 'core_balanced', '--grid', 'fast=5'], '--grid'],
    [['--preset', 'core_balanced', '--choose', 'given,foo'], '--choose foo: there is no method "foo"'],
    [['--preset', 'core_balanced', '--policy', 'portfolio_moderat'], 'did you mean "portfolio_moderate"?'],
    [['--strategy', 'macd', '--symbols', 'BTC=A'], '--symbols is for portfolios'],
    [['--strategy', 'macd', '--data', 'a.csv', '--data', 'b.csv'], 'give --data once'],
    [['--strategy', 'macd', '--rebalance', 'month'], '--rebalance'],
  ])('refuses %j', async (argv, message) => {
    const { code, error } = await promote(...argv)
    expect([code, error]).toEqual([2, expect.stringContaining(message)])
  })
})
