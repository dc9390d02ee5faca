import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { resolveSettings } from '../../../src/engine/settings.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { liquidityDrought } from '../../../src/research/stress/liquidity-drought.ts'

const shock = { severity: 0.5, index: 0, window: 1, random: seededRandom(1) }

it('slippage × 5.5, volume / 5.5, fees as they were', () => {
  const settings = resolveSettings({ costs: { feeBps: 10, slippageBps: 6 } })
  expect(liquidityDrought.settings?.(settings, shock).costs).toEqual({ feeBps: 10, slippageBps: 33 })
  const bars = syntheticBars({ seed: 1, length: 10 })
  const dry = liquidityDrought.bars?.(bars, shock) ?? bars
  for (let i = 0; i < 10; i++) expect(dry.volume[i] * 5.5).toBeCloseTo(bars.volume[i], 9)
  expect(dry.close).toBe(bars.close)
})
