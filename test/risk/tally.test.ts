import { expect, it } from 'vitest'
import { emptyHolding } from '../../src/risk/holding.ts'
import { addToTally } from '../../src/risk/tally.ts'

const start = () => ({ equity: 1_000, exposure: 50, positions: 1, freeCash: 1_000, risk: 1, squaredRisk: 1 })

it('adds a symbol with the size that counts', () => {
  const tally = start()
  addToTally(tally, { ...emptyHolding(), quantity: -2, price: 10, rate: 0.5, volatility: 0.1 }, 4)
  expect(tally).toEqual({ equity: 990, exposure: 70, positions: 2, freeCash: 990, risk: 3, squaredRisk: 5 })
})

it('adds nothing for a symbol of which nothing is held, whatever is not known of it', () => {
  const tally = start()
  addToTally(tally, emptyHolding(), 0)
  expect(tally).toEqual(start())
})
