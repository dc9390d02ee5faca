import { describe, expect, it } from 'vitest'
import { type Bars, sliceBars } from '../../../src/market/bars.ts'
import { alignBars, type Panel } from '../../../src/market/panel.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { correlation } from '../../../src/metrics/regression.ts'
import { stressPanel } from '../../../src/research/stress/stress-panel.ts'
import { stressScenarios } from '../../../src/research/stress/stress-scenarios.ts'

const history = (seed: number): Bars => syntheticBars({ seed, length: 300, symbol: `S${seed}`, volatility: 0.2 * seed })
const panel = alignBars([history(1), history(2), history(3)])
const logs = ({ assets }: Panel, a: number, from: number, to: number) =>
  Float64Array.from({ length: to - from }, (_, k) => Math.log(assets[a].close[from + k] / assets[a].close[from + k - 1]))

describe('stressPanel', () => {
  it('hits every symbol at the same time, all moving as one', () => {
    const stressed = stressPanel(panel, { scenario: 'flash_crash', severity: 0.4, seed: 1 })
    expect(stressed.symbols).toEqual(panel.symbols)
    for (const a of [1, 2]) expect(correlation(logs(stressed, 0, 151, 160), logs(stressed, a, 151, 160))).toBeCloseTo(1, 9)
    for (const { close } of stressed.assets.map((asset, a) => ({ close: asset.close[199] / panel.assets[a].close[199] })))
      expect(close).toBeCloseTo(1 - 0.4 * 0.4, 9)
    for (const a of [0, 1, 2]) expect(stressed.assets[a].close.subarray(0, 150)).toEqual(panel.assets[a].close.subarray(0, 150))
  })

  it('leaves correlations alone when told so', () => {
    const stressed = stressPanel(panel, { scenario: 'gap_down', severity: 0.4, correlation: 0, seed: 1 })
    for (const a of [0, 1, 2])
      for (let i = 150; i < 300; i++) expect(stressed.assets[a].close[i] / panel.assets[a].close[i]).toBeCloseTo(0.6, 12)
  })

  it('severity 0 is the panel itself', () => {
    expect(stressPanel(panel, { scenario: 'flash_crash', severity: 0, seed: 1 })).toBe(panel)
  })

  it('bars that are not there stay away, and symbols that are gone are spared', () => {
    const holes = alignBars([history(1), sliceBars(history(2), 50), sliceBars(history(3), 0, 100)], { join: 'outer' })
    const stressed = stressPanel(holes, { scenario: 'gap_down', severity: 0.5, position: 200, seed: 1 })
    expect(stressed.length).toBe(300)
    expect(stressed.assets.map(({ known }) => known)).toEqual([300, 250, 100])
    expect(stressed.assets[1].close[49]).toBeNaN()
    expect(stressed.assets[1].open[200] / holes.assets[1].open[200]).toBeCloseTo(0.5, 9)
    expect(stressed.assets[2].close.subarray(0, 100)).toEqual(holes.assets[2].close.subarray(0, 100))
  })

  it('outages are common', () => {
    const stressed = stressPanel(panel, { scenario: 'missing_data', severity: 0.3, seed: 1, correlation: 0 })
    expect(stressed.length).toBeLessThan(270)
    expect(stressed.assets.map(({ known }) => known)).toEqual([stressed.length, stressed.length, stressed.length])
  })

  it('bars stay consistent under every scenario', () => {
    for (const scenario of stressScenarios.filter(({ bars }) => bars !== undefined))
      for (const { open, high, low, close } of stressPanel(panel, { scenario, severity: 0.6, seed: 1 }).assets)
        for (let i = 0; i < close.length; i++) {
          expect(low[i]).toBeGreaterThan(0)
          expect(low[i]).toBeLessThanOrEqual(Math.min(open[i], close[i]))
          expect(high[i]).toBeGreaterThanOrEqual(Math.max(open[i], close[i]))
        }
  })

  it.each([
    [{ scenario: 'fee_shock', severity: 0.2, seed: 1 }, 'fee_shock changes no bars'],
    [{ scenario: 'gap_down', severity: 0.2, correlation: 1.5, seed: 1 }, 'correlation is 1.5; give a number from 0'],
    [{ scenario: 'gap_down', severity: 0.2, coupledBars: 0, seed: 1 }, 'window is 0'],
    [{ scenario: 'gap_down', severity: 2, seed: 1 }, 'severity is 2'],
  ])('refuses %o', (shock, message) => {
    expect(() => stressPanel(panel, shock)).toThrow(message)
  })
})
