import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../src/base/fingerprint.ts'
import { seededRandom } from '../../../src/base/random.ts'
import { normalizeBars } from '../../../src/market/normalize.ts'
import { alignBars } from '../../../src/market/panel.ts'
import { backtestPortfolio } from '../../../src/portfolios/backtest-portfolio.ts'
import { allocationCandidates } from '../../../src/research/portfolio/portfolio-candidates.ts'
import { walkForwardPortfolio } from '../../../src/research/portfolio/walk-forward-portfolio.ts'
import { checkPromotion } from '../../../src/research/promotion/check-promotion.ts'
import { gatherPortfolioEvidence } from '../../../src/research/promotion/gather-portfolio-evidence.ts'
import { portfolioIdentity } from '../../../src/research/promotion/portfolio-identity.ts'
import { promote } from '../../../src/research/promotion/promote.ts'
import { formatPromotion, parsePromotion, promotionRecord } from '../../../src/research/promotion/promotion-record.ts'
import { Strategy } from '../../../src/strategies/strategy.ts'
import { costs, market, Never, three } from '../portfolio/planted.ts'

const panel = market(400)
const candidates = allocationCandidates({ sleeves: three }, ['given', { method: 'inverse_volatility', lookback: 60, when: { every: 50 } }])
const few = { monteCarlo: { paths: 50 }, stress: { scenarios: ['flash_crash'], places: 1 }, jitter: { draws: 4 }, costs, seed: 3 } as const

/** Knows what a market with a memory will do. */
class Remembers extends Strategy {
  static override readonly id = 'remembers'
  static override readonly tier = 'core'
  protected override decide() {
    return this.close.value > this.open.value ? 1 : 0
  }
}

/** Days of which half comes again on the next. */
function memory(symbol: string, days: number) {
  const random = seededRandom(symbol)
  let close = 100
  let move = 0
  const rows = Array.from({ length: days }, (_, day) => {
    const open = close
    move = 0.5 * move + 0.004 * random.normal()
    close = open * Math.exp(move)
    return { time: Date.UTC(2019, 0, 1 + day), open, high: Math.max(open, close), low: Math.min(open, close), close, volume: 1 }
  })
  return normalizeBars(rows, { symbol, timeframe: '1d' }).bars
}

