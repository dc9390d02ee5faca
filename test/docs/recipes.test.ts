import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import { expect, it } from 'vitest'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { parseConfigurations } from '../../src/portfolios/parse-configurations.ts'
import { parseRecipes } from '../../src/portfolios/recipe-config.ts'
import { riskProfiles } from '../../src/portfolios/risk-profile.ts'
import { portfolioRecipes } from '../../src/portfolios/shipped-recipes.ts'
import { findConfiguration } from '../../src/portfolios/strategy-configuration.ts'
import { buildPortfolio } from '../../src/research/build-portfolio.ts'

const page = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8')

/** The rows of the table below a heading, cell by cell. */
function tableAfter(heading: string): string[][] {
  const lines = page.slice(page.indexOf(`\n## ${heading}\n`)).split('\n')
  const start = lines.findIndex(line => line.startsWith('|---'))
  const rows = lines.slice(start + 1)
  return rows
    .slice(
      0,
      rows.findIndex(line => !line.startsWith('|')),
    )
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    )
}

it('the table of recipes is the list of recipes', () => {
  const expected = portfolioRecipes.map(({ id, components = [], sweep, riskProfile, monteCarlo, stress }) => [
    `\`${id}\``,
    sweep === undefined
      ? components.map(({ strategy, weight }) => `${strategy} ${weight}`).join(', ')
      : `best ${sweep.top} of the sweep \`${sweep.preset}\` : ${sweep.weights.join(' / ')}`,
    riskProfile,
    String(monteCarlo?.paths ?? '–'),
    stress === undefined ? '–' : `${stress.scenarios.join(', ')} (${stress.severity})`,
  ])
  expect(tableAfter('What comes along')).toEqual(expected)
})

it('the table of risk profiles says what they are', () => {
  const { conservative, moderate, aggressive } = riskProfiles
  const row = (name: 'maxLeverage' | 'maxWeight' | 'exposure' | 'stopLoss' | 'maxDrawdown') =>
    [conservative, moderate, aggressive].map(profile => String(profile[name]))
  expect(tableAfter('Risk profiles').map(([, ...cells]) => cells)).toEqual(
    (['maxLeverage', 'maxWeight', 'exposure', 'stopLoss', 'maxDrawdown'] as const).map(row),
  )
})

it('the table of configurations says what they are', () => {
  const rows = tableAfter('Configurations')
  expect(rows.length).toBeGreaterThan(10)
  for (const [id, ...cells] of rows) {
    const { strategy, params, exits } = findConfiguration(id.replaceAll('`', ''))
    const shown = Object.entries(params).map(([name, value]) => `${name} ${String(value)}`)
    expect(cells).toEqual([strategy, shown.join(', '), String(exits?.stopLoss), String(exits?.takeProfit)])
  }
  expect(findConfiguration('breakout_v1').exits?.trailingStop).toBe(0.02)
  for (const level of ['conservative', 'moderate', 'aggressive'])
    expect(findConfiguration(`rsi_reversion_eth_${level}`).params).toEqual(findConfiguration(`rsi_reversion_btc_${level}`).params)
})

it('the file of the guide can be read and built', () => {
  const [, toml] = /```toml\n([\s\S]+?)```/.exec(page) ?? []
  const data = parse(toml)
  const recipes = parseRecipes(data)
  const configurations = parseConfigurations(data)
  expect(recipes.map(({ id }) => id)).toEqual(['my_mix', 'calmer'])
  const panel = alignBars(['BTC/EUR', 'ETH/EUR'].map((symbol, seed) => syntheticBars({ seed, length: 300, symbol })))
  const { portfolio, maxDrawdown } = buildPortfolio(recipes[0], panel, { configurations })
  expect(portfolio.sleeves.map(({ symbol, weight }) => [symbol, weight])).toEqual([
    ['BTC/EUR', 0.4],
    ['BTC/EUR', 0.3],
    ['ETH/EUR', 0.3],
  ])
  expect(portfolio.sleeves[0]).toMatchObject({ params: { period: 10, exitLower: 45 }, exits: { stopLoss: 0.03 } })
  expect(portfolio.allocation).toMatchObject({ method: 'risk_parity', maximum: { 'rsi_mine BTC/EUR': 0.6 } })
  expect(maxDrawdown).toBe(0.12)
  expect(buildPortfolio(recipes[1], panel).riskProfile.id).toBe('conservative')
})
