import { describe, expect, it } from 'vitest'
import { sliceBars } from '../../../src/market/bars.ts'
import { alignBars } from '../../../src/market/panel.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { estimateWeights, joinRanges } from '../../../src/research/portfolio/estimate-weights.ts'
import { SleeveRecords } from '../../../src/research/portfolio/sleeve-records.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { market, mutated, resolved, three, tradeable } from './planted.ts'

const panel = market(400)
const sleeves = resolved(three)

describe('estimateWeights', () => {
  it('takes the weights of the sleeves where there is no allocation', () => {
    const records = new SleeveRecords(panel, tradeable)
    expect(estimateWeights(records, { sleeves, allocation: undefined, ranges: [[0, 10]] }).weights).toEqual(Float64Array.of(0.4, 0.4, 0.2))
  })

  it('is inverse to the volatility that the rows have, by hand', () => {
    const records = new SleeveRecords(panel, tradeable)
    const ranges = [
      [50, 150],
      [300, 400],
    ] as const
    const { weights } = estimateWeights(records, {
      sleeves,
      allocation: { method: 'inverse_volatility', estimate: { covariance: 'sample' } },
      ranges,
    })
    const inverse = sleeves.map(sleeve => {
      const own = [...records.returns(sleeve).subarray(50, 150), ...records.returns(sleeve).subarray(300, 400)]
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length
      return 1 / Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (own.length - 1))
    })
    const sum = inverse.reduce((so, value) => so + value, 0)
    for (const [k, weight] of weights.entries()) expect(weight).toBeCloseTo(inverse[k] / sum, 10)
  })

  it('knows nothing of rows behind its ranges', () => {
    const allocation = { method: 'minimum_variance' } as const
    const of = (which: typeof panel) => estimateWeights(new SleeveRecords(which, tradeable), { sleeves, allocation, ranges: [[0, 200]] })
    expect(of(mutated(panel, 200))).toEqual(of(panel))
  })

  it('gives nothing to a symbol that is not there yet, and keeps the given weights where nothing can be learned', () => {
    const [a, b] = ['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 100, symbol }))
    const holed = alignBars([a, sliceBars(b, 60)], { join: 'outer' })
    const records = new SleeveRecords(holed, tradeable)
    const held = resolved(['A', 'B'].map(symbol => ({ strategy: BuyAndHold, symbol, name: symbol, weight: symbol === 'A' ? 0.7 : 0.3 })))
    const allocation = { method: 'equal' } as const
    const early = estimateWeights(records, { sleeves: held, allocation, ranges: [[0, 50]] })
    expect(early.weights).toEqual(Float64Array.of(1, 0))
    expect(early.notes.join()).toContain('B has no weight')
    const fixed = { method: 'fixed', weights: { A: 0.6, B: 0.4 }, maximum: { B: 0.5 } } as const
    expect(estimateWeights(records, { sleeves: held, allocation: fixed, ranges: [[0, 50]] }).weights).toEqual(Float64Array.of(0.6, 0))
    const capped = { method: 'inverse_volatility', maximum: 0.6 } as const
    expect(estimateWeights(records, { sleeves: held, allocation: capped, ranges: [[0, 50]] }).weights).toEqual(Float64Array.of(0.6, 0))
    const short = estimateWeights(records, { sleeves: held, allocation, ranges: [[0, 1]] })
    expect(short.weights).toEqual(Float64Array.of(0.7, 0.3))
    expect(short.notes.join()).toContain('Fewer than two')
  })
})

describe('joinRanges', () => {
  it('puts ranges one after the other', () => {
    expect(
      joinRanges(Float64Array.of(0, 1, 2, 3, 4), [
        [1, 2],
        [3, 5],
      ]),
    ).toEqual(Float64Array.of(1, 3, 4))
    expect(joinRanges(Float64Array.of(0, 1), [])).toEqual(new Float64Array(0))
  })
})
