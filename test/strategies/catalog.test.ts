import { expect, it } from 'vitest'
import { catalog, createCatalog } from '../../src/strategies/catalog.ts'
import { ArmstrongCycle } from '../../src/strategies/experimental/armstrong-cycle.ts'
import { BuyAndHold } from '../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

it('finds by id and suggests the nearest', () => {
  expect(catalog.get('ma_crossover')).toBe(MaCrossover)
  expect(() => catalog.get('ma_crosover')).toThrow('strategy "ma_crosover" is unknown; did you mean "ma_crossover"?')
  expect(() => catalog.get('')).toThrow('strategy "" is unknown')
})

it('has the strategies of Peak_Trade', () => {
  expect(catalog.list().map(strategy => strategy.id)).toEqual([
    'ma_crossover',
    'rsi_reversion',
    'bollinger_bands',
    'trend_following',
    'breakout',
    'macd',
    'momentum',
    'mean_reversion',
    'vol_regime_filter',
    'composite',
    'regime_switch',
    'regime_aware_portfolio',
    'buy_and_hold',
    'breakout_donchian',
    'vol_breakout',
    'mean_reversion_channel',
    'my_strategy',
  ])
})

it('hides research until it is asked for', () => {
  const small = createCatalog([ArmstrongCycle, MaCrossover])
  expect(small.list()).toEqual([MaCrossover])
  expect(small.list({})).toEqual([MaCrossover])
  expect(small.list({ includeResearch: true })).toEqual([ArmstrongCycle, MaCrossover])
  expect(small.get('armstrong_cycle')).toBe(ArmstrongCycle)
  expect(small.with(BuyAndHold).list({ includeResearch: true })).toHaveLength(3)
})

it('is a value: adding makes a new one', () => {
  const small = createCatalog([MaCrossover])
  const larger = small.with(BuyAndHold)
  expect([small.has('buy_and_hold'), larger.has('buy_and_hold')]).toEqual([false, true])
})

it('refuses duplicates and classes without an id', () => {
  expect(() => createCatalog([MaCrossover, MaCrossover])).toThrow('two strategies have the id "ma_crossover"')
  class Nameless extends BuyAndHold {
    static override readonly id = '' as never
  }
  expect(() => createCatalog([Nameless])).toThrow('class Nameless has the id ""')
})
