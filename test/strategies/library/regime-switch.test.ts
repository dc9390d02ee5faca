import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/base/errors.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { labelAt, labelBars } from '../../../src/regimes/regime-labels.ts'
import { trendRegime } from '../../../src/regimes/trend-regime.ts'
import { volatilityRegime } from '../../../src/regimes/volatility-regime.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { RegimeSwitch, regimeSwitch } from '../../../src/strategies/library/regime-switch.ts'
import { RsiReversion } from '../../../src/strategies/library/rsi-reversion.ts'
import { TrendFollowing } from '../../../src/strategies/library/trend-following.ts'
import { checkStrategy } from '../../../src/strategies/strategy-contract.ts'

describe('RegimeSwitch', () => {
  it('follows the strategy of the regime, and nobody without one', () => {
    const bars = syntheticBars({ seed: 5, length: 2000, kind: 'regimes' })
    const labels = labelBars(bars, trendRegime())
    const [trend, reversion] = [new TrendFollowing().follow(bars), new RsiReversion().follow(bars)]
    const strategy = new RegimeSwitch()
    const targets = strategy.follow(bars)
    const seen = new Set<string | undefined>()
    for (let i = strategy.warmup; i < bars.length; i++) {
      const label = labelAt(labels, i)
      seen.add(label)
      expect(targets[i]).toBe(label === 'up' ? trend[i] : label === 'sideways' ? reversion[i] : 0)
    }
    expect(seen).toEqual(new Set(['up', 'sideways', 'down']))
  })

  it('scales what it follows', () => {
    const Half = regimeSwitch({
      id: 'half',
      regime: volatilityRegime({ lookback: 20, period: 5 }),
      choices: { low: { strategy: BuyAndHold, scale: 0.5 }, normal: { strategy: BuyAndHold }, high: { strategy: BuyAndHold, scale: 0 } },
    })
    const targets = new Half().follow(syntheticBars({ seed: 1, length: 500 }))
    expect(new Set(targets.slice(100))).toEqual(new Set([0.5, 1, 0]))
  })

  it('keeps the contract of every strategy', () => {
    const Short = regimeSwitch({
      id: 'short',
      regime: trendRegime({ period: 5, noiseBars: 10 }),
      choices: { up: { strategy: MaCrossover, params: { fast: 2, slow: 5 } }, down: { strategy: RsiReversion, params: { period: 3 } } },
    })
    expect(checkStrategy(Short, { histories: 60 }).refusals).toEqual([])
  })

  it('refuses what makes no sense', () => {
    const regime = trendRegime()
    expect(() => regimeSwitch({ id: 'x', regime, choices: { upp: { strategy: MaCrossover } } })).toThrow(ConfigError)
    expect(() => regimeSwitch({ id: 'x', regime, choices: { upp: { strategy: MaCrossover } } })).toThrow(
      /no label "upp"; did you mean "up"/,
    )
    expect(() => regimeSwitch({ id: 'x', regime, choices: { up: { strategy: MaCrossover, scale: 2 } } })).toThrow(
      /scale in the regime "up" is 2/,
    )
  })
})
