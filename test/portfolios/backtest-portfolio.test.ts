import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { backtestPanel } from '../../src/engine/backtest-panel.ts'
import { alignBars, type Panel } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { backtestPortfolio, type PortfolioOptions } from '../../src/portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../src/portfolios/portfolio.ts'
import { Breakout } from '../../src/strategies/library/breakout.ts'
import { BuyAndHold } from '../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'
import { flat, listed, named } from '../engine/listed.ts'

const market = (seed: number, length: number, symbols = ['A', 'B', 'C']) =>
  symbols.map((symbol, k) => syntheticBars({ seed: seed * 7 + k, length, symbol, volatility: 1.2, start: Date.UTC(2024, 0, 1) }))

const three: Portfolio = {
  sleeves: [
    { strategy: MaCrossover, params: { fast: 5, slow: 20 }, symbol: 'A', weight: 0.5 },
    { strategy: RsiReversion, symbol: 'B', weight: 0.3, exits: { stopLoss: 0.05 } },
    { strategy: Breakout, symbol: 'C', weight: 0.2 },
  ],
}
const costs: PortfolioOptions = { costs: { feeBps: 10, slippageBps: 5 } }

describe('a portfolio', () => {
  it('of one sleeve at weight 1 is the plain backtest, to the bit', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom(undefined, 0.03), (seed, stopLoss) => {
        const [bars] = market(seed, 400, ['A'])
        const options = { ...costs, exits: { stopLoss } }
        const plain = backtest(MaCrossover, bars, { ...options, params: { fast: 5, slow: 20 } })
        const sleeves = [{ strategy: MaCrossover, params: { fast: 5, slow: 20 }, symbol: 'A', weight: 1 }]
        const result = backtestPortfolio({ sleeves }, alignBars([bars]), options)
        expect([...result.equity]).toEqual([...plain.equity])
        expect(result.sleeves[0].fills).toEqual(plain.fills)
        expect(result.sleeves[0].trades).toEqual(plain.trades)
        expect(result.summary.sharpe).toBe(plain.summary.sharpe)
      }),
      { numRuns: 100 },
    )
  })

  it('without anything else is the panel of its sleeves', () => {
    const panel = alignBars(market(1, 600))
    const { weights, attribution, ...result } = backtestPortfolio(three, panel, costs)
    expect(result).toEqual(backtestPanel(three.sleeves, panel, costs))
    expect(weights).toEqual({ rows: Int32Array.of(0), columns: [0.5, 0.3, 0.2].map(weight => Float64Array.of(weight)), notes: [] })
    expect(attribution.contribution).toHaveLength(3)
  })

  it('is brought back to its weights at the first close of every period, by hand', () => {
    // Days from 30 January: the first of February is row 2. A has doubled by then.
    const day = 86_400_000
    const start = Date.UTC(2024, 0, 30)
    const at = (bars: ReturnType<typeof named>) => ({ ...bars, time: Float64Array.from(bars.time, (_, t) => start + t * day) })
    const panel = alignBars([
      at(named('A', flat(10), flat(10), flat(20), flat(20), flat(20))),
      at(named('B', flat(10), flat(10), flat(10), flat(10), flat(10))),
    ])
    const sleeves = [listed('A', [1, 1, 1, 1, 1], { weight: 0.4 }), listed('B', [1, 1, 1, 1, 1], { weight: 0.4 })]
    const fills = (rebalance: Portfolio['rebalance']) =>
      backtestPortfolio({ sleeves, rebalance }, panel, { capital: 1000 }).sleeves.map(sleeve =>
        sleeve.fills.map(({ index, quantity }) => [index, Number(quantity.toFixed(9))]),
      )
    // 40 of each. At row 3 the account is worth 1400: 560 each.
    const restored = [
      [
        [1, 40],
        [3, -12],
      ],
      [
        [1, 40],
        [3, 16],
      ],
    ]
    expect(fills('signal')).toEqual([[[1, 40]], [[1, 40]]])
    expect(fills('month')).toEqual(restored)
    expect(fills('week')).toEqual([[[1, 40]], [[1, 40]]])
    expect(fills('year')).toEqual([[[1, 40]], [[1, 40]]])
    expect(fills({ every: 2 })).toEqual(restored)
    // At row 2 A is off by 240 of 1400, more than a tenth; B by 160.
    expect(fills({ band: 0.15 })).toEqual([restored[0], [[1, 40]]])
    expect(fills({ band: 0.11 })).toEqual(restored)
  })
})

describe('what makes no sense', () => {
  const panel = alignBars(market(1, 100))
  const run =
    (portfolio: Partial<Portfolio>, options?: PortfolioOptions, on: Panel = panel) =>
    () =>
      backtestPortfolio({ ...three, ...portfolio }, on, options)
  it('is refused with a reason', () => {
    const heavy = three.sleeves.map(sleeve => ({ ...sleeve, weight: 0.5 }))
    expect(run({ sleeves: heavy })).toThrow('the weights come to 1.5, more than the 1 that the account may hold')
    expect(run({ sleeves: heavy }, { maxLeverage: 1.5 })).not.toThrow()
    expect(run({ sleeves: [] })).toThrow('there are no sleeves')
    expect(run({ sleeves: [{ strategy: BuyAndHold, symbol: 'D' }] })).toThrow('the panel has no symbol "D"')
    expect(run({ rebalance: 'monthly' as never })).toThrow('unknown rebalance "monthly"; did you mean "month"?')
    expect(run({ rebalance: { every: 0 } })).toThrow('rebalance every 0 bars')
    expect(run({ rebalance: { band: -1 } })).toThrow('rebalance')
    expect(run({ allocation: { method: 'equal', lookback: 1 } })).toThrow('lookback is 1 bars')
    expect(run({ allocation: { method: 'risk_party' as never } }, {}, alignBars(market(1, 1500)))).toThrow('did you mean "risk_parity"')
  })
  it('but less than the whole account may stay cash', () => {
    const { weights } = run({ sleeves: [{ strategy: BuyAndHold, symbol: 'A', weight: 0.25 }] })()
    expect(weights.notes).toEqual(['The weights come to 0.25: the rest of the account stays cash.'])
  })
})
