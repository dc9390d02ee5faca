import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { type Random, seededRandom } from '../base/random.ts'
import { type AnyStrategyClass, createStrategy, type ParamsOf } from '../strategies/strategy.ts'
import type { GridPoint } from './grid.ts'
import type { ParameterSet } from './parameter-neighbors.ts'
import { type Axis, type Space, spaceAxes } from './space.ts'

/**
 * How to draw parameter sets from a space.
 *
 * @example
 * ```ts
 * import type { SampleOptions } from 'peak-trade'
 *
 * const options: SampleOptions = { method: 'latin-hypercube', runs: 200, seed: 7 }
 * ```
 */
export interface SampleOptions {
  /**
   * `random`: every set on its own. `latin-hypercube`: each parameter is cut into as many strata as there are runs and every stratum is used once, so
   * that no part of any parameter is left out (McKay, Beckman and Conover 1979). Default `latin-hypercube`.
   */
  readonly method?: 'random' | 'latin-hypercube' | undefined
  /** How many sets. */
  readonly runs: number
  readonly seed: number | string
}

/** {@link SampleOptions}, and which sets count. */
export interface SampleParamsOptions<C extends AnyStrategyClass = AnyStrategyClass> extends SampleOptions {
  /** Only sets for which it is true; it sees all parameters, with their defaults. */
  readonly where?: ((params: GridPoint<C>) => boolean) | undefined
}

/** Draws per run before it is said that there are no more. */
const PATIENCE = 100
/** Swaps per run without any gain before a hypercube is left as it is. */
const STALL = 10
/** Sets that are looked at one by one when drawing has found too few. */
const COUNTABLE = 200_000

/**
 * Draws distinct parameter sets from a space: whole numbers where the strategy wants them, only sets that it accepts (`fast` below `slow`) and
 * that `where` lets through. A space that has no more sets than asked for gives all of them.
 *
 * In a Latin hypercube a parameter with a list of values takes each of them equally often, give or take one. Sets that are not allowed swap values
 * with others, which keeps that; only where rules leave no way to do so are they drawn anew at random.
 *
 * @throws {@link ConfigError} `research/space` for a space that makes no sense, `research/sample` for other options that make none, and when so few
 * sets are allowed that drawing does not find enough of them.
 *
 * @example
 * ```ts
 * import { MaCrossover, sampleParams } from 'peak-trade'
 *
 * const sets = sampleParams(MaCrossover, { fast: { from: 5, to: 50 }, slow: { from: 20, to: 200, scale: 'log' } }, { runs: 20, seed: 1 })
 * sets.length // 20
 * sets.every(({ fast = 0, slow = 0 }) => fast < slow) // true
 * ```
 */
export function sampleParams<C extends AnyStrategyClass>(
  strategy: C,
  space: Space<C>,
  { method = 'latin-hypercube', runs, seed, where }: SampleParamsOptions<C>,
): readonly ParamsOf<C>[] {
  if (!(Number.isSafeInteger(runs) && runs >= 1))
    throw new ConfigError('research/sample', `${strategy.id}: runs is ${runs}; give a whole number from 1`, { runs })
  if (method !== 'random' && method !== 'latin-hypercube')
    throw new ConfigError('research/sample', `${strategy.id}: the method is ${JSON.stringify(method)}; it is random or latin-hypercube`, {
      method,
    })
  const axes = spaceAxes(strategy, space as Space)
  const defaults: ParameterSet = where === undefined ? {} : createStrategy(strategy, {}).params
  // Thousands are refused where rules bind: without an error for each of them.
  const allows = (set: ParameterSet) =>
    z.safeParse(strategy.params, set).success && (where === undefined || where({ ...defaults, ...set } as never))
  const job: Draw = { strategy, axes, runs, random: seededRandom(seed), allows }
  const total = axes.reduce((product, { count }) => product * count, 1)
  const sets = total <= runs ? everySet(axes, total).filter(allows) : method === 'random' ? drawRandom(job) : drawHypercube(job)
  if (sets.length === 0) throw tooFew(job, 0)
  return sets as unknown as readonly ParamsOf<C>[]
}

interface Draw {
  readonly strategy: AnyStrategyClass
  readonly axes: readonly Axis[]
  readonly runs: number
  readonly random: Random
  readonly allows: (set: ParameterSet) => boolean
}

