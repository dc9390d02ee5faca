import { describe, expect, it } from 'vitest'
import { MacdCrossover } from '../../../src/strategies/library/macd-crossover.ts'
import { changes, d1 } from '../../golden/d1.ts'
import { positions } from '../../golden/positions.ts'

describe('on D1', () => {
  // peak-trade-research.md, A.2 "macd"
  const events: [number, number][] = [
    [3, 1],
    [21, -1],
    [47, 1],
    [74, -1],
    [103, 1],
    [132, -1],
    [159, 1],
    [189, -1],
    [217, 1],
    [244, -1],
    [274, 1],
    [301, -1],
    [329, 1],
    [359, -1],
    [386, 1],
  ]

  it('agrees with Peak_Trade once the averages are known, on bar 33', () => {
    const ours = changes(new MacdCrossover().follow(d1()))
    expect(ours).toEqual(positions(events.filter(([bar]) => bar > 33)))
  })

  it('with shorts it is always in the market', () => {
    const targets = new MacdCrossover({ shorts: true }).follow(d1())
    expect([...targets].slice(33).every(target => target !== 0)).toBe(true)
  })
})
