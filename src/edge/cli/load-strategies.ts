import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError, PeakTradeError, StrategyError } from '../../base/errors.ts'
import type { AnyOrderStrategyClass } from '../../engine/orders/order-strategy.ts'
import { placesOrders } from '../../engine/orders/places-orders.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import { StrategyBase } from '../../strategies/strategy-base.ts'
import { shareOwnModules } from './own-modules.ts'
import { withoutWarnings } from './without-warnings.ts'

/** A strategy of either kind. */
export type RunnableStrategy = AnyStrategyClass | AnyOrderStrategyClass

const scripts = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']

/** True for what looks like the name of a file, and not like the id of a strategy. */
export function isScript(text: string): boolean {
  return /[\\/]/.test(text) || scripts.includes(extname(text))
}

/**
 * The strategy classes that a script exports, by name or as its default, in the order of its exports.
 *
 * @throws {@link ConfigError} `strategy/file` when there is no such script, `strategy/typescript` when this Node cannot read TypeScript,
 * `strategy/syntax`, `strategy/import` when it imports what is not there, `strategy/none` when it exports no strategy, `strategy/copy` when
 * its strategies extend another copy of this library, `strategy/id`, `strategy/duplicate`; {@link StrategyError} `strategy/threw` when it
 * throws while it is loaded.
 */
export async function loadStrategies(path: string): Promise<readonly RunnableStrategy[]> {
  const file = resolve(path)
  checkFile(path, file)
  shareOwnModules()
  const exported = await importScript(path, file)
  const candidates = [...new Set([...Object.values(exported), ...Object.values(asObject(exported.default))])]
  const strategies = candidates.filter(value => isStrategy(value, path))
  if (strategies.length === 0) {
    // CommonJS exports its whole object twice more.
    const names = Object.keys(exported).filter(name => !('module.exports' in exported && ['default', 'module.exports'].includes(name)))
    throw new ConfigError(
      'strategy/none',
      `${path} exports no strategy (${names.length === 0 ? 'it exports nothing' : `it exports ${names.join(', ')}`}); export a class that extends Strategy or OrderStrategy`,
      { path, exports: names },
    )
  }
  checkIds(path, strategies)
  return strategies
}

/** What a strategy of the user threw, as an error that names the place; errors of this library stay as they are. */
export function strategyFault(error: unknown, id: string): PeakTradeError {
  if (error instanceof PeakTradeError) return error
  const at = /\(?((?:file:\/\/)?[^\s()]+:\d+):\d+\)?$/m.exec(stackOf(error))?.[1]
  return new StrategyError(
    'strategy/threw',
    `${id} threw ${messageOf(error)}${at === undefined ? '' : ` at ${at.replace('file://', '')}`}`,
    { strategy: id },
    error,
  )
}

function checkFile(path: string, file: string): void {
  if (!existsSync(file)) throw new ConfigError('strategy/file', `${path} does not exist; check the path`, { path })
  if (!statSync(file).isFile() || !scripts.includes(extname(file)))
    throw new ConfigError('strategy/file', `${path} is not a script; name a file that ends in ${scripts.join(', ')}`, { path })
  if (/ts$/.test(file) && !runsTypeScript(process))
    throw new ConfigError(
      'strategy/typescript',
      `${path} is TypeScript, which Node ${process.versions.node} does not run by itself; use Node 22.18 or newer, or NODE_OPTIONS=--experimental-strip-types`,
      { path, node: process.versions.node },
    )
}

/** True for a Node that strips types by itself, and for Deno and Bun. */
export function runsTypeScript({
  features,
  versions,
}: {
  readonly features: object
  readonly versions: Readonly<Record<string, string | undefined>>
}): boolean {
  // Not in the types of every version.
  const { typescript } = features as { readonly typescript?: unknown }
  return typescript === undefined ? versions.bun !== undefined || versions.deno !== undefined : typescript !== false
}

async function importScript(path: string, file: string): Promise<Record<string, unknown>> {
  try {
    return await withoutWarnings(() => import(pathToFileURL(file).href) as Promise<Record<string, unknown>>)
  } catch (error) {
    if (error instanceof PeakTradeError) throw error
    throw loadError(error, path, file)
  }
}

