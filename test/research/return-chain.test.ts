import { expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { ReturnChain } from '../../src/research/return-chain.ts'

const bars = syntheticBars({ seed: 1, length: 6 })
const equity = Float64Array.of(110, 121, 60.5, 66.55, 73.205, 36.6025)

it('joins returns, the first from the capital', () => {
  const chain = new ReturnChain(bars, 100)
  // +10 %, +10 % and +10 %, -50 %: the bars 0, 1 and 4, 5.
  const { totalReturn, maxDrawdown, bestReturn, worstReturn } = chain.measure([
    { range: [0, 2], equity },
    { range: [4, 6], equity },
  ])
  expect(totalReturn).toBeCloseTo(1.1 ** 3 * 0.5 - 1, 12)
  expect(maxDrawdown).toBeCloseTo(0.5, 12)
  expect(bestReturn).toBeCloseTo(0.1, 12)
  expect(worstReturn).toBeCloseTo(-0.5, 12)
})

it('a ruined account stays ruined', () => {
  const ruined = Float64Array.of(110, -5, 50, 60, 70, 80)
  expect(new ReturnChain(bars, 100).measure([{ range: [0, 6], equity: ruined }]).totalReturn).toBe(-1)
  expect(new ReturnChain(bars, 100).measure([{ range: [2, 4], equity: ruined }]).totalReturn).toBe(0)
})

it('of nothing there is nothing', () => {
  expect(new ReturnChain(bars, 100).measure([])).toMatchObject({ totalReturn: 0, sharpe: Number.NaN })
})
