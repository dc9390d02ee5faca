import { describe, expect, it } from 'vitest'
import { backtestPanel } from '../../../src/engine/backtest-panel.ts'
import { sliceBars } from '../../../src/market/bars.ts'
import { alignBars } from '../../../src/market/panel.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { backtestPortfolio } from '../../../src/portfolios/backtest-portfolio.ts'
import { rowReturns, SleeveRecords } from '../../../src/research/portfolio/sleeve-records.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { market, resolved, three, tradeable } from './planted.ts'

const panel = market(400)
const sleeves = resolved(three)

describe('SleeveRecords', () => {
  it.each(['signal', 'week', { every: 7 }, { band: 0.02 }] as const)(
    'replays to the bit what strategies decide, rebalanced by %s',
    rebalance => {
      const recorded = new SleeveRecords(panel, tradeable).replayAll(sleeves)
      const replayed = backtestPortfolio({ sleeves: recorded, rebalance }, panel, tradeable)
      const plain = backtestPortfolio({ sleeves, rebalance }, panel, tradeable)
      expect(replayed.summary).toEqual(plain.summary)
      expect(replayed.equity).toEqual(plain.equity)
      expect(replayed.sleeves.map(({ fills }) => fills)).toEqual(plain.sleeves.map(({ fills }) => fills))
    },
  )

  it('decides nothing outside of a range, and leaves before its end', () => {
    const range = [100, 200] as const
    const recorded = new SleeveRecords(panel, tradeable).replay(sleeves, { range, leave: true })
    const { equity, leverage, sleeves: results } = backtestPortfolio({ sleeves: recorded }, panel, tradeable)
    expect(new Set(equity.subarray(0, 101))).toEqual(new Set([10_000]))
    expect(Math.max(...leverage.subarray(101, 199))).toBeGreaterThan(0)
    expect(new Set(leverage.subarray(199))).toEqual(new Set([0]))
    const rows = results.flatMap(({ fills }) => fills.map(({ index }) => index))
    expect(Math.min(...rows)).toBeGreaterThan(100)
    expect(Math.max(...rows)).toBe(199)
  })

  it('turns a sleeve with a negative weight round', () => {
    const records = new SleeveRecords(panel, tradeable)
    const [against] = records.replay(sleeves, { range: [0, 400], leave: false, weights: [-1, 1, 1] })
    const targets = backtestPanel([{ ...against, weight: 1 }], panel, tradeable).sleeves[0].targets
    expect(Array.from(targets)).toEqual(Array.from(records.targets(sleeves[0]), value => -value))
  })

  it('records what a sleeve earns alone, holes of its symbol left out', () => {
    const [a, b] = ['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 100, symbol }))
    const holed = alignBars([a, sliceBars(b, 60)], { join: 'outer' })
    const records = new SleeveRecords(holed, tradeable)
    const returns = records.returns({
      strategy: MaCrossover,
      params: { fast: 2, slow: 5 },
      symbol: 'B',
      weight: 0.1,
      name: 'x',
      group: 'g',
    })
    expect(returns.subarray(0, 60).every(Number.isNaN)).toBe(true)
    const alone = backtestPanel(
      [{ strategy: MaCrossover, params: { fast: 2, slow: 5 }, symbol: 'B' }],
      alignBars([sliceBars(b, 60)]),
      tradeable,
    )
    let growth = 1
    for (const value of returns.subarray(60)) growth *= 1 + value
    expect(growth).toBeCloseTo(1 + alone.summary.totalReturn, 12)
  })

  it('lets every decision be late', () => {
    const late = new SleeveRecords(panel, tradeable, 3).targets(sleeves[0])
    const punctual = new SleeveRecords(panel, tradeable).targets(sleeves[0])
    expect(Array.from(late.subarray(3))).toEqual(Array.from(punctual.subarray(0, 397)))
    expect(Array.from(late.subarray(0, 3))).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })

  it('knows when anything is wanted', () => {
    const records = new SleeveRecords(panel, tradeable)
    const wanted = records.wanted(sleeves)
    const columns = sleeves.map(sleeve => records.targets(sleeve))
    for (const row of [0, 50, 399]) expect(wanted[row]).toBe(columns.some(column => Math.abs(column[row]) > 0) ? 1 : 0)
    expect(records.wanted([sleeves[2]]).every(value => value === 1)).toBe(true)
  })
})

describe('rowReturns', () => {
  it('begins with the capital and ends with the ruin', () => {
    expect(Array.from(rowReturns(Float64Array.of(110, 99, 0, 5, -3), 100))).toEqual([
      expect.closeTo(0.1, 12),
      expect.closeTo(-0.1, 12),
      -1,
      0,
      0,
    ])
  })
})
