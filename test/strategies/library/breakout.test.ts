import { describe, expect, it } from 'vitest'
import { Breakout } from '../../../src/strategies/library/breakout.ts'
import { changes, d1 } from '../../golden/d1.ts'

describe('on D1', () => {
  // peak-trade-research.md, A.2 "breakout"
  const reference = [
    [0, 0],
    [26, -1],
    [52, 1],
    [83, -1],
    [111, 1],
    [137, -1],
    [168, 1],
    [196, -1],
    [221, 1],
    [253, -1],
    [280, 1],
    [306, -1],
    [337, 1],
    [365, -1],
    [391, 1],
  ]

  it('agrees with Peak_Trade', () => {
    expect(changes(new Breakout({}).follow(d1()))).toEqual(reference)
  })

  it('long only leaves at the opposite breakout, where Peak_Trade stayed for ever', () => {
    expect(changes(new Breakout({ side: 'long' }).follow(d1()))).toEqual(
      reference.filter(([bar]) => bar !== 26).map(([bar, target]) => [bar, Math.max(0, target)]),
    )
  })

  it('short only is the mirror', () => {
    expect(changes(new Breakout({ side: 'short' }).follow(d1()))).toEqual(reference.map(([bar, target]) => [bar, Math.min(0, target) + 0]))
  })

  it('an impossible volatility filter never trades', () => {
    expect(changes(new Breakout({ atrFilter: true, atrMultiple: 5 }).follow(d1()))).toEqual([[0, 0]])
  })

  it('a filter that always agrees changes nothing after its warm-up', () => {
    const filtered = changes(new Breakout({ atrFilter: true, atrMultiple: 0.01 }).follow(d1()))
    expect(filtered.filter(([bar]) => bar >= 52)).toEqual(reference.filter(([bar]) => bar >= 52))
  })
})
