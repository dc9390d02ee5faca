import type { Timeframe } from '../base/timeframe.ts'
import { HigherBars } from './higher-bars.ts'
import { withIncluded } from './included-strategies.ts'
import type { StrategyBase } from './strategy-base.ts'
import { viewsOf } from './strategy-views.ts'

/** What a strategy looks at besides its own bars. */
export interface LookedAt {
  readonly timeframes: readonly Timeframe[]
  readonly symbols: readonly string[]
}

/** The longer timeframes and other symbols that a strategy and those that it includes look at. */
export function lookedAt(strategy: StrategyBase): LookedAt {
  const timeframes = new Set<Timeframe>()
  const symbols = new Set<string>()
  for (const member of withIncluded(strategy)) {
    for (const { beside } of viewsOf(member)) {
      if (beside instanceof HigherBars) timeframes.add(beside.name)
      else symbols.add(beside.name)
    }
  }
  return { timeframes: [...timeframes], symbols: [...symbols] }
}