function loadError(error: unknown, path: string, file: string): PeakTradeError {
  const code = String(asObject(error).code ?? '')
  const message = messageOf(error)
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND')
    return new ConfigError(
      'strategy/import',
      `${path} cannot be loaded: ${message.split('\n')[0].replace(/^Error: /, '')}; install or correct it`,
      { path },
      error,
    )
  if (message.includes('does not provide an export named'))
    return new ConfigError('strategy/import', `${place(path, file, error)}: ${message}`, { path }, error)
  if (!isSyntaxError(error)) {
    const where = place(path, file, error)
    return new StrategyError('strategy/threw', `${where} threw ${message} while it was loaded`, { path }, error)
  }
  return new ConfigError('strategy/syntax', `${place(path, file, error)}: ${message.split('\n')[0]}`, { path }, error)
}

/** Where it went wrong, as `file:line` if that can be found out. */
function place(path: string, file: string, error: unknown): string {
  const stack = stackOf(error)
  // A syntax error says so above its message, and it may lie in a file that this one imports.
  const [, above, aboveLine] = /^(?:file:\/\/)?([\\/].*|[A-Za-z]:.*):(\d+)$/.exec(stack.split('\n')[0]) ?? []
  if (above !== undefined) return `${above === file ? path : above}:${aboveLine}`
  const line = lineIn(file, stack) ?? (isSyntaxError(error) && !/ts$/.test(file) ? checkedLine(file) : undefined)
  return line === undefined ? path : `${path}:${line}`
}

function lineIn(file: string, text: string): number | undefined {
  const [, after] = [file, pathToFileURL(file).href].map(name => text.split(`${name}:`)).find(parts => parts.length > 1) ?? []
  return after === undefined ? undefined : Number.parseInt(after, 10)
}

/** The stack of a syntax error in JavaScript does not name the line; the checker of Node does. */
function checkedLine(file: string): number | undefined {
  return lineIn(file, spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' }).stderr)
}

function isSyntaxError(error: unknown): boolean {
  return error instanceof SyntaxError || asObject(error).name === 'SyntaxError'
}

function isStrategy(value: unknown, path: string): value is RunnableStrategy {
  if (typeof value !== 'function') return false
  const prototype = asObject(value.prototype)
  if (!(value.prototype instanceof StrategyBase)) {
    if (typeof prototype.decide !== 'function' && typeof prototype.onBar !== 'function') return false
    if (typeof prototype.follow !== 'function' && typeof prototype.see !== 'function') return false
    throw new ConfigError(
      'strategy/copy',
      `${path}: class ${value.name} extends another copy of peak-trade; import Strategy from 'peak-trade'`,
      { path, class: value.name },
    )
  }
  const strategy = value as unknown as RunnableStrategy
  // A base class to extend, such as Strategy itself.
  if (strategy.id === '' && typeof prototype.decide !== 'function' && typeof prototype.onBar !== 'function') return false
  const needed = placesOrders(strategy) ? 'onBar' : 'decide'
  if (typeof prototype[needed] === 'function') return true
  throw new ConfigError('strategy/none', `${path}: class ${value.name} has no ${needed}(); it cannot run without`, {
    path,
    class: value.name,
  })
}

function checkIds(path: string, strategies: readonly RunnableStrategy[]): void {
  const seen = new Map<string, string>()
  for (const { id, name } of strategies as readonly (RunnableStrategy & { readonly name: string })[]) {
    if (!/^[a-z][a-z0-9_]*$/.test(id))
      throw new ConfigError('strategy/id', `${path}: class ${name} has the id "${id}"; give it a static id in snake_case`, { path, id })
    const other = seen.get(id)
    if (other !== undefined)
      throw new ConfigError('strategy/duplicate', `${path}: ${other} and ${name} have the same id "${id}"; rename one`, { path, id })
    seen.set(id, name)
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function messageOf(error: unknown): string {
  const { name, message } = asObject(error)
  return typeof message !== 'string' ? String(error) : name === 'SyntaxError' ? message : `${String(name)}: ${message}`
}

function stackOf(error: unknown): string {
  const { stack } = asObject(error)
  return typeof stack === 'string' ? stack : ''
}
