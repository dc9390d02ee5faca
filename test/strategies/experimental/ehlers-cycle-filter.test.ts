import { describe, expect, it } from 'vitest'
import { EhlersCycleFilter } from '../../../src/strategies/experimental/ehlers-cycle-filter.ts'
import { changes, d1 } from '../../golden/d1.ts'

const market = (close: Float64Array) => ({
  length: close.length,
  time: close.map((_, i) => i * 3_600_000),
  open: close,
  high: close,
  low: close,
  close,
  volume: close,
})

describe('on a wave of 24 bars', () => {
  const wave = market(Float64Array.from({ length: 500 }, (_, i) => 100 + 5 * Math.sin((2 * Math.PI * i) / 24)))

  it.each(['superSmoother', 'twoPole', 'threePole'] as const)('buys near troughs and leaves near peaks, with %s', smoother => {
    const turns = changes(new EhlersCycleFilter({ smoother, shortest: 4 }).follow(wave)).filter(([bar]) => bar > 250)
    expect(turns.length).toBeGreaterThan(18)
    for (const [bar, target] of turns) {
      // Troughs lie at 3/4 of a cycle, peaks at 1/4; a turn of the rule within a fifth of a cycle of them.
      const phase = (bar / 24) % 1
      const distance = Math.abs(phase - (target === 1 ? 0.75 : 0.25))
      expect(Math.min(distance, 1 - distance)).toBeLessThan(0.2)
    }
  })

  it('earns on it, long and short', () => {
    const targets = new EhlersCycleFilter({ shorts: true }).follow(wave)
    let [earned, possible] = [0, 0]
    for (let i = 200; i + 1 < wave.length; i++) {
      earned += targets[i] * (wave.close[i + 1] - wave.close[i])
      possible += Math.abs(wave.close[i + 1] - wave.close[i])
    }
    expect(earned / possible).toBeGreaterThan(0.7)
  })
})

describe('where there is no cycle', () => {
  const rise = market(Float64Array.from({ length: 300 }, (_, i) => 100 * 1.01 ** i))
  const rest = market(new Float64Array(300).fill(100))

  it('it stands aside', () => {
    expect(changes(new EhlersCycleFilter({ strength: 0.9 }).follow(rise))).toEqual([[0, 0]])
    expect(changes(new EhlersCycleFilter({ strength: 0 }).follow(rest))).toEqual([[0, 0]])
  })

  it('or follows the trend', () => {
    expect(changes(new EhlersCycleFilter({ strength: 0.9, trend: 'follow' }).follow(rise))).toEqual([
      [0, 0],
      [131, 1],
    ])
    const fall = market(rise.close.slice().reverse())
    expect(changes(new EhlersCycleFilter({ strength: 0.9, trend: 'follow', shorts: true }).follow(fall))).toEqual([
      [0, 0],
      [131, -1],
    ])
    expect(changes(new EhlersCycleFilter({ trend: 'follow', shorts: true }).follow(rest))).toEqual([[0, 0]])
  })
})

it('finds the slow wave of D1 too long to be a cycle of at most 50 bars', () => {
  expect(new Set([...new EhlersCycleFilter({ strength: 1 }).follow(d1())].slice(131))).toEqual(new Set([0]))
})

it('refuses cycles the wrong way round', () => {
  expect(() => new EhlersCycleFilter({ shortest: 50 })).toThrow('shortest must be smaller than longest')
})
