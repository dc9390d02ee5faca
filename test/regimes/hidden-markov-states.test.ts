import { describe, expect, it } from 'vitest'
import { checkIndicator } from '../../src/indicators/indicator-contract.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { fitHiddenMarkov, type HiddenMarkovFit } from '../../src/regimes/hidden-markov.ts'
import { filterHiddenMarkov } from '../../src/regimes/hidden-markov-filter.ts'
import { checkWindow, hiddenMarkovStates, markovParams } from '../../src/regimes/hidden-markov-states.ts'

const { close } = syntheticBars({ seed: 1, length: 700, kind: 'regimes' })
const returns = Float64Array.from({ length: close.length - 1 }, (_, i) => Math.log(close[i + 1] / close[i]))

describe('hiddenMarkovStates', () => {
  it.each([
    { train: 60, window: 100, refit: 25 },
    { train: 60, window: 60, refit: 1 },
    { train: 100, window: 0, refit: 40 },
  ])('fits on the past only, on time, on the right window: %o', params => {
    const { train, window, refit } = params
    const length = refit === 1 ? 100 : close.length
    const { calm, turbulent } = hiddenMarkovStates(close.subarray(0, length), params)
    let model: HiddenMarkovFit | undefined
    let fitted = 0
    for (let bar = 0; bar < length; bar++) {
      if (bar < train) {
        expect(calm[bar]).toBeNaN()
        continue
      }
      // Bar `bar` has seen `bar` returns.
      if ((bar - train) % refit === 0) {
        fitted = window === 0 ? 0 : Math.max(0, bar - window)
        model = fitHiddenMarkov(returns.subarray(fitted, bar), { maxIterations: 50, tolerance: 1e-5, ...(model ? { from: model } : {}) })
      }
      if (model === undefined) throw new Error('no model')
      const [want] = filterHiddenMarkov(returns.subarray(fitted, bar), model)
      expect(calm[bar]).toBe(want[want.length - 1])
      expect(calm[bar] + turbulent[bar]).toBeCloseTo(1, 12)
    }
  })

  it('keeps the contract of indicators', () => {
    expect(checkIndicator(hiddenMarkovStates, { params: { train: 25, window: 40, refit: 15 }, histories: 60 }).refusals).toEqual([])
  })

  it('calls prices that stand still calm', () => {
    const { calm } = hiddenMarkovStates(new Float64Array(60).fill(5), { train: 30 })
    expect([...calm.subarray(30)]).toEqual(Array.from({ length: 30 }, () => 1))
  })

  it('has no value on a bar without a return, and goes on', () => {
    const holed = close.slice(0, 200)
    holed[120] = -1
    const { calm } = hiddenMarkovStates(holed, { train: 50, refit: 1000 })
    expect(calm[119]).not.toBeNaN()
    expect(calm[120]).toBeNaN()
    expect(calm[121]).toBeNaN()
    expect(calm[122]).not.toBeNaN()
  })

  it('refuses a window shorter than the first fit', () => {
    expect(() => hiddenMarkovStates(close, { train: 500, window: 499 })).toThrow('window is 499')
    expect(checkWindow({ train: 50, window: 0 })).toBeUndefined()
    expect(markovParams.train.default).toBeLessThanOrEqual(markovParams.window.default)
  })
})
