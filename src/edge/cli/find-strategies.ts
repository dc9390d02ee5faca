import { existsSync } from 'node:fs'
import { ConfigError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import { catalog } from '../../strategies/catalog.ts'
import { isScript, loadStrategies, type RunnableStrategy } from './load-strategies.ts'

/**
 * The strategies that a word of the command line means: the id of one of the catalog, a script with all it exports, or `script#id` for one
 * of them.
 *
 * @throws {@link ConfigError} `strategy/unknown`, and what loading a script throws.
 */
export async function findStrategies(text: string): Promise<readonly RunnableStrategy[]> {
  const [, script, id] = existsSync(text) ? [] : (/^(.+)#([^#\\/]+)$/.exec(text) ?? [])
  if (script === undefined || id === undefined) return isScript(text) ? loadStrategies(text) : [catalog.get(text)]
  const strategies = await loadStrategies(script)
  const found = strategies.find(strategy => strategy.id === id)
  if (found !== undefined) return [found]
  const ids = strategies.map(strategy => strategy.id)
  throw new ConfigError('strategy/unknown', `${script} has no strategy "${id}"${didYouMean(id, ids)} It has: ${ids.join(', ')}`, { id })
}

/**
 * The one strategy that a word of the command line means.
 *
 * @throws {@link ConfigError} `strategy/several` when a script has more than one.
 */
export async function findStrategy(text: string): Promise<RunnableStrategy> {
  const [strategy, ...more] = await findStrategies(text)
  if (more.length === 0) return strategy
  const ids = [strategy, ...more].map(({ id }) => id)
  throw new ConfigError(
    'strategy/several',
    `${text} has ${ids.length} strategies; choose one: ${ids.map(id => `${text}#${id}`).join(', ')}`,
    {
      ids,
    },
  )
}
