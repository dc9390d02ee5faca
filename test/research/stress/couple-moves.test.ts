import { expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { standardDeviation } from '../../../src/metrics/moments.ts'
import { correlation as correlationOf } from '../../../src/metrics/regression.ts'
import { coupleMoves } from '../../../src/research/stress/couple-moves.ts'

const histories = [1, 2, 3].map(seed => syntheticBars({ seed, length: 200, symbol: `S${seed}`, volatility: 0.3 * seed, drift: seed }))
const { time } = histories[0]
const logs = (close: ArrayLike<number>, from: number, to: number) =>
  Float64Array.from({ length: to - from }, (_, k) => Math.log(close[from + k] / close[from + k - 1]))
const couple = (correlation: number) => coupleMoves(histories, { from: time[100], to: time[150], correlation })

it('at 1 all moves are one, with the mean and volatility of each', () => {
  const coupled = couple(1)
  const moves = coupled.map(bars => logs(bars.close, 100, 150))
  for (const [a, bars] of coupled.entries()) {
    expect(correlationOf(moves[0], moves[a])).toBeCloseTo(1, 9)
    expect(standardDeviation(moves[a])).toBeCloseTo(standardDeviation(logs(histories[a].close, 100, 150)), 12)
    expect(bars.close[149]).toBeCloseTo(histories[a].close[149], 8)
    expect(bars.close.subarray(0, 100)).toEqual(histories[a].close.subarray(0, 100))
    expect(bars.close[199] / bars.close[150]).toBeCloseTo(histories[a].close[199] / histories[a].close[150], 12)
  }
})

it('in between they go together more than they did', () => {
  const pair = (bars: readonly { readonly close: ArrayLike<number> }[]) =>
    correlationOf(logs(bars[0].close, 100, 150), logs(bars[1].close, 100, 150))
  const steps = [histories, couple(0.3), couple(0.6), couple(1)].map(pair)
  expect(steps).toEqual(steps.toSorted((a, b) => a - b))
})

it('at 0, with one symbol, or without movement nothing changes', () => {
  expect(couple(0)).toBe(histories)
  expect(coupleMoves(histories.slice(0, 1), { from: time[0], to: time[50], correlation: 1 })[0]).toBe(histories[0])
  const still = {
    ...histories[0],
    symbol: 'STILL',
    open: new Float64Array(200).fill(5),
    high: new Float64Array(200).fill(5),
    low: new Float64Array(200).fill(5),
    close: new Float64Array(200).fill(5),
  }
  expect(coupleMoves([still, { ...still }], { from: time[0], to: time[50], correlation: 1 })).toEqual([still, still])
  expect(coupleMoves([still, histories[1]], { from: time[0], to: time[50], correlation: 1 })[0].close).toEqual(still.close)
})
