import { describe, expect, it } from 'vitest'
import { bollinger } from '../../src/indicators/bollinger.ts'
import { sma } from '../../src/indicators/sma.ts'
import { firstDifference, namedFeatures, peeking } from '../../src/strategies/feature-difference.ts'
import { Strategy } from '../../src/strategies/strategy.ts'
import { d1 } from '../golden/d1.ts'

class Two extends Strategy {
  static override readonly id = 'two'
  readonly average = this.use(sma, { period: 3 })
  readonly bands = this.use(bollinger, { period: 5 })
  protected override decide() {
    return 0
  }
}

describe('firstDifference', () => {
  it('finds the first value that is not the same, NaN included', () => {
    const nan = Number.NaN
    expect(firstDifference(Float64Array.of(nan, 1, 2), Float64Array.of(nan, 1, 3), 3)).toBe(2)
    expect(firstDifference(Float64Array.of(nan, 1, 2), Float64Array.of(nan, 1, 3), 2)).toBe(-1)
    expect(firstDifference(Float64Array.of(1), Float64Array.of(nan), 1)).toBe(0)
    expect(firstDifference(Float64Array.of(0), Float64Array.of(-0), 1)).toBe(0)
  })
})

it('features have the names of their fields and outputs', () => {
  const names = namedFeatures(new Two()).map(([name]) => name)
  expect(names).toEqual(expect.arrayContaining(['close', 'average', 'bands.upper', 'bands.lower']))
})

it('differences are told by feature and bar', () => {
  const [a, b] = [new Two(), new Two()]
  a.follow(d1())
  b.follow(d1())
  expect(peeking(a, b, 398)).toBe('')
  const changed = b.average.column.slice()
  changed[50] += 1
  b.average.column = changed
  expect(peeking(a, b, 398)).toBe(': feature "average" at bar 50')
  expect(peeking(a, b, 49)).toBe('')
})

it('fields of a view have the name of the view, once they are asked for', () => {
  class Days extends Strategy {
    static override readonly id = 'days'
    readonly day = this.higher('1d')
    readonly trend = this.day.use(sma, { period: 3 }, this.day.low)
    protected override decide() {
      return 0
    }
  }
  const names = namedFeatures(new Days()).map(([name]) => name)
  expect(names).toEqual(expect.arrayContaining(['trend', 'day.low']))
  expect(names).not.toContain('day.high')
})
