import { describe, expect, it } from 'vitest'
import { percentileRank } from '../../../src/indicators/percentile-rank.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { ElKarouiVolModel } from '../../../src/strategies/experimental/el-karoui-vol-model.ts'
import { varianceForecast } from '../../../src/strategies/experimental/variance-forecast.ts'
import { changes, d1 } from '../../golden/d1.ts'

describe('the regimes', () => {
  const bars = syntheticBars({ seed: 8, length: 2000, kind: 'regimes' })
  const { current, usual, expected } = varianceForecast(bars, { period: 20, usualPeriod: 100 })
  const rank = percentileRank(current, { period: 100 })

  it('give the exposure, and scale it by usual over expected volatility', () => {
    const targets = new ElKarouiVolModel({ rankPeriod: 100, band: 0 }).follow(bars)
    const plain = new ElKarouiVolModel({ rankPeriod: 100, scale: false }).follow(bars)
    const seen = new Set<number>()
    for (let i = 0; i < bars.length; i++) {
      if (i < 199) {
        expect(targets[i]).toBeNaN()
        continue
      }
      const exposure = rank[i] < 0.3 ? 1 : rank[i] > 0.7 ? 0 : 0.5
      seen.add(exposure)
      expect(plain[i]).toBe(exposure)
      expect(targets[i]).toBeCloseTo(exposure * Math.min(1, Math.sqrt(usual[i] / expected[i])), 12)
    }
    expect(seen.size).toBe(3)
  })

  it('are scaled less the sooner volatility is expected to return to its mean', () => {
    const held = (params: object) => new ElKarouiVolModel({ rankPeriod: 100, band: 0, ...params }).follow(bars)
    const [present, slow, soon, long] = [{ halfLife: 1e9 }, {}, { halfLife: 5 }, { horizon: 500 }].map(held)
    const spread = [0, 0, 0]
    for (let i = 199; i < bars.length; i++) {
      const exposure = rank[i] < 0.3 ? 1 : rank[i] > 0.7 ? 0 : 0.5
      // With a mean to which nothing returns, what is expected is what is.
      expect(present[i]).toBeCloseTo(exposure * Math.min(1, Math.sqrt(usual[i] / current[i])), 6)
      for (const [k, targets] of [slow, soon, long].entries()) {
        expect(targets[i]).toBeGreaterThanOrEqual(present[i] - 1e-6)
        expect(targets[i]).toBeLessThanOrEqual(exposure)
        spread[k] += targets[i] - present[i]
      }
    }
    expect(spread[0]).toBeGreaterThan(0.1)
    expect(spread[1]).toBeGreaterThan(spread[0])
    expect(spread[2]).toBeGreaterThan(spread[0])
  })

  it('changes smaller than the band are not traded', () => {
    const wanted = new ElKarouiVolModel({ rankPeriod: 100, band: 0 }).follow(bars)
    const targets = new ElKarouiVolModel({ rankPeriod: 100, band: 0.1 }).follow(bars)
    let held = 0
    for (let i = 199; i < bars.length; i++) {
      if (wanted[i] === 0 || Math.abs(wanted[i] - held) >= 0.1) held = wanted[i]
      expect(targets[i]).toBe(held)
    }
    expect(changes(targets).length).toBeLessThan(0.7 * changes(wanted).length)
  })

  it('hold less of the wild market than of the quiet one', () => {
    const regimes = [
      { drift: 0, volatility: 0.2, meanBars: 100 },
      { drift: 0, volatility: 1.2, meanBars: 50 },
    ]
    const market = syntheticBars({ seed: 8, length: 4000, kind: 'regimes', regimes })
    const targets = new ElKarouiVolModel({ rankPeriod: 100 }).follow(market)
    let [met, made, held] = [0, 0, 0]
    for (let i = 199; i + 1 < market.length; i++) {
      const move = Math.abs(Math.log(market.close[i + 1] / market.close[i]))
      met += targets[i] * move
      made += move
      held += targets[i]
    }
    // Per unit of exposure it meets much smaller moves (0.72 times) than the market makes on average.
    expect(met / held).toBeLessThan((0.8 * made) / (market.length - 200))
  })
})

it('a market that does not move is normal', () => {
  const flat = new Float64Array(100).fill(5)
  const targets = new ElKarouiVolModel({ rankPeriod: 10, volPeriod: 5 }).follow({
    length: 100,
    time: d1().time,
    open: flat,
    high: flat,
    low: flat,
    close: flat,
    volume: flat,
  })
  expect(changes(targets)).toEqual([
    [0, 0],
    [19, 0.5],
  ])
})

it.each([
  [{ lowRank: 0.7, highRank: 0.3 }, 'lowRank must be smaller than highRank'],
  [{ volPeriod: 300 }, 'volPeriod must not be larger than rankPeriod'],
])('refuses %j', (params, message) => {
  expect(() => new ElKarouiVolModel(params)).toThrow(message)
})
