import { describe, expect, it } from 'vitest'
import { BarrierRace } from '../../src/learning/barrier-race.ts'

type Ohlc = readonly [open: number, high: number, low: number, close: number]

function run(side: number, bars: readonly Ohlc[], options = { takeProfit: 0.1, stopLoss: 0.05, maxBars: 3 }) {
  const race = new BarrierRace(side, options)
  const over = bars.map(bar => race.take(...bar))
  return [over.indexOf(true), race.touched, Number.isNaN(race.result) ? race.result : Number(race.result.toFixed(12))]
}

describe('by hand, from 100 with a target of 10 % and a stop of 5 %', () => {
  it.each<[string, number, Ohlc[], [number, string, number]]>([
    [
      'meets the target',
      1,
      [
        [100, 104, 99, 103],
        [103, 111, 102, 108],
      ],
      [1, 'profit', 0.1],
    ],
    ['meets it at once', 1, [[100, 112, 99, 103]], [0, 'profit', 0.1]],
    [
      'meets the stop',
      1,
      [
        [100, 104, 96, 97],
        [97, 98, 90, 91],
      ],
      [1, 'stop', -0.05],
    ],
    ['meets both in a bar: the stop', 1, [[100, 120, 80, 110]], [0, 'stop', -0.05]],
    [
      'opens below the stop',
      1,
      [
        [100, 101, 99, 100],
        [90, 92, 89, 91],
      ],
      [1, 'stop', -0.1],
    ],
    [
      'opens above the target',
      1,
      [
        [100, 101, 99, 100],
        [115, 116, 114, 115],
      ],
      [1, 'profit', 0.15],
    ],
    [
      'runs out of time',
      1,
      [
        [100, 101, 99, 100],
        [100, 103, 99, 102],
        [102, 104, 101, 103],
      ],
      [2, 'time', 0.03],
    ],
    [
      'meets a barrier on its last bar',
      1,
      [
        [100, 101, 99, 100],
        [100, 103, 99, 102],
        [102, 111, 101, 103],
      ],
      [2, 'profit', 0.1],
    ],
    [
      'is still open',
      1,
      [
        [100, 101, 99, 100],
        [100, 103, 99, 102],
      ],
      [-1, 'open', Number.NaN],
    ],
    ['short: the target', -1, [[100, 101, 89, 95]], [0, 'profit', 0.1]],
    ['short: the stop', -1, [[100, 106, 89, 95]], [0, 'stop', -0.05]],
    [
      'short: opens above the stop',
      -1,
      [
        [100, 101, 99, 100],
        [108, 109, 107, 108],
      ],
      [1, 'stop', -0.08],
    ],
    [
      'short: time',
      -1,
      [
        [100, 101, 99, 100],
        [100, 103, 99, 102],
        [102, 104, 101, 103],
      ],
      [2, 'time', -0.03],
    ],
  ])('%s', (_name, side, bars, expected) => {
    expect(run(side, bars)).toEqual(expected)
  })

  it('barriers that were left out are never met', () => {
    expect(run(1, [[100, 1000, 1, 50]], { maxBars: 1 } as never)).toEqual([0, 'time', -0.5])
  })

  it('does not go on when it is over', () => {
    const race = new BarrierRace(1, { maxBars: 1 })
    race.take(100, 101, 99, 101)
    expect(race.take(500, 600, 400, 500)).toBe(true)
    expect(race.result).toBeCloseTo(0.01, 12)
  })
})
