import { describe, expect, it } from 'vitest'
import { CycleTrendline } from '../../src/indicators/cycle-trendline.ts'

describe('CycleTrendline', () => {
  it('is worked by hand', () => {
    const trendline = new CycleTrendline()
    for (const value of [1, 2, 3]) trendline.take(value)
    // the mean of 2 and 3 counts 0.4, what was before is 0
    expect(trendline.advance(2.3)).toBeCloseTo(1, 12)
    trendline.take(7)
    // 1.5 rounds up: the mean of 3 and 7
    expect(trendline.advance(1.5)).toBeCloseTo(0.4 * 5 + 0.3 * 2.5, 12)
    expect(trendline.advance(0.4)).toBeCloseTo(0.3 * 5 + 0.2 * 2.5, 12)
  })

  it('cancels a wave of its own length, also after its ring has turned', () => {
    const trendline = new CycleTrendline()
    let line = 0
    for (let i = 0; i < 500; i++) {
      trendline.take(100 + Math.sin((2 * Math.PI * i) / 50))
      if (i > 60) line = trendline.advance(50)
    }
    expect(line).toBeCloseTo(100, 9)
  })
})
