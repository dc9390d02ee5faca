import { describe, expect, it } from 'vitest'
import { hiddenMarkovRegime } from '../../src/regimes/hidden-markov-regime.ts'
import { hiddenMarkovStates } from '../../src/regimes/hidden-markov-states.ts'
import { regimeChanges } from '../../src/regimes/regime-changes.ts'
import { labelBars } from '../../src/regimes/regime-labels.ts'
import { plantedReturns } from './planted-returns.ts'

const model = {
  means: [0, 0],
  deviations: [0.005, 0.03],
  initial: [1, 0],
  transitions: [
    [0.99, 0.01],
    [0.03, 0.97],
  ],
}
const { returns, states } = plantedReturns(model, { seed: 1, length: 3000 })
let price = 100
const close = Float64Array.from([0, ...returns], change => {
  price *= Math.exp(change)
  return price
})
const bars = { open: close, high: close, low: close, close, volume: close }
const settings = { train: 300, window: 1000, refit: 100 }

describe('hiddenMarkovRegime', () => {
  it('finds planted states, out of sample', () => {
    const { codes } = labelBars(bars, hiddenMarkovRegime(settings))
    let right = 0
    for (let i = 300; i < codes.length; i++) if (codes[i] === states[i - 1]) right++
    expect(right / (codes.length - 300)).toBeGreaterThan(0.93)
  })

  it('takes the more probable state', () => {
    const { turbulent } = hiddenMarkovStates(close, settings)
    const { codes } = labelBars(bars, hiddenMarkovRegime(settings))
    expect([...codes]).toEqual(Array.from(turbulent, value => (Number.isNaN(value) ? -1 : value > 0.5 ? 1 : 0)))
  })

  it('changes only when it is sure, and not before its time', () => {
    const { turbulent } = hiddenMarkovStates(close, settings)
    const sure = labelBars(bars, hiddenMarkovRegime({ ...settings, confidence: 0.95 }))
    const changes = regimeChanges(sure)
    expect(changes.length).toBeGreaterThan(5)
    expect(changes.length).toBeLessThan(regimeChanges(labelBars(bars, hiddenMarkovRegime(settings))).length)
    for (const { index, to } of changes) expect(to === 'turbulent' ? turbulent[index] : 1 - turbulent[index]).toBeGreaterThan(0.949)
    const slow = regimeChanges(labelBars(bars, hiddenMarkovRegime({ ...settings, minBars: 40 })))
    for (let k = 1; k < slow.length; k++) expect(slow[k].index - slow[k - 1].index).toBeGreaterThanOrEqual(40)
  })

  it('has no label while there is too little history', () => {
    const few = close.slice(0, 300)
    expect(
      labelBars({ open: few, high: few, low: few, close: few, volume: few }, hiddenMarkovRegime(settings)).codes.every(code => code === -1),
    ).toBe(true)
  })

  it('refuses settings out of range', () => {
    expect(() => hiddenMarkovRegime({ confidence: 0.4 })).toThrow('confidence is 0.4')
    expect(() => hiddenMarkovRegime({ train: 600, window: 500 })).toThrow('window is 500')
    expect(() => hiddenMarkovRegime({ trian: 5 } as never)).toThrow('did you mean "train"')
  })
})
