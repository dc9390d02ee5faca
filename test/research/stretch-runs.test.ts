import { expect, it } from 'vitest'
import { SummaryRuns } from '../../src/engine/summary-runs.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { StretchRuns } from '../../src/research/stretch-runs.ts'
import { planSweep, type SearchSpace } from '../../src/research/sweep-plan.ts'
import { Breakout } from '../../src/strategies/library/breakout.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'

const bars = syntheticBars({ seed: 5, length: 900, kind: 'jumps' })

it.each([
  [MaCrossover, { fast: [5, 20], slow: [50, 120] }],
  [Breakout, { lookback: [10, 60], side: ['both', 'long'] }],
  [RsiReversion, { period: [5, 30] }],
])('%o: the targets of the stretch, decided from the warm-up before it on', (strategy, grid) => {
  const search = { grid, settings: { 'exits.stopLoss': [null, 0.05] } } as SearchSpace
  const plan = planSweep(strategy, search)
  const every = Array.from({ length: plan.length }, (_, k) => k)
  const make = (k: number) =>
    new (strategy as new (params: object) => MaCrossover)(
      Object.fromEntries(plan.params.names.map((name, n) => [name, plan.params.values[n][k]])),
    )
  const warmup = Math.max(...every.map(k => make(k).warmup))
  for (const stretch of [900, 400, 850, 1]) {
    const lead = Math.min(900 - stretch, warmup)
    const runs = new StretchRuns({ strategy, bars, input: { costs: { feeBps: 5 } }, plan, stretch, candidates: every })
    expect(runs.bars).toBe(stretch + lead)
    for (const k of every) {
      const exits = plan.settings.values[0][k] === null ? {} : { stopLoss: 0.05 }
      const plain = new SummaryRuns(sliceBars(bars, 900 - stretch), { costs: { feeBps: 5 }, exits })
      const targets = make(k)
        .follow(sliceBars(bars, 900 - stretch - lead))
        .slice(lead)
      expect(runs.core(k)).toEqual(plain.core(targets))
      expect(runs.summary(k)).toEqual(plain.summary(targets))
    }
  }
})
