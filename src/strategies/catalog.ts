import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { BollingerBands } from './library/bollinger-bands.ts'
import { Breakout } from './library/breakout.ts'
import { BreakoutDonchian } from './library/breakout-donchian.ts'
import { BuyAndHold } from './library/buy-and-hold.ts'
import { MaCrossover } from './library/ma-crossover.ts'
import { MacdCrossover } from './library/macd-crossover.ts'
import { MeanReversion } from './library/mean-reversion.ts'
import { MeanReversionChannel } from './library/mean-reversion-channel.ts'
import { Momentum } from './library/momentum.ts'
import { MyStrategy } from './library/my-strategy.ts'
import { RsiReversion } from './library/rsi-reversion.ts'
import { TrendFollowing } from './library/trend-following.ts'
import { VolBreakout } from './library/vol-breakout.ts'
import { VolRegimeFilter } from './library/vol-regime-filter.ts'
import type { AnyStrategyClass } from './strategy.ts'

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
  /** Every strategy, in the order in which it was added. */
  list(): readonly AnyStrategyClass[]
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
 * createCatalog([
  MaCrossover,
  RsiReversion,
  BollingerBands,
  TrendFollowing,
  Breakout,
  MacdCrossover,
  Momentum,
  MeanReversion,
  VolRegimeFilter,
  BuyAndHold,
  BreakoutDonchian,
  VolBreakout,
  MeanReversionChannel,
  MyStrategy,
]).has('ma_crossover') // true
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
    list: () => [...byId.values()],
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
  BuyAndHold,
  BreakoutDonchian,
  VolBreakout,
  MeanReversionChannel,
  MyStrategy,
])
