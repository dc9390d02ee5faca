import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/base/errors.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { labelAt, labelBars } from '../../../src/regimes/regime-labels.ts'
import { riskRegime } from '../../../src/regimes/risk-regime.ts'
import { Breakout } from '../../../src/strategies/library/breakout.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { RegimeAwarePortfolio, regimeAwarePortfolio } from '../../../src/strategies/library/regime-aware-portfolio.ts'
import { RsiReversion } from '../../../src/strategies/library/rsi-reversion.ts'
import { checkStrategy } from '../../../src/strategies/strategy-contract.ts'

const bars = syntheticBars({ seed: 5, length: 2500, kind: 'regimes' })
const members = [new Breakout().follow(bars), new RsiReversion().follow(bars)]

/** What the page says of it, bar by bar. */
function plainTargets(params: ConstructorParameters<typeof RegimeAwarePortfolio>[0], regime = riskRegime()): (number | undefined)[] {
  const { mode = 'scale', riskOnScale = 1, neutralScale = 0.5, riskOffScale = 0, signalThreshold = 0 } = params ?? {}
  const labels = labelBars(bars, regime)
  const scales = { risk_on: riskOnScale, neutral: neutralScale, risk_off: mode === 'filter' ? 0 : riskOffScale }
  return Array.from(bars.close, (_, i) => {
    const label = labelAt(labels, i)
    const mix = 0.6 * members[0][i] + 0.4 * members[1][i]
    return label === undefined ? undefined : Math.abs(mix) > signalThreshold ? scales[label] * mix : 0
  })
}

describe('RegimeAwarePortfolio', () => {
  it.each([
    {},
    { riskOnScale: 0.8, neutralScale: 0.3, riskOffScale: 0.1 },
    { mode: 'filter', riskOffScale: 0.7 },
    { signalThreshold: 0.3 },
    { signalThreshold: 0.5, neutralScale: 0.2 },
  ] as const)('is the scaled mix of its members with %j', params => {
    const strategy = new RegimeAwarePortfolio(params)
    const targets = strategy.follow(bars)
    for (const [i, expected] of plainTargets(params).entries())
      if (i < strategy.warmup) expect(targets[i]).toBeNaN()
      else expect(targets[i]).toBeCloseTo(expected ?? Number.NaN, 12)
  })

  it('holds parts: a scale never only switches off', () => {
    const targets = new RegimeAwarePortfolio({ neutralScale: 0.4, riskOffScale: 0.1 }).follow(bars)
    const sizes = new Set(Array.from(targets.slice(300), target => Math.round(100 * Math.abs(target))))
    // A breakout is always on one side: 0.6 of it alone or 0.2 against a reversion, times 1, 0.4 and 0.1.
    expect([...sizes].sort((a, b) => a - b)).toEqual([2, 6, 8, 20, 24, 60])
  })

  it('goes by its parameters of the regime', () => {
    const params = {
      volMetric: 'realized',
      volPeriod: 14,
      lookback: 120,
      lowRank: 0.2,
      highRank: 0.6,
      trendPeriod: 30,
      minBars: 2,
    } as const
    const regime = riskRegime({
      trend: { period: 30 },
      volatility: { method: 'realized', period: 14, lookback: 120, low: 0.2, high: 0.6 },
      minBars: 2,
    })
    const strategy = new RegimeAwarePortfolio(params)
    const targets = strategy.follow(bars)
    const expected = plainTargets({}, regime)
    for (let i = strategy.warmup; i < bars.length; i++) expect(targets[i]).toBeCloseTo(expected[i] ?? Number.NaN, 12)
    const usual = new RegimeAwarePortfolio().follow(bars)
    for (const [name, value] of Object.entries(params)) {
      const other = new RegimeAwarePortfolio({ [name]: value }).follow(bars)
      expect([name, other.slice(400).some((target, k) => target !== usual[400 + k])]).toEqual([name, true])
    }
  })

  it('has room for bounds that are close to each other', () => {
    expect(new RegimeAwarePortfolio({ lowRank: 0.25, highRank: 0.3 }).follow(bars).length).toBe(2500)
    expect(() => new RegimeAwarePortfolio({ lowRank: 0.5, highRank: 0.5 })).toThrow(/lowRank must be smaller than highRank/)
    expect(() => new RegimeAwarePortfolio({ neutralScale: 1.5 })).toThrow(/neutralScale/)
  })

  it('keeps its regime when many others have been made', () => {
    const targets = () => Array.from(new RegimeAwarePortfolio({ lookback: 77 }).follow(bars))
    const before = targets()
    for (let lookback = 2; lookback < 150; lookback++) new RegimeAwarePortfolio({ lookback })
    expect(targets()).toEqual(before)
  })

  it('keeps the contract of every strategy with other parameters', () => {
    const params = { volPeriod: 3, lookback: 10, trendPeriod: 5, riskOffScale: 0.2, volMetric: 'range', signalThreshold: 0.3 } as const
    expect(checkStrategy(RegimeAwarePortfolio, { params, histories: 60 }).refusals).toEqual([])
  })
})

describe('regimeAwarePortfolio', () => {
  it('always has weights that are 1 together', () => {
    const Held = regimeAwarePortfolio({
      id: 'held',
      members: [{ strategy: BuyAndHold, weight: 3 }, { strategy: BuyAndHold, weight: 0.1 }, { strategy: BuyAndHold }],
    })
    const targets = new Held({ neutralScale: 0.25, riskOffScale: 0.125 }).follow(bars)
    expect(new Set(targets.slice(300))).toEqual(new Set([1, 0.25, 0.125]))
  })

  it('is as trusted as its members, and aux at best', () => {
    const tierOf = (strategy: typeof RsiReversion | typeof Breakout) => regimeAwarePortfolio({ id: 'x', members: [{ strategy }] }).tier
    expect([tierOf(RsiReversion), tierOf(Breakout)]).toEqual(['aux', 'aux'])
    expect(regimeAwarePortfolio({ id: 'x', members: [{ strategy: MaCrossover }], tier: 'r_and_d' }).tier).toBe('r_and_d')
  })

  it('takes the parameters of its members', () => {
    const Short = regimeAwarePortfolio({ id: 'short', title: 'Short', members: [{ strategy: MaCrossover, params: { fast: 2, slow: 5 } }] })
    expect([Short.id, Short.title]).toEqual(['short', 'Short'])
    const alone = new MaCrossover({ fast: 2, slow: 5 }).follow(bars)
    const targets = new Short({ neutralScale: 1, riskOffScale: 1 }).follow(bars)
    expect(targets.slice(300)).toEqual(alone.slice(300))
  })

  it('refuses no members and weights that are not positive', () => {
    expect(() => regimeAwarePortfolio({ id: 'x', members: [] })).toThrow(ConfigError)
    expect(() => regimeAwarePortfolio({ id: 'x', members: [{ strategy: MaCrossover, weight: 0 }] })).toThrow(/weight of ma_crossover is 0/)
  })
})
