import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defineRegime } from '../../src/regimes/regime.ts'
import { labelBars } from '../../src/regimes/regime-labels.ts'
import { type SteadyOptions, steadyRegime } from '../../src/regimes/steady-regime.ts'

/** Reads its label from the close: 1 is a, 2 is b, 3 is c, 9 is unknown. */
const dictated = defineRegime({
  id: 'dictated',
  inputs: ['close'],
  labels: ['a', 'b', 'c'],
  warmup: 0,
  start: () => close => (close === 9 ? Number.NaN : close - 1),
})

function held(text: string, options: SteadyOptions<'a' | 'b' | 'c'>): string {
  const close = Float64Array.from(text, letter => ' abc'.indexOf(letter) + (letter === '?' ? 10 : 0))
  const { codes } = labelBars({ open: close, high: close, low: close, close, volume: close }, steadyRegime(dictated, options))
  return Array.from(codes, code => (code < 0 ? '?' : 'abc'[code])).join('')
}

describe('steadyRegime', () => {
  it.each<[string, SteadyOptions<'a' | 'b' | 'c'>, string]>([
    ['aabbabcc', {}, 'aabbabcc'],
    ['abbbbacc', { minBars: 3 }, 'aaabbbcc'],
    ['aaababbb', { confirmBars: 2 }, 'aaaaaabb'],
    ['aabcbcbb', { confirmBars: 2 }, 'aaaaaaab'],
    ['abbbaaaa', { minBars: 4, confirmBars: 2 }, 'aaaaaaaa'],
    ['acbbbbbb', { minBars: 3, urgent: ['c'] }, 'accc'.concat('bbbb')],
    ['??ab?bbb', { minBars: 3 }, '??aa?abb'],
    ['?a', { minBars: 3 }, '?a'],
    ['', { minBars: 3 }, ''],
  ])('%s with %o is %s', (raw, options, want) => {
    expect(held(raw, options)).toBe(want)
  })

  it('holds every label for its time, and shows nothing that was not there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        (letters, minBars, confirmBars) => {
          const raw = letters.join('')
          const text = held(raw, { minBars, confirmBars })
          const runs = text.match(/(.)\1*/g) ?? []
          for (const run of runs.slice(0, -1)) expect(run.length).toBeGreaterThanOrEqual(minBars)
          let at = 0
          for (const [k, run] of runs.entries()) {
            // Each change has been confirmed by the raw labels up to it.
            if (k > 0) expect(raw.slice(at - confirmBars + 1, at + 1)).toBe(run[0].repeat(confirmBars))
            at += run.length
          }
        },
      ),
    )
  })

  it('lets what is urgent pass at once, always', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 }), letters => {
        const text = held(letters.join(''), { minBars: 7, confirmBars: 3, urgent: ['c'] })
        for (const [i, letter] of letters.entries()) if (letter === 'c') expect(text[i]).toBe('c')
      }),
    )
  })

  it('refuses settings that are none', () => {
    expect(() => steadyRegime(dictated, { minBars: 0 })).toThrow('minBars is 0')
    expect(() => steadyRegime(dictated, { confirmBars: 1.5 })).toThrow('confirmBars is 1.5')
    expect(() => steadyRegime(dictated, { minBars: 2, urgent: ['d' as 'a'] })).toThrow('urgent is "d"')
  })
})
