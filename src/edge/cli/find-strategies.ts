import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
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
  const { script, id } = splitName(text)
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

/** Where a strategy of a script is exported, so that it can be loaded again; undefined for the catalog, and when it has no name of its own. */
export async function moduleOf(text: string, strategy: RunnableStrategy): Promise<{ url: string; name: string } | undefined> {
  const { script = text } = splitName(text)
  if (!isScript(script)) return undefined
  const url = pathToFileURL(resolve(script)).href
  const exported = (await import(url)) as Record<string, unknown>
  const name = Object.keys(exported).find(key => exported[key] === strategy)
  return name === undefined ? undefined : { url, name }
}

/** `script#id`, unless there is a file of that name. */
function splitName(text: string): { readonly script?: string | undefined; readonly id?: string | undefined } {
  const [, script, id] = existsSync(text) ? [] : (/^(.+)#([^#\\/]+)$/.exec(text) ?? [])
  return { script, id }
}
