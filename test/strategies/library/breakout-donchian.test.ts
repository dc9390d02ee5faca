import { expect, it } from 'vitest'
import { BreakoutDonchian } from '../../../src/strategies/library/breakout-donchian.ts'
import { changes, d1 } from '../../golden/d1.ts'

it('agrees with Peak_Trade on D1', () => {
  // peak-trade-research.md, A.2 "breakout_donchian"
  expect(changes(new BreakoutDonchian().follow(d1()))).toEqual([
    [0, 0],
    [26, -1],
    [52, 1],
    [80, -1],
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
  ])
})
