import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { backtest } from '../../../src/engine/backtest.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { gapDown } from '../../../src/research/stress/gap-down.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'

const bars = syntheticBars({ seed: 1, length: 30, volatility: 0.05 })
const stressed = gapDown.bars?.(bars, { severity: 0.2, index: 10, window: 1, random: seededRandom(1) }) ?? bars

it('opens lower, with everything behind it', () => {
  for (const field of ['open', 'high', 'low', 'close'] as const)
    for (let i = 10; i < 30; i++) expect(stressed[field][i] / bars[field][i]).toBeCloseTo(0.8, 12)
})

it('a stop fills at the open, not at its level', () => {
  const { trades } = backtest(BuyAndHold, stressed, { exits: { stopLoss: 0.05 } })
  expect(trades[0]).toMatchObject({ exitIndex: 10, exitReason: 'stop' })
  expect(trades[0].exitPrice).toBe(stressed.open[10])
})

it('returns never fall below -1', () => {
  expect(gapDown.returns?.(Float64Array.of(-0.9), { severity: 0.5, index: 0, window: 1, random: seededRandom(1) })).toEqual(
    Float64Array.of(-1),
  )
})
