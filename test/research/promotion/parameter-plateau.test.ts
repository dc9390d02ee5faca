import { describe, expect, it } from 'vitest'
import { backtest } from '../../../src/engine/backtest.ts'
import { resolveSettings } from '../../../src/engine/settings.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { parameterPlateau, sweptPlateau } from '../../../src/research/promotion/parameter-plateau.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

describe('sweptPlateau', () => {
  const sets = [5, 10, 20, 40].flatMap(fast => [50, 100, 200].map(slow => ({ fast, slow, kind: 'ema' })))
  const at = (fast: number, slow: number) => sets.findIndex(set => set.fast === fast && set.slow === slow)

  it('looks at the values next to the choice, in every direction', () => {
    const sharpes = sets.map(({ fast, slow }) => (fast === 10 && slow === 100 ? 2 : fast === 40 ? -9 : fast === 5 ? 1 : 0.5))
    // Around (10, 100): three of fast 5 with 1, two of fast 10 and three of fast 20 with 0.5.
    expect(sweptPlateau({ sets, sharpes, chosen: at(10, 100) })).toEqual({
      from: 'sweep',
      neighbors: 8,
      profitable: 1,
      medianSharpe: 0.5,
      retention: 0.25,
    })
    expect(sweptPlateau({ sets, sharpes, chosen: at(5, 50) })?.neighbors).toBe(3)
  })

  it('counts losers, and what never trades as nothing', () => {
    const three = [{ a: 1 }, { a: 2 }, { a: 3 }]
    expect(sweptPlateau({ sets: three, sharpes: [-1, 2, Number.NaN], chosen: 1 })).toMatchObject({
      profitable: 0,
      medianSharpe: -0.5,
      retention: -0.25,
    })
  })

  it('takes another word for another strategy', () => {
    const words = [
      { a: 1, kind: 'sma' },
      { a: 1, kind: 'ema' },
      { a: 2, kind: 'sma' },
    ]
    expect(sweptPlateau({ sets: words, sharpes: [1, 9, 0.5], chosen: 0 })).toMatchObject({ neighbors: 1, medianSharpe: 0.5 })
    expect(sweptPlateau({ sets: words.slice(0, 2), sharpes: [1, 9], chosen: 0 })).toBeUndefined()
    expect(sweptPlateau({ sets: [{}], sharpes: [1], chosen: 0 })).toBeUndefined()
  })

  it('has no share of a Sharpe ratio that is not positive', () => {
    expect(sweptPlateau({ sets: [{ a: 1 }, { a: 2 }], sharpes: [-1, -2], chosen: 0 })?.retention).toBeNaN()
  })
})

describe('parameterPlateau', () => {
  const bars = syntheticBars({ seed: 3, length: 600 })
  const settings = resolveSettings({ costs: { feeBps: 5 } })

  it('runs the sets around a choice', () => {
    const plateau = parameterPlateau(MaCrossover, bars, { params: { fast: 10, slow: 30 }, settings, seed: 1 })
    const around = [9, 10, 11]
      .flatMap(fast => [27, 30, 33].map(slow => ({ fast, slow })))
      .filter(({ fast, slow }) => fast !== 10 || slow !== 30)
      .map(params => backtest(MaCrossover, bars, { params, ...settings }).summary.sharpe)
      .sort((a, b) => a - b)
    expect(plateau).toMatchObject({ from: 'steps', neighbors: 8, profitable: around.filter(sharpe => sharpe > 0).length / 8 })
    expect(plateau.medianSharpe).toBeCloseTo((around[3] + around[4]) / 2, 12)
  })

  it('finds nobody around a rule without parameters', () => {
    expect(parameterPlateau(BuyAndHold, bars, { params: {}, settings, seed: 1 })).toEqual({
      from: 'steps',
      neighbors: 0,
      profitable: Number.NaN,
      medianSharpe: Number.NaN,
      retention: Number.NaN,
    })
  })
})
