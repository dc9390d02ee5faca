import { ConfigError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import { delayedFills } from './delayed-fills.ts'
import { drawdownExtension } from './drawdown-extension.ts'
import { feeShock } from './fee-shock.ts'
import { flashCrash } from './flash-crash.ts'
import { gapDown } from './gap-down.ts'
import { liquidityDrought } from './liquidity-drought.ts'
import { missingData } from './missing-data.ts'
import type { StressScenario } from './scenario.ts'
import { sidewaysMarket } from './sideways-market.ts'
import { singleCrashBar } from './single-crash-bar.ts'
import { trendReversal } from './trend-reversal.ts'
import { volSpike } from './vol-spike.ts'

/**
 * The scenarios that come with the library.
 *
 * @example
 * ```ts
 * import { stressScenarios } from 'peak-trade'
 *
 * stressScenarios.length // 11
 * stressScenarios[0].id // 'single_crash_bar'
 * ```
 */
export const stressScenarios: readonly StressScenario[] = [
  singleCrashBar,
  volSpike,
  drawdownExtension,
  gapDown,
  flashCrash,
  trendReversal,
  sidewaysMarket,
  liquidityDrought,
  feeShock,
  missingData,
  delayedFills,
]

/** Names under which Peak_Trade and its presets know them. */
const ALIASES: Readonly<Record<string, StressScenario>> = {
  gap_down_open: gapDown,
  high_volatility: volSpike,
  liquidity_gap: liquidityDrought,
  liquidity_crisis: liquidityDrought,
}

/**
 * A scenario by its name; the names of Peak_Trade's presets (`gap_down_open`, `high_volatility`, `liquidity_gap`, `liquidity_crisis`) work too.
 *
 * @throws {@link ConfigError} `stress/scenario`, with the nearest name.
 *
 * @example
 * ```ts
 * import { findScenario } from 'peak-trade'
 *
 * findScenario('gap_down_open').id // 'gap_down'
 * ```
 */
export function findScenario(id: string): StressScenario {
  const found = stressScenarios.find(scenario => scenario.id === id) ?? (Object.hasOwn(ALIASES, id) ? ALIASES[id] : undefined)
  if (found !== undefined) return found
  const known = stressScenarios.map(scenario => scenario.id)
  throw new ConfigError('stress/scenario', `there is no scenario "${id}"${didYouMean(id, known)} Known: ${known.join(', ')}`, {
    scenario: id,
  })
}
