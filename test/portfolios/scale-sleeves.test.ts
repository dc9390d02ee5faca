import { expect, it } from 'vitest'
import { backtestPanel } from '../../src/engine/backtest-panel.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { alignBars } from '../../src/market/panel.ts'
import { backtestPortfolio } from '../../src/portfolios/backtest-portfolio.ts'
import { defineRegime } from '../../src/regimes/regime.ts'
import { flat, listed, named } from '../engine/listed.ts'

/** Whether the close is above or below the one before. */
const rising = defineRegime({
  id: 'rising',
  inputs: ['close'],
  labels: ['falling', 'still', 'rising'],
  warmup: 0,
  start: () => {
    let before = Number.NaN
    return close => {
      const code = 1 + (Math.sign(close - before) || 0)
      before = close
      return code
    }
  },
})

it('a regime scales what the strategies want', () => {
  const bars = named('A', ...[10, 10, 11, 12, 12, 11, 10, 10].map(flat))
  const panel = alignBars([bars])
  // Rising: all of it, falling: nothing, otherwise a half.
  const scales = [0.5, 0.5, 1, 1, 0.5, 0, 0, 0.5]
  const targets = [1, 1, 1, 1, -1, -1, -1, -1]
  const result = backtestPortfolio(
    { sleeves: [listed('A', targets, { weight: 0.8 })], regime: { regime: rising, scales: { falling: 0, still: 0.5, rising: 1 } } },
    panel,
    { capital: 1000 },
  )
  expect([...result.weights.rows]).toEqual([0, 2, 4, 5, 7])
  expect([...result.weights.columns[0]]).toEqual([0.4, 0.8, 0.4, 0, 0.4])
  const scaled = backtestPanel(
    [
      listed(
        'A',
        targets.map((target, t) => target * scales[t]),
        { weight: 0.8 },
      ),
    ],
    panel,
    { capital: 1000 },
  )
  expect(result.sleeves[0].fills).toEqual(scaled.sleeves[0].fills)
})

it('looks at one symbol for all sleeves, or at the own one of each, also where it has no bar', () => {
  const a = named('A', ...[10, 11, 12, 11, 11, 11].map(flat))
  const b = sliceBars(named('B', ...[10, 10, 9, 9, 10, 9].map(flat)), 2)
  const panel = alignBars([a, b], { join: 'outer' })
  const weights = (symbol?: string) => {
    const regime = { regime: rising, scales: { falling: 0, still: 0.5, rising: 1 }, symbol }
    const sleeves = ['A', 'B'].map(name =>
      listed(
        name,
        Array.from({ length: name === 'A' ? 6 : 4 }, () => 1),
        { weight: 0.5 },
      ),
    )
    const { rows, columns } = backtestPortfolio({ sleeves, regime }, panel).weights
    return [rows, ...columns].map(column => [...column])
  }
  expect(weights()).toEqual([
    [0, 1, 3, 4, 5],
    [0.25, 0.5, 0, 0.25, 0.25],
    [0.25, 0.25, 0.25, 0.5, 0],
  ])
  expect(weights('B')).toEqual([
    [0, 4, 5],
    [0.25, 0.5, 0],
    [0.25, 0.5, 0],
  ])
  expect(() => weights('C')).toThrow('the panel has no symbol "C"')
})
