import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { flowPressure } from '../../../src/strategies/experimental/flow-pressure.ts'

/** Standard normal distribution by its integral, Simpson's rule. */
function normal(x: number): number {
  const steps = 2000
  const width = x / steps
  let sum = 0
  for (let k = 0; k <= steps; k++) sum += (k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2) * Math.exp(-0.5 * (k * width) ** 2)
  return 0.5 + (sum * width) / 3 / Math.sqrt(2 * Math.PI)
}

describe.each([0, 1])('agrees with plain loops, tick %d', tick => {
  it('on random bars', () => {
    const bars = syntheticBars({ seed: 12, length: 160 })
    const { close, volume } = bars
    const found = flowPressure(bars, { period: 10, memory: 5, lookback: 20, decay: 0.4, volumePower: 0.7, tick })
    const returns = Array.from(close, (x, i) => (i === 0 ? Number.NaN : Math.log(x / close[i - 1])))
    const flow = returns.map((r, i) => {
      if (i < 10) return Number.NaN
      const window = returns.slice(i - 9, i + 1)
      const mean = window.reduce((sum, x) => sum + x, 0) / 10
      const deviation = Math.sqrt(window.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 9)
      const usual = volume.slice(i - 9, i + 1).reduce((sum, x) => sum + x, 0) / 10
      return (tick === 1 ? Math.sign(r) : 2 * normal(r / deviation) - 1) * (volume[i] / usual) ** 0.7
    })
    const pressure = flow.map((_, i) =>
      i < 14 ? Number.NaN : [0, 1, 2, 3, 4].reduce((sum, n) => sum + ((1 + n) ** -0.4 - (2 + n) ** -0.4) * flow[i - n], 0),
    )
    for (let i = 0; i < bars.length; i++) {
      if (i < 34) {
        expect([found.pressure[i], found.response[i], found.turnover[i]]).toEqual([Number.NaN, Number.NaN, Number.NaN])
        continue
      }
      let [square, product, causes, effects, turnover] = [0, 0, 0, 0, 0]
      for (let k = i - 19; k <= i; k++) {
        square += pressure[k] ** 2
        product += pressure[k - 1] * returns[k]
        causes += pressure[k - 1] ** 2
        effects += returns[k] ** 2
      }
      for (let k = i - 9; k <= i; k++) turnover += (close[k] * volume[k]) / 10
      expect(found.pressure[i]).toBeCloseTo(pressure[i] / Math.sqrt(square / 20), 8)
      expect(found.response[i]).toBeCloseTo(product / Math.sqrt(causes * effects), 8)
      expect(found.turnover[i] / turnover).toBeCloseTo(1, 10)
    }
  })
})

it('nothing moves and nothing is traded: no pressure, no response', () => {
  const column = (value: number) => new Float64Array(60).fill(value)
  for (const volume of [column(0), column(5)]) {
    const { pressure, response } = flowPressure({ close: column(9), volume }, { period: 5, memory: 5, lookback: 10 })
    expect([pressure[59], response[59]]).toEqual([0, 0])
  }
})
