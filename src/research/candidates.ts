import { ConfigError } from '../base/errors.ts'
import { type AnyStrategyClass, createStrategy, type ParamsOf } from '../strategies/strategy.ts'
import { combinationAt, expandGrid, type Grid, type GridPoint } from './grid.ts'

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
  readonly grid?: Grid<C> | undefined
  /** Sets of parameters. */
  readonly candidates?: readonly ParamsOf<C>[] | undefined
  /** Only sets for which it is true; it sees all parameters, defaults filled in. */
  readonly where?: ((params: GridPoint<C>) => boolean) | undefined
}

/** Parameters of a strategy, checked, with their defaults. */
export type CandidateParams = Readonly<Record<string, unknown>>

/**
 * The list of parameter sets, in the order of nested loops with the last parameter of the grid changing fastest.
 *
 * @throws {@link ConfigError} `research/candidates` for none or two ways to give them, an empty list, or when `where` leaves nothing of it;
 * `research/grid` as {@link expandGrid}; `strategy/params` for values that the strategy refuses.
 */
export function listCandidates<C extends AnyStrategyClass>(strategy: C, options: Candidates<C>): readonly CandidateParams[] {
  const { grid, candidates } = options
  const where = options.where as Where
  if ((grid === undefined) === (candidates === undefined))
    throw refusal(strategy, `give either a grid or a list of candidates, ${grid === undefined ? 'there is none of them' : 'not both'}`)
  const sets =
    grid === undefined ? chosenFrom(strategy, candidates as unknown as readonly CandidateParams[], where) : expanded(strategy, grid, where)
  return sets.map(set => checked(strategy, set))
}

type Where = ((params: CandidateParams) => boolean) | undefined

function expanded(strategy: AnyStrategyClass, grid: object, where: Where): readonly CandidateParams[] {
  const combinations = expandGrid(strategy, grid, { where })
  return Array.from({ length: combinations.length }, (_, k) => combinationAt(combinations, k))
}

function chosenFrom(strategy: AnyStrategyClass, sets: readonly CandidateParams[], where: Where): readonly CandidateParams[] {
  if (sets.length === 0) throw refusal(strategy, 'the list of candidates is empty; give at least one, {} for the defaults')
  if (where === undefined) return sets
  const defaults: CandidateParams = createStrategy(strategy, {}).params
  const chosen = sets.filter(set => where({ ...defaults, ...set }))
  if (chosen.length === 0) throw refusal(strategy, `"where" leaves none of ${sets.length} parameter sets; let some of them through`)
  return chosen
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

function refusal(strategy: AnyStrategyClass, problem: string): ConfigError {
  return new ConfigError('research/candidates', `${strategy.id}: ${problem}`, { strategy: strategy.id })
}
