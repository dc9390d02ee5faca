import { describe, expect, it } from 'vitest'
import type { Fill } from '../../src/engine/fills.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { type TargetToSize, targetQuantity } from '../../src/execution/target-quantity.ts'
import { barsOf, type Row } from '../engine/bars-of.ts'

const at = (price: number): Row => [price, price, price, price]
/** True ranges of 11, 11 and 0; closes +10 % and -10 %. */
const bars = barsOf(at(100), [108, 111, 107, 110], [105, 107, 99, 99], at(99))

function size(input: BacktestSettingsInput, order: Partial<TargetToSize> = {}) {
  return targetQuantity({ target: 1, price: 100, worth: 1000, held: 0, decided: 2, fills: [], ...order }, bars, resolveSettings(input))
}

describe('targetQuantity', () => {
  it('expects slippage and spread on the side of the target', () => {
    const costs = { slippageBps: 1500, halfSpreadBps: 1000 }
    expect(size({ costs })).toBeCloseTo(8, 12)
    expect(size({ costs }, { target: -0.5 })).toBeCloseTo(-20 / 3, 12)
  })

  it('does not know a size without a volatility, and does not enter without a range', () => {
    const needsBoth: BacktestSettingsInput = { sizing: { volatility: 1, period: 2 }, exits: { stopAtr: 1, atrPeriod: 3 } }
    expect(size(needsBoth, { decided: 1 })).toBe('volatility-unknown')
    expect(size(needsBoth)).toBe('atr-unknown')
    expect(size({ exits: { stopAtr: 1, atrPeriod: 3 } }, { held: 5 })).toBe(10)
  })

  it('risks what is lost at the nearest stop', () => {
    // 1 % of 1000 are lost 5.5 below.
    expect(size({ sizing: { risk: 0.01 }, exits: { stopAtr: 0.5, atrPeriod: 2, trailingStop: 0.1 } })).toBeCloseTo(10 / 5.5, 12)
  })

  it('aims at a volatility', () => {
    const volatility = (0.2 / Math.SQRT2) * Math.sqrt(365)
    expect(size({ sizing: { volatility: volatility / 4, period: 2 } })).toBeCloseTo(2.5, 12)
  })

  it('learns from the last closed trades', () => {
    const trade = (price: number): Fill[] => [
      { index: 0, quantity: 1, price: 100, fee: 0, reason: 'signal' },
      { index: 0, quantity: -1, price, fee: 0, reason: 'signal' },
    ]
    const sizing = { kelly: 0.1, trades: 2 }
    expect(size({ sizing }, { fills: trade(130) })).toBe(0.2)
    // +30 % and -10 %: mean 0.1, variance 0.08; a tenth of 1.25. What was before is forgotten.
    expect(size({ sizing }, { fills: [...trade(10), ...trade(130), ...trade(90)] })).toBeCloseTo(1.25, 12)
  })
})
