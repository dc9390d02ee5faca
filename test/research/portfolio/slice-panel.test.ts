import { describe, expect, it } from 'vitest'
import { sliceBars } from '../../../src/market/bars.ts'
import { alignBars } from '../../../src/market/panel.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { slicePanel } from '../../../src/research/portfolio/slice-panel.ts'

const [a, b] = ['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 50, symbol }))

describe('slicePanel', () => {
  it('gives what aligning the cut histories gives', () => {
    const panel = slicePanel(alignBars([a, b]), [10, 30])
    expect(panel).toEqual(alignBars([sliceBars(a, 10, 30), sliceBars(b, 10, 30)]))
  })

  it('keeps symbols that have no bars there, and counts those that have', () => {
    const panel = slicePanel(alignBars([a, sliceBars(b, 40)], { join: 'outer' }), [20, 45])
    expect(panel.assets.map(({ known }) => known)).toEqual([25, 5])
    expect(slicePanel(panel, [0, 10]).assets[1].known).toBe(0)
  })

  it('gives a whole panel as it is', () => {
    const panel = alignBars([a, b])
    expect(slicePanel(panel, [0, 50])).toBe(panel)
  })
})