describe('gatherPortfolioEvidence', () => {
  const evidence = gatherPortfolioEvidence(candidates, panel, { ...few, trials: 77 })

  it('chooses the candidate with the best Sharpe ratio, and counts what was tried', () => {
    const runs = candidates.map(({ portfolio }) => backtestPortfolio(portfolio, panel, { costs }).summary)
    const best = runs[0].sharpe > runs[1].sharpe ? 0 : 1
    expect(evidence.strategy.id).toBe(candidates[best].name)
    expect(evidence.inSample).toEqual(runs[best])
    expect(evidence).toMatchObject({ combinations: 2, trials: 77, symbol: 'A+B+C', bars: 400, seed: 3, data: fingerprint(panel) })
    expect(gatherPortfolioEvidence(candidates, panel, { ...few, trials: 1 }).trials).toBe(2)
  })

  it('walks forward over all candidates', () => {
    const walk = walkForwardPortfolio(candidates, panel, { train: 200, test: 50, anchored: true, costs })
    expect(evidence.walkForward).toMatchObject({ windows: 4, sharpe: walk.summary.sharpe, efficiency: walk.efficiency, bars: 200 })
    expect(evidence.pictures?.equity).toEqual(walk.stitched.equity)
    expect(evidence.pictures?.trialSharpes).toHaveLength(2)
  })

  it('knows what the portfolio is made of', () => {
    expect(evidence.portfolio?.sleeves.map(({ name, strategy, symbol, weight }) => [name, strategy, symbol, weight])).toEqual([
      ['trend', 'ma_crossover', 'A', 0.4],
      ['reversion', 'rsi_reversion', 'B', 0.4],
      ['hold', 'buy_and_hold', 'C', 0.2],
    ])
    const { weights } = backtestPortfolio(candidates[1].portfolio, panel, { costs })
    const estimated = gatherPortfolioEvidence(candidates[1], panel, few)
    expect(estimated.portfolio?.largestWeight).toBe(Math.max(...weights.columns.flatMap(column => [...column])))
  })

  it('takes weights next door for the parameters next door', () => {
    expect(evidence.plateau).toMatchObject({ from: 'steps', neighbors: 4 })
    const single = gatherPortfolioEvidence({ sleeves: three.slice(0, 1) }, panel, few)
    expect(single.plateau?.neighbors).toBe(0)
    expect(single.overfitting).toBeUndefined()
    expect(promote(single, 'portfolio_moderate').scorecard.find(({ criterion }) => criterion === 'plateau')?.pass).toBe(true)
  })

  it('leaves out what was not asked for, which a policy then refuses', () => {
    const little = gatherPortfolioEvidence(candidates, panel, {
      walkForward: false,
      luck: false,
      overfitting: false,
      superiority: false,
      stress: false,
      monteCarlo: false,
      jitter: false,
      leaveOneOut: false,
      costSensitivity: false,
    })
    for (const part of [
      'walkForward',
      'luck',
      'overfitting',
      'superiority',
      'stress',
      'monteCarlo',
      'costs',
      'plateau',
      'pictures',
    ] as const)
      expect(little[part], part).toBeUndefined()
    const codes = promote(little, 'portfolio_moderate').refusals.map(({ code }) => code)
    expect(codes.filter(code => code === 'promotion/not-shown').length).toBeGreaterThanOrEqual(8)
  })

  it('is judged by weight: one sleeve with all of the account is refused', () => {
    const row = (which: typeof evidence) => promote(which, 'portfolio_moderate').scorecard.find(({ criterion }) => criterion === 'weight')
    expect(row(gatherPortfolioEvidence(candidates[0], panel, few))).toMatchObject({ value: 0.4, threshold: 0.6, pass: true })
    expect(row(gatherPortfolioEvidence({ sleeves: [{ ...three[0], weight: 1 }] }, panel, few))).toMatchObject({ value: 1, pass: false })
    const { portfolio: _portfolio, ...strategy } = evidence
    expect(row(strategy)).toMatchObject({ pass: false, reason: 'not shown' })
  })

  it('lets a portfolio through that earns its money, and writes a record', () => {
    const days = alignBars(['M1', 'M2', 'M3'].map(symbol => memory(symbol, 1200)))
    const sleeves = days.symbols.map(symbol => ({ strategy: Remembers, symbol, weight: 1 / 3 }))
    const shown = gatherPortfolioEvidence({ name: 'memory', portfolio: { sleeves } }, days, {
      ...few,
      stress: { scenarios: ['single_crash_bar'], places: 1 },
      costs: { feeBps: 1 },
    })
    const promotion = promote(shown, 'portfolio_moderate')
    expect(promotion.refusals).toEqual([])
    if (!promotion.go) throw new Error('no go')
    const record = parsePromotion(formatPromotion(promotionRecord(promotion)))
    expect(record.policy.name).toBe('portfolio_moderate')
    expect(record.evidence.portfolio?.largestWeight).toBeCloseTo(1 / 3, 12)
    const claim = {
      strategy: portfolioIdentity({ sleeves }, 'memory'),
      symbol: 'M1+M2+M3',
      timeframe: '1d',
      policies: ['portfolio_moderate'],
    }
    expect(checkPromotion(record, claim).ok).toBe(true)
    const other = portfolioIdentity({ sleeves: sleeves.map(sleeve => ({ ...sleeve, weight: 0.3 })) }, 'memory')
    expect(checkPromotion(record, { ...claim, strategy: other }).refusals.map(({ code }) => code)).toEqual(['promotion/other-params'])
  })

  it('tells how far it is, and stops', () => {
    const stages: string[] = []
    gatherPortfolioEvidence(candidates, panel, { ...few, onProgress: ({ stage, done, total }) => done === total && stages.push(stage) })
    expect(stages).toEqual(['candidates', 'walkForward', 'luck', 'robustness'])
    expect(() => gatherPortfolioEvidence(candidates, panel, { ...few, signal: AbortSignal.abort(new Error('no')) })).toThrow('no')
  })

  it('refuses what makes no sense', () => {
    const refuses = (code: string, work: () => unknown) => expect(work).toThrow(expect.objectContaining({ code }))
    refuses('promotion/no-choice', () => gatherPortfolioEvidence({ sleeves: [{ strategy: Never, symbol: 'A' }] }, panel, few))
    refuses('promotion/trials', () => gatherPortfolioEvidence(candidates, panel, { ...few, trials: Number.NaN }))
    refuses('panel/sleeves', () => gatherPortfolioEvidence({ sleeves: [] }, panel, few))
    refuses('promotion/policy', () => promote(evidence, 'portfolio_modest' as 'portfolio_moderate'))
  })
})
