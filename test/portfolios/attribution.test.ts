import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtestPanel } from '../../src/engine/backtest-panel.ts'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { attributeResult } from '../../src/portfolios/attribution.ts'
import { Breakout } from '../../src/strategies/library/breakout.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'
import { flat, listed, named } from '../engine/listed.ts'

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const strategies = [MaCrossover, RsiReversion, Breakout]

it('takes two sleeves apart, by hand', () => {
  const panel = alignBars([
    named('A', flat(10), flat(10), flat(12), flat(9), flat(12)),
    named('B', flat(10), flat(10), flat(9), flat(9), flat(9)),
  ])
  const result = backtestPanel([listed('A', [1, 1, 1, 1, 1], { weight: 0.5 }), listed('B', [-1, -1, -1, -1, -1], { weight: 0.5 })], panel, {
    capital: 1000,
  })
  // 50 of A, 50 of B sold. Equity 1000, 1000, 1150, 1000, 1150.
  const { contribution, drawdowns, exposure, risk, correlation, diversificationRatio, period } = attributeResult(result)
  expect([...result.equity]).toEqual([1000, 1000, 1150, 1000, 1150])
  expect(contribution).toEqual([0.1, 0.05])
  expect(drawdowns).toEqual([
    { start: 2, trough: 3, end: 4, depth: expect.closeTo(150 / 1150, 12), bySleeve: [expect.closeTo(-150 / 1150, 12), 0] },
  ])
  expect([...exposure.net]).toEqual([0, 0, expect.closeTo(150 / 1150, 12), 0, expect.closeTo(150 / 1150, 12)])
  expect([...exposure.gross]).toEqual([0, 1, expect.closeTo(1050 / 1150, 12), expect.closeTo(0.9, 12), expect.closeTo(1050 / 1150, 12)])
  expect(exposure.cash[3]).toBe(1)
  expect(period).toBe('bar')
  // What they earned: A 0, 0, 0.1, -150/1150, 0.15; B 0, 0, 0.05, 0, 0.
  const a = [0, 0, 0.1, -150 / 1150, 0.15]
  const b = [0, 0, 0.05, 0, 0]
  const center = (list: number[]) => list.map(value => value - sum(list) / 5)
  const product = (x: number[], y: number[]) => sum(center(x).map((value, k) => value * center(y)[k]))
  const whole = a.map((value, k) => value + b[k])
  expect(risk[0]).toBeCloseTo(product(a, whole) / product(whole, whole), 12)
  expect(correlation[0][1]).toBeCloseTo(product(a, b) / Math.sqrt(product(a, a) * product(b, b)), 12)
  expect(diversificationRatio).toBeCloseTo((Math.sqrt(product(a, a)) + Math.sqrt(product(b, b))) / Math.sqrt(product(whole, whole)), 12)
})

it('gives all of the return, the risk and every drawdown to the sleeves', () => {
  let seen = 0
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.constantFrom(0, 20),
      fc.constantFrom(0.3, 0.6),
      fc.constantFrom('1h' as const, '1d' as const),
      (seed, feeBps, weight, timeframe) => {
        const list = strategies.map((_, k) =>
          syntheticBars({ seed: 3 * seed + k, length: 500, symbol: `S${k}`, volatility: 1.5, timeframe }),
        )
        const sleeves = strategies.map((strategy, k) => ({ strategy, symbol: `S${k}`, weight }))
        const result = backtestPanel(sleeves, alignBars(list), { costs: { feeBps }, maxLeverage: 2, rebalance: { every: 24 } })
        const { contribution, risk, correlation, diversificationRatio, drawdowns, exposure } = attributeResult(result)
        expect(Math.abs(sum(contribution) - result.summary.totalReturn)).toBeLessThan(1e-9)
        if (!Number.isNaN(risk[0])) {
          expect(sum(risk)).toBeCloseTo(1, 9)
          expect(diversificationRatio).toBeGreaterThan(1 - 1e-9)
        }
        for (const [i, row] of correlation.entries())
          for (const [j, value] of row.entries()) {
            if (Number.isNaN(value)) continue
            expect(Math.abs(value)).toBeLessThanOrEqual(1)
            expect(value).toBe(correlation[j][i])
            if (i === j) expect(value).toBe(1)
          }
        for (const { depth, bySleeve } of drawdowns) {
          seen++
          expect(Math.abs(sum(bySleeve) + depth)).toBeLessThan(1e-9)
        }
        expect(drawdowns[0]?.depth ?? 0).toBeCloseTo(result.summary.maxDrawdown, 12)
        for (let row = 0; row < 500; row++)
          if (result.equity[row] > 0) expect(exposure.net[row] + exposure.cash[row]).toBeCloseTo(1, 9)
          else expect(exposure.cash[row]).toBeNaN()
      },
    ),
    { numRuns: 100 },
  )
  expect(seen).toBeGreaterThan(300)
})

describe('where there is nothing to share', () => {
  it('shares are not known', () => {
    const panel = alignBars([named('A', flat(10), flat(10), flat(10))])
    const idle = backtestPanel([listed('A', [0, 0, 0])], panel)
    expect(attributeResult(idle)).toMatchObject({
      contribution: [0],
      risk: [Number.NaN],
      correlation: [[Number.NaN]],
      diversificationRatio: Number.NaN,
      drawdowns: [],
    })
  })

  it('one sleeve is everything', () => {
    const panel = alignBars([syntheticBars({ seed: 1, length: 300, symbol: 'A' })])
    const { risk, correlation, diversificationRatio } = attributeResult(backtestPanel([{ strategy: MaCrossover, symbol: 'A' }], panel))
    expect(risk[0]).toBeCloseTo(1, 12)
    expect(correlation).toEqual([[1]])
    expect(diversificationRatio).toBeCloseTo(1, 12)
  })

  it('a loss that begins with the first trade counts from the capital', () => {
    const panel = alignBars([named('A', flat(10), [10, 10, 9, 9], flat(8))])
    const { drawdowns } = attributeResult(backtestPanel([listed('A', [1, 1, 1])], panel, { fillAt: 'close', costs: { feeBps: 100 } }))
    expect(drawdowns[0].start).toBe(-1)
    expect(sum(drawdowns[0].bySleeve)).toBeCloseTo(-drawdowns[0].depth, 12)
  })
})
