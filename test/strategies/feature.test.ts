import { describe, expect, it } from 'vitest'
import { StrategyError } from '../../src/base/errors.ts'
import { Feature } from '../../src/strategies/feature.ts'

const cursor = { index: 2 }
const feature = new Feature(cursor, Float64Array.of(1, 3, 2, 9))

it('gives the current value and the ones before', () => {
  expect([feature.value, feature.previous, feature.ago(0), feature.ago(2), feature.ago(3)]).toEqual([2, 3, 2, 1, Number.NaN])
})

it('cannot be asked for the future', () => {
  expect(() => feature.ago(-1)).toThrow(StrategyError)
  expect(() => feature.ago(0.5)).toThrow('look back a whole number of bars')
  expect(() => feature.ago(Number.NaN)).toThrow(StrategyError)
})

describe('crosses', () => {
  const other = new Feature(cursor, Float64Array.of(0, 2, 2.5, 0))
  it('another feature', () => {
    expect([feature.crossedBelow(other), other.crossedAbove(feature), feature.crossedAbove(other)]).toEqual([true, true, false])
  })
  it('a level, touching counts as not yet crossed', () => {
    expect([feature.crossedBelow(3), feature.crossedBelow(2), feature.crossedAbove(1)]).toEqual([true, false, false])
  })
  it('nothing on the first bar', () => {
    const first = new Feature({ index: 0 }, Float64Array.of(5))
    expect([first.crossedAbove(1), first.crossedBelow(9), first.previous]).toEqual([false, false, Number.NaN])
  })
})
