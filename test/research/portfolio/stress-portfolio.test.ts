import { describe, expect, it } from 'vitest'
import { sliceBars } from '../../../src/market/bars.ts'
import { alignBars } from '../../../src/market/panel.ts'
import { panelBars } from '../../../src/market/panel-bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { backtestPortfolio } from '../../../src/portfolios/backtest-portfolio.ts'
import { SleeveRecords } from '../../../src/research/portfolio/sleeve-records.ts'
import { countStressRows, couplePanel, stressPortfolio } from '../../../src/research/portfolio/stress-portfolio.ts'
import { stressPanel } from '../../../src/research/stress/stress-panel.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { market, resolved, settings, three, tradeable } from './planted.ts'

const panel = market(400)

function correlation(a: ArrayLike<number>, b: ArrayLike<number>) {
  const moves = (close: ArrayLike<number>) => Array.from({ length: close.length - 1 }, (_, i) => Math.log(close[i + 1] / close[i]))
  const [x, y] = [moves(a), moves(b)]
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const cross = (u: number[], v: number[]) => mean(u.map((value, i) => (value - mean(u)) * (v[i] - mean(v))))
  return cross(x, y) / Math.sqrt(cross(x, x) * cross(y, y))
}

function suffer(options: Parameters<typeof stressPortfolio>[0]['options'], portfolio = { sleeves: three }, on = panel) {
  const baseline = backtestPortfolio(portfolio, on, tradeable).summary
  const records = new SleeveRecords(on, tradeable)
  const subject = {
    portfolio,
    sleeves: resolved(portfolio.sleeves),
    panel: on,
    records,
    settings,
    tradeable,
    baseline,
    seed: 1,
    step: () => {},
  }
  return stressPortfolio({ subject, options, signal: undefined })
}

describe('couplePanel', () => {
  it('makes every correlation of moves 1, and keeps their sizes', () => {
    const one = couplePanel(panel, 1)
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ]) {
      expect(Math.abs(correlation(panel.assets[i].close, panel.assets[j].close))).toBeLessThan(0.9)
      expect(correlation(one.assets[i].close, one.assets[j].close)).toBeCloseTo(1, 9)
    }
    const end = (which: typeof panel, k: number) => which.assets[k].close[399] / which.assets[k].close[0]
    for (const k of [0, 1, 2]) expect(end(one, k)).toBeCloseTo(end(panel, k), 8)
  })

  it('goes part of the way, or none', () => {
    const half = couplePanel(panel, 0.5)
    const [before, after] = [panel, half].map(({ assets }) => correlation(assets[0].close, assets[1].close))
    expect(after).toBeGreaterThan(before)
    expect(after).toBeLessThan(0.999)
    expect(couplePanel(panel, 0)).toBe(panel)
  })

  it('takes holes', () => {
    const [a, b] = ['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 100, symbol }))
    const one = couplePanel(alignBars([a, sliceBars(b, 40)], { join: 'outer' }), 1)
    expect(panelBars(one, 'B').bars.length).toBe(60)
  })

  it('refuses what is no correlation', () => {
    for (const value of [-0.1, 1.1, Number.NaN])
      expect(() => couplePanel(panel, value)).toThrow(expect.objectContaining({ code: 'stress/correlation' }))
  })
})

describe('stressPortfolio', () => {
  it('is the backtest on the stressed panel, where strategies decide anew', () => {
    const { rows, baseline } = suffer({ scenarios: ['flash_crash'], severities: [0.4], position: 'middle', correlations: [] })
    const stressed = stressPanel(panel, { scenario: 'flash_crash', severity: 0.4, position: 200, seed: 1 })
    const plain = backtestPortfolio({ sleeves: three }, stressed, tradeable).summary
    expect(rows).toHaveLength(1)
    expect(rows[0].metrics).toMatchObject({ totalReturn: plain.totalReturn, maxDrawdown: plain.maxDrawdown, trades: plain.trades })
    expect(rows[0].change.totalReturn).toBe(plain.totalReturn - baseline.totalReturn)
    expect(rows[0].index).toBe(200)
  })

  it('adds correlation shocks over the whole history', () => {
    const { rows, worst } = suffer({ scenarios: [], correlations: [0, 1] })
    expect(rows.map(({ scenario, severity }) => [scenario, severity])).toEqual([
      ['correlation_shock', 0],
      ['correlation_shock', 1],
    ])
    expect(rows[0].change.sharpe).toBe(0)
    expect(rows[1].metrics.sharpe).toBe(backtestPortfolio({ sleeves: three }, couplePanel(panel, 1), tradeable).summary.sharpe)
    expect(rows).toContain(worst)
  })

  it('takes away what diversification gives', () => {
    const sleeves = ['A', 'B', 'C'].map(symbol => ({ strategy: BuyAndHold, symbol }))
    const { rows, baseline } = suffer({ scenarios: [], correlations: [1] }, { sleeves })
    expect(rows[0].metrics.volatility).toBeGreaterThan(1.2 * baseline.volatility)
  })

  it('raises costs, and delays decisions, of all sleeves', () => {
    const sleeves = ['A', 'B'].map(symbol => ({ strategy: MaCrossover, params: { fast: 3, slow: 10 }, symbol }))
    const { rows } = suffer({ scenarios: ['fee_shock', 'delayed_fills'], severities: [0.2], correlations: [] }, { sleeves })
    const costly = backtestPortfolio({ sleeves }, panel, { ...tradeable, costs: { feeBps: 28, slippageBps: 5 } }).summary
    expect(rows[0].metrics.totalReturn).toBeCloseTo(costly.totalReturn, 12)
    const late = new SleeveRecords(panel, tradeable, 2).replayAll(resolved(sleeves))
    expect(rows[1].metrics.totalReturn).toBe(backtestPortfolio({ sleeves: late }, panel, tradeable).summary.totalReturn)
  })

  it('tries several places unless one is fixed, and the worst counts', () => {
    const options = { scenarios: ['single_crash_bar'], severities: [0.3], correlations: [] }
    const many = suffer(options).rows[0]
    expect(many.places).toBe(5)
    expect(many.metrics.totalReturn).toBeLessThanOrEqual(suffer({ ...options, position: many.index }).rows[0].metrics.totalReturn + 1e-12)
  })

  it('counts its rows', () => {
    expect(countStressRows({})).toBe(13)
    expect(countStressRows({ scenarios: ['gap_down'], severities: [0.1, 0.2], correlations: [] })).toBe(2)
  })

  it('refuses what makes no sense', () => {
    const refuses = (code: string, options: Parameters<typeof suffer>[0]) =>
      expect(() => suffer(options)).toThrow(expect.objectContaining({ code }))
    refuses('stress/correlation', { correlation: Number.NaN })
    refuses('stress/correlation', { correlations: [2] })
    refuses('stress/scenario', { scenarios: ['flash'] })
    refuses('stress/severity', { severities: [Number.NaN] })
    refuses('stress/plan', { scenarios: [], correlations: [] })
    refuses('stress/plan', { maxDrawdown: 0 })
  })
})
