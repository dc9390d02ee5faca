import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/base/errors.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { alignBars } from '../../src/market/panel.ts'
import { panelBars } from '../../src/market/panel-bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'

const a = syntheticBars({ seed: 1, length: 20, symbol: 'A' })
const b = sliceBars(syntheticBars({ seed: 2, length: 20, symbol: 'B' }), 5, 12)

describe('panelBars', () => {
  it('gives back the history that went in', () => {
    const panel = alignBars([a, b], { join: 'outer' })
    const taken = panelBars(panel, 'B')
    expect([...taken.rows]).toEqual([5, 6, 7, 8, 9, 10, 11])
    for (const field of ['time', 'open', 'high', 'low', 'close', 'volume'] as const) expect([...taken.bars[field]]).toEqual([...b[field]])
    expect(taken.bars).toMatchObject({ symbol: 'B', length: 7, timeframe: b.timeframe, calendar: b.calendar })
  })

  it('copies nothing where nothing is missing', () => {
    const panel = alignBars([a])
    expect(panelBars(panel, 'A').bars.close).toBe(a.close)
  })

  it('names the symbols there are', () => {
    expect(() => panelBars(alignBars([a]), 'C')).toThrow(ConfigError)
    expect(() => panelBars(alignBars([a]), 'C')).toThrow(/the panel has no symbol "C".* It has: A/)
  })
})
