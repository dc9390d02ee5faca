import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { type HistoryKind, type TestHistory, testHistory } from '../../src/indicators/indicator-histories.ts'

const length = 300
const histories: readonly TestHistory[] = Array.from({ length: 40 }, (_, number) =>
  testHistory(seededRandom(`histories/${number}`), { number, length }),
)
const of = (...kinds: readonly HistoryKind[]) => histories.filter(({ kind }) => kinds.includes(kind))
const changes = ({ columns }: TestHistory) => Array.from(columns.close.subarray(1), (close, i) => close - columns.close[i])

describe('testHistory', () => {
  it('takes every kind in turn', () => {
    expect(new Set(histories.slice(0, 10).map(({ kind }) => kind))).toEqual(
      new Set<HistoryKind>(['walk', 'stretches', 'spikes', 'tiny', 'ticks', 'large', 'flat', 'rise', 'fall']),
    )
    expect(histories.slice(10, 20).map(({ kind }) => kind)).toEqual(histories.slice(0, 10).map(({ kind }) => kind))
  })

  it('gives bars: finite, consistent, of the length that was asked for', () => {
    for (const history of histories) {
      const { open, high, low, close, volume } = history.columns
      expect([history.length, open.length, high.length, low.length, close.length, volume.length]).toEqual(new Array(6).fill(length))
      for (let i = 0; i < length; i++) {
        expect(low[i] >= 0 && low[i] <= Math.min(open[i], close[i]) && Math.max(open[i], close[i]) <= high[i]).toBe(true)
        expect(Number.isFinite(high[i]) && volume[i] >= 0 && Number.isFinite(volume[i])).toBe(true)
      }
    }
  })

  it('moves and trades on every bar of a walk, a tiny and a large one', () => {
    for (const history of of('walk', 'tiny', 'large')) {
      const { high, low, volume } = history.columns
      expect(changes(history).every(change => change !== 0)).toBe(true)
      expect(high.every((value, i) => value > low[i])).toBe(true)
      expect(volume.every(value => value > 0)).toBe(true)
    }
    expect(of('tiny').every(({ columns }) => columns.high.every(price => price < 1e-3))).toBe(true)
    expect(of('large').every(({ columns }) => columns.low.every(price => price > 1e9))).toBe(true)
  })

  it('does what the kind says', () => {
    expect(
      of('flat').every(({ columns }) => new Set([...columns.open, ...columns.high, ...columns.low, ...columns.close]).size === 1),
    ).toBe(true)
    expect(of('rise').every(history => changes(history).every(change => change > 0))).toBe(true)
    expect(of('fall').every(history => changes(history).every(change => change < 0))).toBe(true)
    expect(of('ticks').every(({ columns }) => columns.close.every(Number.isInteger))).toBe(true)
    for (const { columns } of of('spikes')) expect(columns.close.some(price => price > 1e14)).toBe(true)
    for (const history of of('stretches')) {
      const still = changes(history).filter(change => change === 0).length
      expect(still).toBeGreaterThan(0)
      expect(still).toBeLessThan(length - 1)
    }
  })

  it('is the same for the same seed, another for another one', () => {
    const made = (seed: string) => testHistory(seededRandom(seed), { number: 0, length: 20 })
    expect(made('a')).toEqual(made('a'))
    expect(made('a').columns.close).not.toEqual(made('b').columns.close)
  })

  it('can be empty', () => {
    expect(testHistory(seededRandom(1), { number: 3, length: 0 }).columns.close.length).toBe(0)
  })
})
