import { describe, expect, it } from 'vitest'
import { EcmCycle } from '../../../src/strategies/experimental/ecm-cycle.ts'
import { changes, d1 } from '../../golden/d1.ts'
import { positions } from '../../golden/positions.ts'

const daily = () => {
  const bars = d1()
  return { ...bars, time: Float64Array.from(bars.time, (_, i) => Date.UTC(2022, 0, 1 + i)) }
}

describe('on D1', () => {
  it('holds between the events of Peak_Trade on a daily index from 2022-01-01', () => {
    // peak-trade-research.md, A.2 "ecm_cycle"; the sale on bar 0 was one without a position.
    expect(changes(new EcmCycle().follow(daily()))).toEqual(
      positions([
        [0, -1],
        [115, 1],
        [137, -1],
        [182, -1],
      ]),
    )
  })

  it('is never long far from a quarter, whatever the price', () => {
    // 2024-01-01 lies 126 days before the half of the cycle: .04 of a cycle, beyond 0.4 of the width.
    expect(changes(new EcmCycle().follow(d1()))).toEqual([[0, 0]])
  })

  it('is long above the average wherever nearness is enough', () => {
    const bars = daily()
    const targets = new EcmCycle({ threshold: 0, lookback: 5, width: 0.125 }).follow(bars)
    const expected = Array.from(bars.close, (close, i) => {
      if (i < 4) return Number.NaN
      const mean = bars.close.slice(i - 4, i + 1).reduce((sum, x) => sum + x, 0) / 5
      return close > mean ? 1 : 0
    })
    expect([...targets]).toEqual(expected)
  })
})

it('ends a long when the quarter has passed by more than half of the threshold', () => {
  // A steady rise; the quarter after 2020-01-18 is day 785.25. Nearness is 1 - distance / 157.05 days.
  const length = 400
  const rise = Float64Array.from({ length }, (_, i) => 100 + i)
  const time = rise.map((_, i) => Date.UTC(2022, 0, 1 + i))
  const targets = new EcmCycle({ lookback: 2 }).follow({ length, time, open: rise, high: rise, low: rise, close: rise, volume: rise })
  // Above .6: within 62.82 days of it, first day 723; down to .3: within 109.9, last day 895. 2022-01-01 is day 714.
  expect(changes(targets)).toEqual([
    [0, 0],
    [9, 1],
    [182, 0],
  ])
})
