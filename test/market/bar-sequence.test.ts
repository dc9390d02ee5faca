import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BarSequence } from '../../src/market/bar-sequence.ts'
import type { BarNote } from '../../src/market/bar-source.ts'
import type { Bar } from '../../src/market/bars.ts'

const bar = (index: number, close = 10): Bar => ({ time: index * 100, open: 10, high: 12, low: 9, close, volume: 1 })

function sequenceOf(after = Number.NaN) {
  const notes: BarNote[] = []
  return { sequence: new BarSequence(100, after, note => notes.push(note)), notes }
}

describe('BarSequence', () => {
  it('gives every closed bar once, in order, however they come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 8 }), fc.integer({ min: 0, max: 2500 })), {
          maxLength: 10,
        }),
        answers => {
          const { sequence } = sequenceOf()
          const given: number[] = []
          for (const [indices, now] of answers) {
            const fresh = sequence.take(
              indices.map(index => bar(index)),
              now,
            )
            given.push(...fresh.map(({ time }) => time))
            // A bar is closed when its time is over, or when there is one behind it.
            for (const { time } of fresh)
              expect(time + 100 <= now || indices.some(index => index * 100 > time && index * 100 <= now + 100)).toBe(true)
          }
          expect(given).toEqual([...new Set(given)].sort((a, b) => a - b))
        },
      ),
    )
  })

  it('keeps back the bar that is being made', () => {
    const { sequence, notes } = sequenceOf(0)
    expect(sequence.take([bar(1)], 199)).toEqual([])
    expect(sequence.take([bar(1)], 200)).toEqual([bar(1)])
    expect(sequence.take([bar(2), bar(3)], 299)).toEqual([bar(2)])
    // A bar of a far future proves nothing.
    expect(sequence.take([bar(3), bar(99)], 399)).toEqual([])
    expect(notes).toEqual([])
    expect(sequence.nextTime).toBe(300)
  })

  it('notes gaps, bars that come late, and bars that change', () => {
    const { sequence, notes } = sequenceOf(0)
    expect(sequence.isGap([bar(4)])).toBe(true)
    expect(sequence.isGap([bar(0), bar(1)])).toBe(false)
    expect(sequence.isGap([])).toBe(false)
    expect(sequence.take([bar(4)], 1000)).toEqual([bar(4)])
    expect(sequence.take([bar(2), bar(4), bar(4, 11), bar(5)], 1000)).toEqual([bar(5)])
    expect(notes.map(({ kind, time, missing }) => [kind, time, missing])).toEqual([
      ['gap', 400, 3],
      ['dropped', 200, undefined],
      ['changed', 400, undefined],
    ])
    expect(notes[2].message).toContain('close 10, now 11')
  })
})
