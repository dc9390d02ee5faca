import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { regimeDistribution } from '../../src/regimes/regime-distribution.ts'

it('counts by hand', () => {
  //                                                  a  a  b  -  b  b  b  a
  const labels = { labels: ['a', 'b', 'c'], codes: Int8Array.of(0, 0, 1, -1, 1, 1, 1, 0) }
  expect(regimeDistribution(labels)).toEqual({
    bars: 8,
    unlabeled: 1,
    regimes: [
      { label: 'a', bars: 3, share: 3 / 7, episodes: 2, meanBars: 1.5, longestBars: 2 },
      { label: 'b', bars: 4, share: 4 / 7, episodes: 2, meanBars: 2, longestBars: 3 },
      { label: 'c', bars: 0, share: 0, episodes: 0, meanBars: Number.NaN, longestBars: 0 },
    ],
    transitions: [
      [1 / 2, 1 / 2, 0],
      [1 / 3, 2 / 3, 0],
      [Number.NaN, Number.NaN, Number.NaN],
    ],
  })
})

it('knows nothing of nothing', () => {
  const { regimes, transitions } = regimeDistribution({ labels: ['a'], codes: Int8Array.of(-1, -1) })
  expect(regimes[0].share).toBeNaN()
  expect(transitions).toEqual([[Number.NaN]])
  expect(regimeDistribution({ labels: ['a'], codes: new Int8Array(0) })).toMatchObject({ bars: 0, unlabeled: 0 })
  expect(() => regimeDistribution({ labels: ['a'], codes: Int8Array.of(1) })).toThrow('code 1')
})

it('adds up', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1, max: 2 }), { maxLength: 80 }), list => {
      const result = regimeDistribution({ labels: ['a', 'b', 'c'], codes: Int8Array.from(list) })
      expect(result.regimes.reduce((sum, { bars }) => sum + bars, result.unlabeled)).toBe(list.length)
      const text = list.map(code => '-abc'[code + 1]).join('')
      for (const { label, episodes, longestBars } of result.regimes) {
        const runs = text.match(new RegExp(`${label}+`, 'g')) ?? []
        expect(episodes).toBe(runs.length)
        expect(longestBars).toBe(Math.max(0, ...runs.map(run => run.length)))
      }
      for (const row of result.transitions) if (!Number.isNaN(row[0])) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    }),
  )
})
