import { $ZodObject } from 'zod/v4/core'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { type AnyStrategyClass, createStrategy, type ParamsOf } from '../strategies/strategy.ts'

/**
 * Values to try, per parameter. Parameters that are left out keep their defaults.
 *
 * @example
 * ```ts
 * import type { Grid, MaCrossover } from 'peak-trade'
 *
 * const grid: Grid<typeof MaCrossover> = { fast: [5, 10, 20], slow: [50, 100] }
 * ```
 */
export type Grid<C extends AnyStrategyClass = AnyStrategyClass> = {
  readonly [K in keyof ParamsOf<C>]?: readonly NonNullable<ParamsOf<C>[K]>[]
}

/** All parameters of one run: those of the grid, and the defaults of the others. */
export type GridPoint<C extends AnyStrategyClass = AnyStrategyClass> = {
  readonly [K in keyof ParamsOf<C>]-?: NonNullable<ParamsOf<C>[K]>
}

/** Parameter values of many runs, as one column per parameter. */
export interface Combinations {
  readonly length: number
  readonly names: readonly string[]
  /** Per name, its value in every combination. */
  readonly values: readonly (readonly unknown[])[]
}

/** Which combinations to leave out. */
export interface ExpandOptions {
  readonly where?: ((params: never) => boolean) | undefined
}

/**
 * Every combination of a grid, in the order of nested loops: the last parameter changes fastest.
 *
 * @throws {@link ConfigError} `research/grid` for a parameter that the strategy does not have or that has no values, and when nothing is
 * left.
 */
export function expandGrid(strategy: AnyStrategyClass, grid: Grid, { where }: ExpandOptions = {}): Combinations {
  const entries = Object.entries(grid as Readonly<Record<string, readonly unknown[] | undefined>>).filter(
    ([, values]) => values !== undefined,
  )
  const names = entries.map(([name]) => name)
  const choices = entries.map(([, values]) => values as readonly unknown[])
  checkGrid(strategy, names, choices)
  const total = choices.reduce((product, values) => product * values.length, 1)
  const defaults = where === undefined ? {} : createStrategy(strategy, {}).params
  const values: unknown[][] = names.map(() => [])
  const at = choices.map(() => 0)
  let length = 0
  for (let k = 0; k < total; k++) {
    if (where === undefined || where({ ...defaults, ...pointOf(names, choices, at) } as never)) {
      for (let n = 0; n < names.length; n++) values[n].push(choices[n][at[n]])
      length++
    }
    for (let n = names.length - 1; n >= 0; n--) {
      at[n]++
      if (at[n] < choices[n].length) break
      at[n] = 0
    }
  }
  if (length === 0)
    throw new ConfigError('research/grid', `${strategy.id}: "where" leaves none of ${total} combinations; let some of them through`, {
      strategy: strategy.id,
      combinations: total,
    })
  return { length, names, values }
}

function pointOf(names: readonly string[], choices: readonly (readonly unknown[])[], at: readonly number[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name, n) => [name, choices[n][at[n]]]))
}

/** The parameters of one combination. */
export function combinationAt({ names, values }: Combinations, index: number): Record<string, unknown> {
  const params: Record<string, unknown> = {}
  for (let n = 0; n < names.length; n++) params[names[n]] = values[n][index]
  return params
}

function checkGrid(strategy: AnyStrategyClass, names: readonly string[], choices: readonly (readonly unknown[])[]): void {
  const fail = (problem: string, param?: string): never => {
    throw new ConfigError('research/grid', `${strategy.id}: ${problem}`, { strategy: strategy.id, param })
  }
  const known = strategy.params instanceof $ZodObject ? Object.keys(strategy.params._zod.def.shape) : names
  if (names.length === 0) fail(`the grid is empty; give values for at least one of: ${known.join(', ') || 'nothing, it has no parameters'}`)
  for (const [n, name] of names.entries()) {
    if (!known.includes(name)) fail(`there is no parameter "${name}"${didYouMean(name, known)} Known: ${known.join(', ') || 'none'}`, name)
    if (!Array.isArray(choices[n])) fail(`"${name}" in a grid is a list of values; write ${name}: [${String(choices[n])}]`, name)
    if (choices[n].length === 0) fail(`"${name}" has no values; give at least one, or leave it out for its default`, name)
  }
}
