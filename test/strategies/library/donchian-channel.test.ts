import { expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { DonchianChannel } from '../../../src/strategies/library/donchian-channel.ts'
import { checkStrategy } from '../../../src/strategies/strategy-contract.ts'

const bars = syntheticBars({ seed: 4, length: 400, kind: 'jumps' })

it.each(['both', 'long', 'short'] as const)('decides like its rule in words: %s', side => {
  const targets = new DonchianChannel({ entry: 20, exit: 5, side }).follow(bars)
  let held = 0
  const seen = new Set<number>()
  for (let i = 20; i < 400; i++) {
    const before = (bars: number, column: Float64Array) => column.slice(i - bars, i)
    const [high, low, close] = [bars.high, bars.low, bars.close] as Float64Array[]
    if (side !== 'short' && close[i] > Math.max(...before(20, high))) held = 1
    else if (side !== 'long' && close[i] < Math.min(...before(20, low))) held = -1
    else if (held === 1 && close[i] < Math.min(...before(5, low))) held = 0
    else if (held === -1 && close[i] > Math.max(...before(5, high))) held = 0
    expect(targets[i]).toBe(held)
    seen.add(held)
  }
  expect(seen.size).toBe(side === 'both' ? 3 : 2)
})

it('keeps the contract of strategies', () => {
  expect(checkStrategy(DonchianChannel)).toMatchObject({ ok: true })
})

it('refuses an exit that is longer than the entry', () => {
  expect(() => new DonchianChannel({ entry: 10, exit: 20 })).toThrow('exit must not be larger than entry')
})
