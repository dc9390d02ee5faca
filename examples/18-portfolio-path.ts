// From a recipe to go or no-go, and to limits for the account, in code. docs/golden-path-a.md does the same by commands.
import {
  backtestPortfolio,
  buildPortfolio,
  findRecipe,
  gatherPortfolioEvidence,
  promote,
  RiskLimits,
  reportPortfolio,
  reportRobustness,
  samplePanel,
  scaleLimits,
  testRobustness,
} from 'peak-trade'
import { writeReport } from 'peak-trade/node'

// Synthetic sample bars of BTC/EUR and ETH/EUR, not real prices. With files: const { panel } = await readPanel('prices/')
const panel = samplePanel({ timeframe: '1d' })
const built = buildPortfolio(findRecipe('multi_style_moderate'), panel, { settings: { costs: { feeBps: 10 } } })
for (const note of built.notes) console.log(`note: ${note}`)

// What it would have come to, and who made it.
const result = backtestPortfolio(built.portfolio, built.panel, built.settings)
const percent = (value: number) => `${(100 * value).toFixed(2)} %`
console.log(`\n${built.recipe.title}: ${percent(result.summary.totalReturn)}, drawdown ${percent(result.summary.maxDrawdown)}`)
for (const [k, { name }] of result.sleeves.entries())
  console.log(
    `  ${name.padEnd(38)} earned ${percent(result.attribution.contribution[k])}, ${percent(result.attribution.risk[k])} of the risk`,
  )
await writeReport('out/portfolio', reportPortfolio(result, { title: built.recipe.title, panel: built.panel }))

// What is left of it when things are not as they were.
const shaken = testRobustness(built.portfolio, built.panel, {
  ...built.settings,
  seed: 42,
  monteCarlo: { paths: 500, ruin: { drawdown: 0.3 } },
  stress: { scenarios: built.recipe.stress?.scenarios, severities: [0.25] },
})
console.log(`\nruined on ${percent(shaken.monteCarlo?.ruin.probability ?? Number.NaN)} of the paths, survived ${shaken.stress?.survived}`)
await writeReport('out/robustness', reportRobustness(shaken))

// Is that enough, or was it luck? Everything that was ever tried has to be counted.
const evidence = gatherPortfolioEvidence({ name: built.recipe.id, portfolio: built.portfolio }, built.panel, {
  ...built.settings,
  seed: 42,
  trials: built.trials,
})
const { go, refusals } = promote(evidence, built.riskProfile.policy)
console.log(`\n${go ? 'GO' : 'NO-GO'}`)
for (const { message } of refusals) console.log(`  ${message}`)
// Random prices have no edge.
if (go) throw new Error('a portfolio on made-up prices must not be a go')

// What orders of such a portfolio would be checked against, for an account of 5,000. Live itself is locked.
console.log('\nlimits', scaleLimits(RiskLimits[built.riskProfile.limits], 5_000))
