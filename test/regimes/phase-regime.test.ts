import { expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { phaseRegime } from '../../src/regimes/phase-regime.ts'
import { labelAt, labelBars } from '../../src/regimes/regime-labels.ts'
import { trendRegime } from '../../src/regimes/trend-regime.ts'
import { volatilityRegime } from '../../src/regimes/volatility-regime.ts'

it('asks volatility first and the trend in between', () => {
  const trend = { period: 20, noiseBars: 50 }
  const volatility = { lookback: 60 }
  const bars = syntheticBars({ seed: 8, length: 2000 })
  const ups = labelBars(bars, trendRegime(trend))
  const wild = labelBars(bars, volatilityRegime(volatility))
  const phase = labelBars(bars, phaseRegime({ trend, volatility }))
  const seen = new Set<string | undefined>()
  for (let i = 0; i < bars.length; i++) {
    const heat = labelAt(wild, i)
    const way = labelAt(ups, i)
    const calm = way === 'sideways' ? 'unclear' : 'trending'
    const want = heat === undefined || way === undefined ? undefined : heat === 'high' ? 'breakout' : heat === 'low' ? 'ranging' : calm
    expect(labelAt(phase, i)).toBe(want)
    seen.add(want)
  }
  expect(seen.size).toBe(5)
})
