import { expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { ArmstrongElKaroui } from '../../../src/strategies/experimental/armstrong-el-karoui.ts'
import { economicCycle } from '../../../src/strategies/experimental/economic-cycle.ts'
import { ElKarouiVolModel } from '../../../src/strategies/experimental/el-karoui-vol-model.ts'

const bars = syntheticBars({ seed: 3, length: 3600, timeframe: '1d', start: Date.UTC(2015, 0, 1), kind: 'regimes' })

it.each([false, true])('is the size of the one with the direction of the other, shorts %j', shorts => {
  const targets = new ArmstrongElKaroui({ shorts, eventShare: 0.25 }).follow(bars)
  const sizes = new ElKarouiVolModel({ scale: false }).follow(bars)
  const seen = new Set<number>()
  for (let i = 0; i < bars.length; i++) {
    const { phase, nearTurningPoint } = economicCycle(bars.time[i])
    const direction = phase >= 0.5 ? 1 : shorts ? -1 : 0
    const expected = sizes[i] * direction * (nearTurningPoint ? 0.25 : 1)
    seen.add(expected)
    // Adding 0 makes 0 of -0.
    expect(targets[i] + 0).toBe(expected + 0)
  }
  expect(seen.size).toBeGreaterThan(shorts ? 8 : 5)
})

it('refuses a window as long as the cycle', () => {
  expect(() => new ArmstrongElKaroui({ cycleDays: 100, eventDays: 50 })).toThrow('eventDays must be smaller than half of cycleDays')
})
