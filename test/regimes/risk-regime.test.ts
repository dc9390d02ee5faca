import { expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { regimeChanges } from '../../src/regimes/regime-changes.ts'
import { labelBars } from '../../src/regimes/regime-labels.ts'
import { riskRegime } from '../../src/regimes/risk-regime.ts'
import { trendRegime } from '../../src/regimes/trend-regime.ts'
import { volatilityRegime } from '../../src/regimes/volatility-regime.ts'

const trend = { period: 20, noiseBars: 50 }
const volatility = { lookback: 60 }
const bars = syntheticBars({ seed: 8, length: 3000, kind: 'regimes' })

it('is the sign of the sum of two votes', () => {
  const ups = labelBars(bars, trendRegime(trend)).codes
  const wild = labelBars(bars, volatilityRegime(volatility)).codes
  const risk = labelBars(bars, riskRegime({ trend, volatility, minBars: 1 }))
  expect(risk.labels).toEqual(['risk_off', 'neutral', 'risk_on'])
  const seen = new Set<string>()
  for (let i = 0; i < 3000; i++) {
    if (ups[i] < 0 || wild[i] < 0) {
      expect(risk.codes[i]).toBe(-1)
      continue
    }
    seen.add(`${ups[i]}${wild[i]}`)
    expect(risk.codes[i] - 1).toBe(Math.sign(ups[i] - 1 - (wild[i] - 1)))
  }
  expect(seen.size).toBe(9)
})

it('holds its label, but never against risk_off', () => {
  const changes = regimeChanges(labelBars(bars, riskRegime({ trend, volatility, minBars: 12 })))
  expect(changes.length).toBeGreaterThan(20)
  for (let k = 1; k < changes.length; k++)
    if (changes[k].to !== 'risk_off') expect(changes[k].index - changes[k - 1].index).toBeGreaterThanOrEqual(12)
  const raw = labelBars(bars, riskRegime({ trend, volatility, minBars: 1 })).codes
  const held = labelBars(bars, riskRegime({ trend, volatility, minBars: 12 })).codes
  expect(raw.every((code, i) => code !== 0 || held[i] === 0)).toBe(true)
})

it('refuses settings that are none', () => {
  expect(() => riskRegime({ minBars: 0 })).toThrow('minBars is 0')
  expect(() => riskRegime({ trend: { period: 0 } })).toThrow('period is 0')
})
