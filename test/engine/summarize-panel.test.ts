import { describe, expect, it } from 'vitest'
import { resolveSettings } from '../../src/engine/settings.ts'
import { holdPanel } from '../../src/engine/summarize-panel.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { alignBars } from '../../src/market/panel.ts'
import { flat, named } from './listed.ts'

describe('holdPanel', () => {
  it('buys every symbol at its first open, and holds cash until then', () => {
    const a = named('A', [10, 12, 10, 11], flat(12), flat(13))
    const b = sliceBars(named('B', flat(1), flat(20), flat(30)), 1)
    const panel = alignBars([a, b], { join: 'outer' })
    // 500 each: 50 A at 10, and 25 B at 20 from the second time on.
    expect([...holdPanel(panel, resolveSettings({ capital: 1000 }))]).toEqual([1050, 1100, 1400])
  })

  it('pays fee and slippage once', () => {
    const panel = alignBars([named('A', flat(100), flat(110))])
    const { costs } = resolveSettings({ costs: { feeBps: 100, slippageBps: 1000 } })
    // 1000 / (110 + 1.1) units.
    expect(holdPanel(panel, { capital: 1000, costs })[1]).toBeCloseTo((1000 / 111.1) * 110, 9)
  })
})
