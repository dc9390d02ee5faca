import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignBars, type Panel } from '../../../src/market/panel.ts'
import { allocationCandidates } from '../../../src/research/portfolio/portfolio-candidates.ts'
import { SleeveRecords } from '../../../src/research/portfolio/sleeve-records.ts'
import { slicePanel } from '../../../src/research/portfolio/slice-panel.ts'
import { tradeStretch } from '../../../src/research/portfolio/trade-stretch.ts'
import { walkForwardPortfolio } from '../../../src/research/portfolio/walk-forward-portfolio.ts'
import { cutWindows } from '../../../src/research/windows.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { costs, growing, market, mutated, Never, resolved, three, tradeable } from './planted.ts'

const panel = market(600)
const candidates = allocationCandidates({ sleeves: three, rebalance: 'week' }, [
  'given',
  { method: 'inverse_volatility' },
  { method: 'minimum_variance' },
])
const plan = { train: 200, test: 100, costs } as const

describe('walkForwardPortfolio', () => {
  const walk = walkForwardPortfolio(candidates, panel, plan)

  it('cuts the windows that a walk forward cuts', () => {
    expect(walk.windows.map(({ train, test }) => ({ train, test }))).toEqual(cutWindows(panel, { train: 200, test: 100 }))
    expect(walk.candidates).toEqual(['given', 'inverse_volatility', 'minimum_variance'])
    expect(walk.windows.map(({ testStartTime }) => testStartTime)).toEqual([200, 300, 400, 500].map(row => panel.time[row]))
  })

  it('chooses the candidate with the best objective on the train window', () => {
    for (const [k, window] of walk.windows.entries()) {
      const alone = candidates.map(candidate => walkForwardPortfolio(candidate, panel, plan).windows[k])
      const scores = alone.map(({ score }) => score)
      expect(window.candidate).toBe(scores.indexOf(Math.max(...scores)))
      expect(window.weights).toEqual(alone[window.candidate].weights)
      expect(window.inSample).toEqual(alone[window.candidate].inSample)
    }
  })

  it('is the tests one after the other', () => {
    const records = new SleeveRecords(panel, tradeable)
    let { capital } = tradeable
    const equity = walk.windows.flatMap(({ test, candidate, weights }) => {
      const { portfolio } = candidates[candidate]
      const stretch = tradeStretch(records, {
        portfolio,
        sleeves: resolved(portfolio.sleeves),
        weights: weights.map(({ weight }) => weight),
        settings: tradeable,
        capital: capital as number,
        range: test,
        leave: true,
      })
      capital = stretch.equity[stretch.equity.length - 1]
      return [...stretch.equity]
    })
    expect(Array.from(walk.stitched.equity)).toEqual(equity)
    const chained = walk.windows.reduce((growth, { outOfSample }) => growth * (1 + outOfSample.totalReturn), 1)
    expect(1 + walk.summary.totalReturn).toBeCloseTo(chained, 10)
    expect(walk.summary.trades).toBe(walk.windows.reduce((sum, { outOfSample }) => sum + outOfSample.trades, 0))
  })

  it.each([
    ['plain', candidates],
    [
      'with a regime',
      [{ name: 'r', portfolio: { ...candidates[1].portfolio, regime: { scales: { risk_on: 1, neutral: 0.7, risk_off: 0.2 } } } }],
    ],
  ])('knows nothing of bars behind a window (%s)', (_, choices) => {
    const whole = walkForwardPortfolio(choices, panel, plan)
    for (const [k, { test }] of whole.windows.entries()) {
      const bent = walkForwardPortfolio(choices, mutated(panel, test[1]), plan)
      expect(bent.windows.slice(0, k + 1)).toEqual(whole.windows.slice(0, k + 1))
      if (k + 1 < whole.windows.length) expect(bent.windows[k + 1]).not.toEqual(whole.windows[k + 1])
    }
  })

  it('chooses and estimates from the train window alone', () => {
    const whole = walkForwardPortfolio(candidates, panel, plan)
    const bent = walkForwardPortfolio(candidates, mutated(panel, 300), plan)
    const choice = ({ windows }: typeof whole, k: number) => {
      const { portfolio, weights, score, inSample } = windows[k]
      return { portfolio, weights, score, inSample }
    }
    expect(choice(bent, 1)).toEqual(choice(whole, 1))
    expect(bent.windows[1].outOfSample).not.toEqual(whole.windows[1].outOfSample)
  })

  it('measures efficiency as the quotient of yearly returns, by hand', () => {
    const steady = alignBars([growing('A', 1.001, 400)])
    const walk = walkForwardPortfolio({ sleeves: [{ strategy: BuyAndHold, symbol: 'A' }] }, steady, { train: 100, test: 100 })
    // In at the second open, out at the last: 98 of 100 bars are held.
    const yearly = 1.001 ** (98 * 3.65) - 1
    expect(walk.inSampleReturn).toBeCloseTo(yearly, 8)
    expect(walk.outOfSampleReturn).toBeCloseTo(yearly, 8)
    expect(walk.efficiency).toBeCloseTo(1, 8)
    expect(walk.profitableWindows).toBe(1)
    expect(walk.drift['buy_and_hold A']).toEqual({ mean: 1, min: 1, max: 1, change: 0 })
    expect(walk.turnover).toBe(0)
  })

  it('takes the best of two planted markets, and follows when they change places', () => {
    const rise = [...new Array(300).fill(1.004), ...new Array(300).fill(0.997)]
    const symbols: Panel = alignBars(
      [rise, rise.map(factor => (factor > 1 ? 0.997 : 1.004))].map((factors, k) => {
        const close = factors.map((_, i) => 100 * factors.slice(0, i + 1).reduce((product, factor) => product * factor, 1))
        const bars = growing(k === 0 ? 'A' : 'B', 1, 600)
        const column = Float64Array.from(close, (value, i) => value * (1 + 0.001 * ((i % 5) - 2)))
        return { ...bars, open: column, high: column, low: column, close: column }
      }),
    )
    const choices = ['A', 'B'].map(symbol => ({ name: symbol, portfolio: { sleeves: [{ strategy: BuyAndHold, symbol }] } }))
    const { windows, drift } = walkForwardPortfolio(choices, symbols, { train: 100, test: 50 })
    expect(windows.map(({ portfolio }) => portfolio)).toEqual(
      ['A', 'A', 'A', 'A', 'A', 'B', 'B', 'B', 'B', 'B'].map((name, k) => (k === 5 ? windows[5].portfolio : name)),
    )
    expect(drift['buy_and_hold A'].change).toBeCloseTo(1 / 9, 12)
  })

  it('asks a builder for every window, and shows it the train rows only', () => {
    const seen: Panel[] = []
    const walk = walkForwardPortfolio(
      train => {
        seen.push(train)
        return { sleeves: three.slice(0, 1 + (seen.length % 2)) }
      },
      panel,
      plan,
    )
    expect(seen).toEqual(walk.windows.map(({ train }) => slicePanel(panel, train)))
    expect(walk.windows.map(({ weights }) => weights.length)).toEqual([2, 1, 2, 1])
    expect(walk.candidates).toEqual(['built'])
  })

  it('trades a single portfolio that did nothing in training, and nothing when trades were asked for', () => {
    const idle = { sleeves: [{ strategy: Never, symbol: 'A' }] }
    expect(walkForwardPortfolio(idle, panel, plan).windows[0].portfolio).toBe('given')
    const asked = walkForwardPortfolio(idle, panel, { ...plan, minTrades: 1 })
    expect(asked.windows[0]).toMatchObject({ portfolio: null, candidate: -1, weights: [], inSample: null })
    expect(asked.summary.totalReturn).toBe(0)
    expect(asked.efficiency).toBeNaN()
    expect(walkForwardPortfolio([idle, idle], panel, plan).windows[0].portfolio).toBeNull()
  })

  it('understands durations, anchored windows, gaps and steps', () => {
    const { windows } = walkForwardPortfolio(candidates[0], panel, { train: '5d', test: '4d', step: '6d', embargo: 10, anchored: true })
    expect(windows).toHaveLength(cutWindows(panel, { train: '5d', test: '4d', step: '6d', embargo: 10, anchored: true }).length)
    expect(windows.every(({ train, test }) => train[0] === 0 && test[0] >= train[1] + 10)).toBe(true)
  })

  it('goes on when the account is ruined', () => {
    const crash = alignBars([growing('A', 0.5, 60)])
    const walk = walkForwardPortfolio({ sleeves: [{ strategy: BuyAndHold, symbol: 'A' }] }, crash, { train: 20, test: 20 })
    expect(walk.summary.totalReturn).toBeLessThan(-0.999)
    expect(walk.windows).toHaveLength(2)
  })

  it('has tests that make the stitched run, whatever the windows', () => {
    const size = fc.integer({ min: 2, max: 150 })
    const windows = fc.record({ train: size, test: size, embargo: fc.integer({ min: 0, max: 20 }), anchored: fc.boolean() })
    const check = (sizes: { train: number; test: number; embargo: number; anchored: boolean }, gap: number) => {
      const { windows, stitched, summary } = walkForwardPortfolio(candidates, panel, { ...sizes, step: sizes.test + gap, costs })
      const growth = windows.reduce((product, { outOfSample }) => product * (1 + outOfSample.totalReturn), 1)
      expect(1 + summary.totalReturn).toBeCloseTo(growth, 9)
      expect(stitched.equity).toHaveLength(windows[windows.length - 1].test[1] - windows[0].test[0])
      expect(stitched.trades.filter(({ exitReason }) => exitReason === 'open')).toEqual([])
      expect(stitched.trades.reduce((sum, { pnl }) => sum + pnl, 10_000)).toBeCloseTo(summary.finalEquity, 6)
      for (const { weights } of windows) expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
    }
    fc.assert(fc.property(windows, fc.integer({ min: 0, max: 40 }), check), { numRuns: 25 })
  })

  it('refuses what makes no sense', () => {
    const refuses = (code: string, work: () => unknown) => expect(work).toThrow(expect.objectContaining({ code }))
    refuses('windows/too-short', () => walkForwardPortfolio(candidates, panel, { train: 500, test: 200 }))
    refuses('windows/size', () => walkForwardPortfolio(candidates, panel, { train: Number.NaN, test: 200 }))
    refuses('walk-forward/step', () => walkForwardPortfolio(candidates, panel, { train: 100, test: 100, step: 50 }))
    refuses('panel/sleeves', () => walkForwardPortfolio({ sleeves: [] }, panel, plan))
    refuses('portfolio/candidates', () => walkForwardPortfolio([], panel, plan))
    refuses('research/objective', () => walkForwardPortfolio(candidates, panel, { ...plan, objective: 'x' as 'sharpe' }))
    refuses('panel/unknown-symbol', () => walkForwardPortfolio({ sleeves: [{ strategy: BuyAndHold, symbol: 'X' }] }, panel, plan))
    refuses('backtest/settings', () => walkForwardPortfolio(candidates, panel, { ...plan, capital: Number.NaN }))
  })

  it('tells how far it is, and stops', () => {
    const seen: number[] = []
    walkForwardPortfolio(candidates, panel, { ...plan, onProgress: ({ done, total }) => seen.push(done / total) })
    expect(seen).toHaveLength(16)
    expect(seen[15]).toBe(1)
    const stop = new AbortController()
    const work = () =>
      walkForwardPortfolio(candidates, panel, { ...plan, signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) })
    expect(work).toThrow('enough')
  })
})
