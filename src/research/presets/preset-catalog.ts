import { type Catalog, catalog } from '../../strategies/catalog.ts'
import { Breakout } from '../../strategies/library/breakout.ts'
import { DonchianChannel } from '../../strategies/library/donchian-channel.ts'
import { type EnsembleClass, ensemble } from '../../strategies/library/ensemble.ts'
import { MaCrossover } from '../../strategies/library/ma-crossover.ts'
import { type RegimeAwarePortfolioClass, regimeAwarePortfolio } from '../../strategies/library/regime-aware-portfolio.ts'
import { RsiReversion } from '../../strategies/library/rsi-reversion.ts'
import { VolRegimeFilter } from '../../strategies/library/vol-regime-filter.ts'
import { WeightedPair } from '../../strategies/library/weighted-pair.ts'

const ThreeEqual: EnsembleClass = ensemble({
  id: 'three_equal',
  title: 'Crossover, reversion and breakout',
  members: [{ strategy: MaCrossover }, { strategy: RsiReversion }, { strategy: Breakout }],
})

const FourWeighted: EnsembleClass = ensemble({
  id: 'four_weighted',
  title: 'Crossover, breakout, reversion and volatility',
  members: [
    { strategy: MaCrossover, weight: 0.4 },
    { strategy: Breakout, weight: 0.3 },
    { strategy: RsiReversion, weight: 0.2 },
    { strategy: VolRegimeFilter, weight: 0.1 },
  ],
})

const RegimeAwareEven: RegimeAwarePortfolioClass = regimeAwarePortfolio({
  id: 'regime_aware_even',
  title: 'Breakout and reversion, scaled by regime',
  members: [{ strategy: Breakout }, { strategy: RsiReversion }],
})

const RegimeAwareTrend: RegimeAwarePortfolioClass = regimeAwarePortfolio({
  id: 'regime_aware_trend',
  title: 'Breakout and crossover, scaled by regime',
  members: [{ strategy: Breakout }, { strategy: MaCrossover }],
})

/**
 * The strategies that presets may name: those of `catalog`, and those that only presets need (`donchian_channel`, `weighted_pair`,
 * `three_equal`, `four_weighted`, `regime_aware_even`, `regime_aware_trend`). Runs find them by id like the others, on threads and from records too.
 *
 * They are not in `catalog` itself, which has the strategies that Peak_Trade offered, each with a tier, a page and a picture: these were never
 * offered there. Its sweeps asked for parameters that none of its strategies had, and these are what the sweeps can run. Without a tier they cannot be
 * promoted, and nobody who looks for a strategy takes them for one that was recommended.
 *
 * @example
 * ```ts
 * import { presetCatalog } from 'peak-trade'
 *
 * presetCatalog.get('donchian_channel').title // 'Donchian channels (Turtle)'
 * ```
 */
export const presetCatalog: Catalog = catalog.with(
  DonchianChannel,
  WeightedPair,
  ThreeEqual,
  FourWeighted,
  RegimeAwareEven,
  RegimeAwareTrend,
)
