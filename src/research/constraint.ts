import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'

const operators = {
  '<': (left: Comparable, right: Comparable) => left < right,
  '<=': (left: Comparable, right: Comparable) => left <= right,
  '>': (left: Comparable, right: Comparable) => left > right,
  '>=': (left: Comparable, right: Comparable) => left >= right,
  '==': (left: Comparable, right: Comparable) => left === right,
  '!=': (left: Comparable, right: Comparable) => left !== right,
} as const

type Comparable = number | string | boolean

/**
 * A rule between parameters as plain data, for presets and files: `left` names a parameter or a swept setting, `right` names another one or is
 * a value. A text that names nothing is a value.
 *
 * @example
 * ```ts
 * import type { Constraint } from 'peak-trade'
 *
 * const rules: readonly Constraint[] = [
 *   { left: 'fast', op: '<', right: 'slow' },
 *   { left: 'exits.stopLoss', op: '<', right: 'exits.takeProfit' },
 *   { left: 'maPeriod', op: '==', right: 20, when: { left: 'maFilter', op: '==', right: false } },
 * ]
 * rules.length // 3
 * ```
 */
export interface Constraint extends Comparison {
  /** Only where this holds: such as the length of an average that is switched off, of which one value is enough. */
  readonly when?: Comparison | undefined
}

/** Two things and what is between them. */
export interface Comparison {
  readonly left: string
  readonly op: keyof typeof operators
  readonly right: string | number | boolean
}

/** The signs that a constraint may have. */
export const constraintOperators: readonly Constraint['op'][] = Object.keys(operators) as Constraint['op'][]

type Values = Readonly<Record<string, unknown>>

/**
 * A `where` from constraints: true where all of them hold. A rule about a setting that is switched off (`null`) holds.
 *
 * @throws {@link ConfigError} `sweep/where` for a `left` that names nothing, or a sign that does not exist; and, when called, for values that
 * cannot be compared.
 *
 * @example
 * ```ts
 * import { MaCrossover, sweep, syntheticBars, whereAll } from 'peak-trade'
 *
 * const where = whereAll([{ left: 'fast', op: '<', right: 'slow' }], ['fast', 'slow'])
 * sweep(MaCrossover, syntheticBars({ seed: 1, length: 300 }), { grid: { fast: [5, 60], slow: [20, 90] }, where }).combinations // 3
 * ```
 */
export function whereAll(constraints: readonly Constraint[], known: readonly string[]): (params: object, settings?: object) => boolean {
  for (const { left, op, right } of constraints.flatMap(rule => (rule.when === undefined ? [rule] : [rule, rule.when]))) {
    if (!Object.hasOwn(operators, op)) throw refusal(`there is no "${op}"; use one of ${constraintOperators.join(' ')}`)
    const unknown = known.includes(left) ? undefined : left
    if (unknown !== undefined)
      throw refusal(
        `"${left} ${op} ${right}" names "${unknown}", which there is not${didYouMean(unknown, known)} Known: ${known.join(', ')}`,
      )
    const meant = typeof right === 'string' && !known.includes(right) ? didYouMean(right, known, { otherwise: '' }) : ''
    if (meant !== '' && op !== '==' && op !== '!=')
      throw refusal(`"${left} ${op} ${right}" compares with "${right}", which there is not${meant}`)
  }
  return (params, settings = {}) => {
    const values: Values = { ...params, ...settings }
    return constraints.every(rule => (rule.when !== undefined && !holds(rule.when, values, known)) || holds(rule, values, known))
  }
}

function holds({ left, op, right }: Comparison, values: Values, known: readonly string[]): boolean {
  const a = values[left]
  const b = typeof right === 'string' && known.includes(right) ? values[right] : right
  if (a === null || a === undefined || b === null || b === undefined) return true
  const ordered = op !== '==' && op !== '!='
  if (ordered && !(typeof a === 'number' && typeof b === 'number'))
    throw refusal(`"${left} ${op} ${right}" compares ${JSON.stringify(a)} with ${JSON.stringify(b)}; only numbers have an order`)
  return operators[op](a as Comparable, b as Comparable)
}

function refusal(problem: string): ConfigError {
  return new ConfigError('sweep/where', `a constraint is wrong: ${problem}`)
}
