import { describe, expect, it } from 'vitest'
import { FillCosts } from '../../src/engine/fill-costs.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { Sizer, simpleReturnVolatility } from '../../src/engine/sizer.ts'
import { barsOf, type Row } from './bars-of.ts'

const at = (price: number): Row => [price, price, price, price]
/** Two returns of +10 % and -10 %: sample deviation 0.2 / √2. */
const bars = barsOf(at(100), at(110), at(99), at(99))

function sizerOf(input: BacktestSettingsInput, atr?: readonly number[]) {
  const settings = resolveSettings(input)
  return new Sizer(bars, settings, new FillCosts(settings.costs, settings.instrument), atr && Float64Array.from(atr))
}

describe('simpleReturnVolatility', () => {
  it('is the sample deviation of the last returns, per year', () => {
    expect(simpleReturnVolatility(bars, 2, 2)).toBeCloseTo((0.2 / Math.SQRT2) * Math.sqrt(365), 12)
  })

  it('divides by one less than there are returns', () => {
    // +10 %, -10 %, 0: squares of 0.02 over two.
    expect(simpleReturnVolatility(bars, 3, 3)).toBeCloseTo(0.1 * Math.sqrt(365), 12)
  })

  it('looks back and not ahead, and needs all of its bars', () => {
    expect(simpleReturnVolatility(bars, 1, 2)).toBeNaN()
    // -10 % and 0: deviation 0.1 / √2.
    expect(simpleReturnVolatility(bars, 3, 2)).toBeCloseTo((0.1 / Math.SQRT2) * Math.sqrt(365), 12)
  })
})

describe('Sizer', () => {
  it('expects slippage and spread, on the side of the target', () => {
    const sizer = sizerOf({ costs: { slippageBps: 1500, halfSpreadBps: 1000, impactBps: 2000 } })
    expect(sizer.wanted(1, 1000, 100, 0, true)).toBeCloseTo(8, 12)
    expect(sizer.wanted(-1, 1500, 100, 0, true)).toBeCloseTo(-20, 12)
  })

  it('measures the volatility at the close that decided', () => {
    const volatility = (0.2 / Math.SQRT2) * Math.sqrt(365)
    const sizer = sizerOf({ sizing: { volatility: volatility / 4, period: 2 } })
    expect(sizer.wanted(1, 1000, 100, 2, true)).toBeCloseTo(2.5, 12)
    expect(sizer.wanted(1, 1000, 100, 1, true)).toBeNaN()
    expect(sizer.refusal).toBe('volatility-unknown')
    sizer.wanted(1, 1000, 100, 2, true)
    expect(sizer.refusal).toBeUndefined()
    expect(sizerOf({ sizing: { volatility: 1 } }).wanted(1, 1000, 100, 3, true)).toBeNaN()
  })

  it('risks what is lost at the nearest stop', () => {
    const exits = { stopLoss: 0.1, trailingAtr: 2 }
    const sizer = sizerOf({ sizing: { risk: 0.01 }, exits }, [Number.NaN, 2, 6])
    // 4 of 2 ranges are nearer than 10 of 10 %; 12 are not.
    expect(sizer.wanted(1, 1000, 100, 1, true)).toBeCloseTo(2.5, 12)
    expect(sizer.wanted(1, 1000, 100, 2, true)).toBeCloseTo(1, 12)
  })

  it.each([Number.NaN, 0])('does not enter with an average true range of %s, but may change what is held', range => {
    const sizer = sizerOf({ exits: { stopAtr: 2 } }, [range])
    expect(sizer.wanted(1, 1000, 100, 0, true)).toBeNaN()
    expect(sizer.refusal).toBe('atr-unknown')
    expect(sizer.wanted(1, 1000, 100, 0, false)).toBe(10)
    expect(sizer.refusal).toBeUndefined()
  })

  it('asks for the volatility first', () => {
    const sizer = sizerOf({ sizing: { volatility: 1, period: 2 }, exits: { stopAtr: 2 } }, [Number.NaN])
    sizer.wanted(1, 1000, 100, 0, true)
    expect(sizer.refusal).toBe('volatility-unknown')
  })

  it('knows the range of a decision, and none before the first bar or without a rule', () => {
    const sizer = sizerOf({ exits: { stopAtr: 2 } }, [Number.NaN, 3])
    expect([sizer.atrAt(1), sizer.atrAt(-1), sizerOf({}).atrAt(1)]).toEqual([3, Number.NaN, Number.NaN])
    expect(sizerOf({ exits: { stopAtr: 2 } }, [4]).atrAt(0)).toBe(4)
  })

  it('learns from closed trades', () => {
    const sizer = sizerOf({ sizing: { kelly: 0.1, trades: 2, minimum: 0.05 } })
    expect(sizer.wanted(1, 1000, 100, 0, true)).toBe(0.5)
    for (const price of [130, 90]) {
      sizer.book(0, 1, 100, 0)
      sizer.book(1, 0, price, 0)
    }
    // +30 % and -10 %: mean 0.1, variance 0.08; a tenth of 1.25.
    expect(sizer.wanted(1, 1000, 100, 0, true)).toBeCloseTo(1.25, 12)
  })

  it('of 20 of them, unless told otherwise', () => {
    const sizer = sizerOf({ sizing: { kelly: 1 } })
    for (let k = 1; k <= 20; k++) {
      expect(sizer.wanted(1, 1000, 100, 0, true)).toBe(0.2)
      sizer.book(0, 1, 100, 0)
      sizer.book(1, 0, 110, 0)
    }
    expect(sizer.wanted(1, 1000, 100, 0, true)).toBe(10)
  })

  it('keeps to lots and leverage', () => {
    expect(sizerOf({ sizing: { fraction: 5 }, maxLeverage: 2, instrument: { lot: 3 } }).wanted(-1, 1000, 100, 0, true)).toBe(-18)
  })
})
