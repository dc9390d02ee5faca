import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { ArmstrongCycle } from '../../../src/strategies/experimental/armstrong-cycle.ts'
import { changes } from '../../golden/d1.ts'

const start = Date.UTC(2015, 9, 1)
const bars = syntheticBars({ seed: 1, length: 3200, timeframe: '1d', start })
const dated = (strategy: ArmstrongCycle) =>
  changes(strategy.follow(bars)).map(([bar, target]) => [new Date(bars.time[bar]).toISOString().slice(0, 10), target])

describe('by the calendar', () => {
  it('long from the trough of 2020-01-18 to the peak of 2024-05-07, 90 days apart from both', () => {
    expect(dated(new ArmstrongCycle())).toEqual([
      ['2015-10-01', 0],
      ['2020-04-18', 1],
      ['2024-02-08', 0],
    ])
  })

  it('short in the other half', () => {
    expect(dated(new ArmstrongCycle({ shorts: true }))).toEqual([
      ['2015-10-01', 0],
      ['2015-12-30', -1],
      ['2019-10-21', 0],
      ['2020-04-18', 1],
      ['2024-02-08', 0],
    ])
  })

  it('without a window it is always in', () => {
    expect(dated(new ArmstrongCycle({ shorts: true, eventDays: 0 }))).toEqual([
      ['2015-10-01', -1],
      ['2020-01-19', 1],
      ['2024-05-07', -1],
    ])
  })
})

it('prices play no part', () => {
  const other = syntheticBars({ seed: 2, length: 3200, timeframe: '1d', start, volatility: 2 })
  expect(new ArmstrongCycle().follow(other)).toEqual(new ArmstrongCycle().follow(bars))
})

it('refuses a window that leaves no time between turns', () => {
  expect(() => new ArmstrongCycle({ cycleDays: 360, eventDays: 90 })).toThrow('eventDays must be smaller than a quarter of cycleDays')
})
