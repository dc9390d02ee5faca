import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { didYouMean, nearest, someOf } from '../../src/base/nearest.ts'

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
    expect(`there is no "momentun"${didYouMean('momentun', names)} Known: a`).toBe(
      'there is no "momentun"; did you mean "momentum"? Known: a',
    )
    expect(`there is no "zzz"${didYouMean('zzz', names)} Known: a`).toBe('there is no "zzz". Known: a')
  })

  it('says something else when nothing is near, or nothing', () => {
    expect(didYouMean('zzz', names, { otherwise: '; look it up' })).toBe('; look it up')
    expect(didYouMean('zzz', names, { otherwise: '' })).toBe('')
    expect(didYouMean('momentun', names, { otherwise: '' })).toBe('; did you mean "momentum"?')
  })
})

describe('someOf', () => {
  it('says each once, and how many more there are', () => {
    expect(someOf(['a', 'b', 'a'], 3)).toBe('a, b')
    expect(someOf(['a', 'b', 'c', 'd', 'a'], 2)).toBe('a, b and 2 more')
    // One more name is no longer than its count.
    expect(someOf(['a', 'b', 'c'], 2)).toBe('a, b, c')
    expect(someOf([])).toBe('')
  })
})
