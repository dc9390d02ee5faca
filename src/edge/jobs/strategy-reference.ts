import { ConfigError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import { type AnyStrategyClass, Strategy } from '../../strategies/strategy.ts'

/**
 * A strategy by name, as it can be sent to another thread: an id of the catalog or of `presetCatalog`, or the URL of a module and the name of the class that
 * it exports (default `default`).
 *
 * @example
 * ```ts
 * import type { StrategyReference } from 'peak-trade/node'
 *
 * const ours: StrategyReference = { id: 'ma_crossover' }
 * const yours: StrategyReference = { module: new URL('./my-strategy.ts', import.meta.url).href, name: 'MyStrategy' }
 * ```
 */
export type StrategyReference = { readonly id: string } | { readonly module: string; readonly name?: string | undefined }

/**
 * The class behind a reference.
 *
 * @throws {@link ConfigError} `strategy/unknown` for an id that the catalog does not have, `strategy/module` for a module that cannot be
 * loaded or does not export the class.
 */
export async function loadStrategy(reference: StrategyReference): Promise<AnyStrategyClass> {
  // Not at the top: a thread that runs a strategy of its user has no need for ours.
  if ('id' in reference) return (await import('../../research/presets/preset-catalog.ts')).presetCatalog.get(reference.id)
  const { module, name = 'default' } = reference
  const exported = await importModule(module)
  const found = exported[name]
  if (typeof found === 'function' && found.prototype instanceof Strategy) return found as unknown as AnyStrategyClass
  const classes = Object.keys(exported)
    .filter(key => (exported[key] as { prototype?: unknown })?.prototype instanceof Strategy)
    .sort()
  throw new ConfigError(
    'strategy/module',
    `${module} exports no strategy "${name}"${didYouMean(name, classes)} Strategies there: ${classes.join(', ') || 'none'}`,
    { module, name },
  )
}

/** The modules of its user that a strategy runs. */
export function modulesOf(reference: StrategyReference): readonly string[] {
  return 'module' in reference ? [reference.module] : []
}

async function importModule(module: string): Promise<Record<string, unknown>> {
  try {
    return await import(module)
  } catch (error) {
    throw new ConfigError(
      'strategy/module',
      `cannot load ${module}: ${error instanceof Error ? error.message : String(error)}; give the URL of a module`,
      { module },
      error,
    )
  }
}
