import { expect, it } from 'vitest'
import { Breakout } from '../../../src/strategies/library/breakout.ts'
import { Composite } from '../../../src/strategies/library/composite.ts'
import { RsiReversion } from '../../../src/strategies/library/rsi-reversion.ts'
import { d1 } from '../../golden/d1.ts'

it('is long (short) when reversion and breakout together are, on D1', () => {
  const bars = d1()
  const [reversion, breakout] = [new RsiReversion().follow(bars), new Breakout().follow(bars)]
  const targets = new Composite().follow(bars)
  for (let i = 20; i < bars.length; i++) {
    const average = (reversion[i] + breakout[i]) / 2
    expect(targets[i]).toBe(average > 0.3 ? 1 : average < -0.3 ? -1 : 0)
  }
  expect(new Set(targets.slice(20))).toEqual(new Set([0, 1, -1]))
})
