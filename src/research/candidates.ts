import { $ZodObject } from 'zod/v4/core'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { type AnyStrategyClass, createStrategy, type ParamsOf } from '../strategies/strategy.ts'

/**
 * The parameter sets among which research may choose: every combination of a `grid`, or a list. Parameters that are left out have
 * their defaults.
 *
 * @example
 * ```ts
 * import type { Candidates, MaCrossover } from 'peak-trade'
 *
 * const some: Candidates<typeof MaCrossover> = { grid: { fast: [5, 10, 20], slow: [10, 50] }, where: ({ fast, slow }) => fast < slow }
 * const two: Candidates<typeof MaCrossover> = { candidates: [{ fast: 5 }, { fast: 10, slow: 100 }] }
 * ```
 */
export interface Candidates<C extends AnyStrategyClass = AnyStrategyClass> {
  /** Values per parameter. */
  readonly grid?: { readonly [K in keyof ParamsOf<C>]?: readonly NonNullable<ParamsOf<C>[K]>[] } | undefined
  /** Sets of parameters. */
  readonly candidates?: readonly ParamsOf<C>[] | undefined
  /** Only sets for which it is true; it sees all parameters, defaults filled in. */
  readonly where?: ((params: { readonly [K in keyof ParamsOf<C>]-?: NonNullable<ParamsOf<C>[K]> }) => boolean) | undefined
}

/** Parameters of a strategy, checked, with their defaults. */
export type CandidateParams = Readonly<Record<string, unknown>>

/**
 * The list of parameter sets, in the order of nested loops with the last parameter of the grid changing fastest.
 *
 * @throws {@link ConfigError} `research/candidates` for none or two ways to give them, unknown parameters, empty lists, or when `where`
 * leaves nothing; `strategy/params` for values that the strategy refuses.
 */
export function listCandidates<C extends AnyStrategyClass>(strategy: C, options: Candidates<C>): readonly CandidateParams[] {
  const { grid, candidates } = options
  const where = options.where as ((params: CandidateParams) => boolean) | undefined
  if ((grid === undefined) === (candidates === undefined))
    throw refusal(strategy, `give either a grid or a list of candidates, ${grid === undefined ? 'there is none of them' : 'not both'}`)
  const sets = grid === undefined ? (candidates as unknown as readonly CandidateParams[]) : expand(strategy, grid)
  if (sets.length === 0) throw refusal(strategy, 'the list of candidates is empty; give at least one, {} for the defaults')
  const defaults: CandidateParams = where === undefined ? {} : createStrategy(strategy, {}).params
  const chosen = where === undefined ? sets : sets.filter(set => where({ ...defaults, ...set }))
  if (chosen.length === 0) throw refusal(strategy, `"where" leaves none of ${sets.length} parameter sets; let some of them through`)
  return chosen.map(set => checked(strategy, set))
}

/** Runs into the strategy's own refusal early, and says which set it was. */
function checked(strategy: AnyStrategyClass, set: CandidateParams): CandidateParams {
  try {
    return createStrategy(strategy, set).params
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const message = `${error.message} (candidate ${JSON.stringify(set)}; leave such ones out with "where")`
    throw new ConfigError(error.code, message, error.details, error)
  }
}

function expand(strategy: AnyStrategyClass, grid: object): CandidateParams[] {
  const entries = Object.entries(grid as Readonly<Record<string, unknown>>).filter(([, values]) => values !== undefined)
  const known = strategy.params instanceof $ZodObject ? Object.keys(strategy.params._zod.def.shape) : entries.map(([name]) => name)
  if (entries.length === 0) throw refusal(strategy, `the grid is empty; give values for at least one of: ${known.join(', ') || 'nothing'}`)
  let sets: CandidateParams[] = [{}]
  for (const [name, values] of entries) {
    if (!known.includes(name))
      throw refusal(strategy, `there is no parameter "${name}"${didYouMean(name, known)} Known: ${known.join(', ') || 'none'}`)
    if (!Array.isArray(values)) throw refusal(strategy, `"${name}" in a grid is a list of values; write ${name}: [${String(values)}]`)
    if (values.length === 0) throw refusal(strategy, `"${name}" has no values; give at least one, or leave it out for its default`)
    sets = sets.flatMap(set => values.map((value: unknown) => ({ ...set, [name]: value })))
  }
  return sets
}

function refusal(strategy: AnyStrategyClass, problem: string): ConfigError {
  return new ConfigError('research/candidates', `${strategy.id}: ${problem}`, { strategy: strategy.id })
}