/** Adds random sets until there are enough; a space that can be counted is searched to its end. */
function drawRandom(job: Draw, found: ParameterSet[] = []): ParameterSet[] {
  const { axes, runs, random, allows } = job
  const seen = new Set(found.map(keyOf))
  const take = (set: ParameterSet) => {
    const key = keyOf(set)
    if (seen.has(key)) return
    seen.add(key)
    if (allows(set)) found.push(set)
  }
  for (let draws = PATIENCE * runs; draws > 0 && found.length < runs; draws--)
    take(Object.fromEntries(axes.map(({ name, at }) => [name, at(random.uniform())])))
  if (found.length === runs) return found
  const total = axes.reduce((product, { count }) => product * count, 1)
  if (total > COUNTABLE) throw tooFew(job, found.length)
  for (const set of shuffled(everySet(axes, total), random)) if (found.length < runs) take(set)
  return found
}

/** One value per stratum of every parameter; sets that are not allowed or there twice trade values with others until they are. */
function drawHypercube(job: Draw): ParameterSet[] {
  const { axes, runs, random, allows } = job
  const columns = axes.map(({ count, at }) => {
    const offset = random.uniform()
    const strata = shuffled(
      Array.from({ length: runs }, (_, k) => k),
      random,
    )
    // The same place in every stratum gives each value of a list equally often.
    return strata.map(k => at((k + (Number.isFinite(count) ? offset : random.uniform())) / runs))
  })
  const setAt = (row: number): ParameterSet => Object.fromEntries(axes.map(({ name }, a) => [name, columns[a][row]]))
  const rows = Array.from({ length: runs }, (_, row) => ({ key: keyOf(setAt(row)), fits: allows(setAt(row)) }))
  const times = new Map<string, number>()
  const count = (key: string, by: number) => times.set(key, (times.get(key) ?? 0) + by)
  for (const { key } of rows) count(key, 1)
  const isBad = (row: number) => !rows[row].fits || (times.get(rows[row].key) ?? 0) > 1
  const refresh = (row: number) => {
    const set = setAt(row)
    count(rows[row].key, -1)
    rows[row] = { key: keyOf(set), fits: allows(set) }
    count(rows[row].key, 1)
  }
  const swap = (axis: number, i: number, j: number) => {
    const column = columns[axis]
    ;[column[i], column[j]] = [column[j], column[i]]
    refresh(i)
    refresh(j)
  }
  const bad = rows.flatMap((_, row) => (isBad(row) ? [row] : []))
  let fewest = bad.length
  for (let idle = 0; idle < STALL * runs && bad.length > 0; idle++) {
    const at = random.integer(bad.length)
    const i = bad[at]
    const j = random.integer(runs)
    const axis = random.integer(axes.length)
    const before = Number(isBad(i)) + Number(isBad(j))
    if (i !== j && isBad(i)) {
      swap(axis, i, j)
      if (Number(isBad(i)) + Number(isBad(j)) > before) swap(axis, i, j)
    }
    if (isBad(j) && !bad.includes(j)) bad.push(j)
    if (isBad(i)) continue
    bad.splice(at, 1)
    if (bad.length >= fewest) continue
    fewest = bad.length
    idle = 0
  }
  const seen = new Set<string>()
  const kept = rows.flatMap(({ key, fits }, row) => {
    if (!fits || seen.has(key)) return []
    seen.add(key)
    return [setAt(row)]
  })
  return kept.length === runs ? kept : drawRandom(job, kept)
}

/** Every set of a space that can be counted, the last parameter changing fastest. */
function everySet(axes: readonly Axis[], total: number): ParameterSet[] {
  return Array.from({ length: total }, (_, index) => {
    let rest = index
    const digits = axes.map(() => 0)
    for (let a = axes.length - 1; a >= 0; a--) {
      digits[a] = rest % axes[a].count
      rest = Math.floor(rest / axes[a].count)
    }
    return Object.fromEntries(axes.map(({ name, value }, a) => [name, value(digits[a])]))
  })
}

function shuffled<T>(items: T[], random: Random): T[] {
  for (let k = items.length - 1; k > 0; k--) {
    const j = random.integer(k + 1)
    ;[items[k], items[j]] = [items[j], items[k]]
  }
  return items
}

function keyOf(set: ParameterSet): string {
  return JSON.stringify(Object.values(set))
}

function tooFew({ strategy, runs, axes }: Draw, found: number): ConfigError {
  return new ConfigError(
    'research/sample',
    `${strategy.id}: only ${found} of ${runs} sets of ${axes.map(({ name }) => name).join(', ')} are allowed by the strategy and "where"; ` +
      'ask for fewer runs, widen the space or loosen "where"',
    { strategy: strategy.id, runs, found },
  )
}
