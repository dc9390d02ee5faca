import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryCsv } from '../memory-market.ts'

/** A folder with prices of two symbols that momentum can trade, and a recipe that does. */
export function recipeMarket(): { readonly folder: string; readonly prices: string; readonly config: string } {
  const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  const [prices, config] = [join(folder, 'prices'), join(folder, 'config')]
  mkdirSync(prices)
  mkdirSync(config)
  writeFileSync(join(prices, 'BTC-EUR.csv'), memoryCsv(0.3))
  writeFileSync(join(prices, 'ETH-EUR.csv'), memoryCsv(0.3, 'OTHER'))
  writeFileSync(join(config, 'mine.toml'), recipes)
  return { folder, prices, config }
}

const part = (asset: string) => `
[[portfolio_recipes.memory.components]]
strategy = "quick_momentum"
asset = "${asset}"
weight = 0.5
`

const recipes = `
[strategy_configurations.quick_momentum]
strategy = "momentum"
params = { lookback = 1, entry = 0.001, exit = -0.001, shorts = true }
exits = { stop_loss = 0.3 }

[portfolio_recipes.memory]
portfolio_name = "Memory"
risk_profile = "moderate"
run_montecarlo = true
mc_num_runs = 200
run_stress_tests = true
stress_scenarios = ["single_crash_bar"]
stress_severity = 0.1
${part('BTC')}${part('ETH')}
[portfolio_recipes.core_balanced]
extends = "core_balanced"
rebalance = "month"

[portfolio_recipes.best_of_sweep]
sweep_name = "ma_crossover_basic"
top_n = 2
weights = [0.5, 0.5]
`
