import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { ArmstrongCycle } from './experimental/armstrong-cycle.ts'
import { ArmstrongElKaroui } from './experimental/armstrong-el-karoui.ts'
import { BouchaudMicrostructure } from './experimental/bouchaud-microstructure.ts'
import { EcmCycle } from './experimental/ecm-cycle.ts'
import { EhlersCycleFilter } from './experimental/ehlers-cycle-filter.ts'
import { ElKarouiVolModel } from './experimental/el-karoui-vol-model.ts'
import { MetaLabeling } from './experimental/meta-labeling.ts'
import { VolRegimeOverlay } from './experimental/vol-regime-overlay.ts'
import { BollingerBands } from './library/bollinger-bands.ts'
import { Breakout } from './library/breakout.ts'
import { BreakoutDonchian } from './library/breakout-donchian.ts'
import { BuyAndHold } from './library/buy-and-hold.ts'
import { Composite } from './library/composite.ts'
import { MaCrossover } from './library/ma-crossover.ts'
import { MacdCrossover } from './library/macd-crossover.ts'
import { MeanReversion } from './library/mean-reversion.ts'
import { MeanReversionChannel } from './library/mean-reversion-channel.ts'
import { Momentum } from './library/momentum.ts'
import { MyStrategy } from './library/my-strategy.ts'
import { RegimeAwarePortfolio } from './library/regime-aware-portfolio.ts'
import { RegimeSwitch } from './library/regime-switch.ts'
import { RsiReversion } from './library/rsi-reversion.ts'
import { TrendFollowing } from './library/trend-following.ts'
import { VolBreakout } from './library/vol-breakout.ts'
import { VolRegimeFilter } from './library/vol-regime-filter.ts'
import { statedTier } from './live-eligibility.ts'
import type { AnyStrategyClass } from './strategy.ts'

/**
 * What to list.
 */
export interface CatalogListOptions {
  /** List the strategies of the `r_and_d` tier as well; default false. */
  readonly includeResearch?: boolean | undefined
}

/**
 * Strategies by id: a value, not a global. Adding makes a new catalog and leaves the old one as it was.
 *
 * @example
 * ```ts
 * import { catalog } from 'peak-trade'
 *
 * catalog.get('ma_crossover').title // 'Moving-average crossover'
 * ```
 */
export interface Catalog {
  /** The strategies, in the order in which they were added; those of the `r_and_d` tier only when asked for. */
  list(options?: CatalogListOptions): readonly AnyStrategyClass[]
  /** @throws {@link ConfigError} `strategy/unknown`, with the nearest id. */
  get(id: string): AnyStrategyClass
  has(id: string): boolean
  /** @throws {@link ConfigError} `strategy/duplicate` when an id is taken, `strategy/id` when one is missing. */
  with(...strategies: readonly AnyStrategyClass[]): Catalog
}

/**
 * A catalog of the given strategies.
 *
 * @throws {@link ConfigError} `strategy/duplicate` when two share an id, `strategy/id` when one has none.
 *
 * @example
 * ```ts
 * import { createCatalog, MaCrossover } from 'peak-trade'
 *
 * createCatalog([MaCrossover]).has('ma_crossover') // true
 * ```
 */
export function createCatalog(strategies: readonly AnyStrategyClass[]): Catalog {
  const byId = new Map<string, AnyStrategyClass>()
  for (const strategy of strategies) {
    if (!/^[a-z][a-z0-9_]*$/.test(strategy.id)) {
      throw new ConfigError('strategy/id', `class ${strategy.name} has the id "${strategy.id}"; give it a static id in snake_case`, {
        id: strategy.id,
      })
    }
    if (byId.has(strategy.id))
      throw new ConfigError('strategy/duplicate', `two strategies have the id "${strategy.id}"; rename one`, { id: strategy.id })
    byId.set(strategy.id, strategy)
  }
  return Object.freeze({
    list: ({ includeResearch = false }: CatalogListOptions = {}) =>
      [...byId.values()].filter(strategy => includeResearch || statedTier(strategy) !== 'r_and_d'),
    has: (id: string) => byId.has(id),
    get(id: string) {
      const found = byId.get(id)
      if (found !== undefined) return found
      throw new ConfigError(
        'strategy/unknown',
        `strategy "${id}" is unknown${didYouMean(id, byId.keys())} Known: ${[...byId.keys()].join(', ')}`,
        { id },
      )
    },
    with: (...more: readonly AnyStrategyClass[]) => createCatalog([...byId.values(), ...more]),
  })
}

/**
 * The strategies that come with the library.
 *
 * @example
 * ```ts
 * import { catalog } from 'peak-trade'
 *
 * catalog.list().map(strategy => strategy.id).includes('rsi_reversion') // true
 * ```
 */
export const catalog: Catalog = createCatalog([
  MaCrossover,
  RsiReversion,
  BollingerBands,
  TrendFollowing,
  Breakout,
  MacdCrossover,
  Momentum,
  MeanReversion,
  VolRegimeFilter,
  Composite,
  RegimeSwitch,
  RegimeAwarePortfolio,
  BuyAndHold,
  BreakoutDonchian,
  VolBreakout,
  MeanReversionChannel,
  MyStrategy,
  ArmstrongCycle,
  EcmCycle,
  ElKarouiVolModel,
  ArmstrongElKaroui,
  EhlersCycleFilter,
  BouchaudMicrostructure,
  VolRegimeOverlay,
  MetaLabeling,
])
