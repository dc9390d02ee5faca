import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { didYouMean, nearest } from '../../src/base/nearest.ts'

const names = ['ma_crossover', 'rsi_reversion', 'donchian_breakout', 'momentum']

describe('nearest', () => {
  it.each([
    ['ma_crosover', 'ma_crossover'],
    ['MA_CROSSOVER', 'ma_crossover'],
    ['rsi_reverison', 'rsi_reversion'],
    ['momentun', 'momentum'],
    ['donchian_breakuot', 'donchian_breakout'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearest(typed, names)).toBe(meant)
  })

  it.each(['zzz', '', 'strategy', 'x'])('has no guess for "%s"', typed => {
    expect(nearest(typed, names)).toBeUndefined()
  })

  it('has no guess without candidates', () => {
    expect(nearest('anything', [])).toBeUndefined()
  })

  it('prefers the closer one', () => {
    expect(nearest('fasr', ['fest', 'fast', 'farm'])).toBe('fast')
  })

  it('counts a swap of neighbors as one change', () => {
    // Two replacements would be over the limit of one change for three letters.
    expect(nearest('abc', ['acb'])).toBe('acb')
    expect(nearest('abc', ['axy'])).toBeUndefined()
  })

  it('finds every name again after one letter was dropped', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), (name, at) => {
        const k = at % name.length
        expect(nearest(name.slice(0, k) + name.slice(k + 1), names)).toBe(name)
      }),
    )
  })
})

describe('didYouMean', () => {
  it('is ready to stand behind a message', () => {
    expect(didYouMean('momentun', names)).toBe('; did you mean "momentum"?')
    expect(didYouMean('zzz', names)).toBe('')
  })
})
