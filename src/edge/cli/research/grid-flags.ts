import { type Command, InvalidArgumentError } from 'commander'
import { ConfigError } from '../../../base/errors.ts'

/** What the flags of {@link addGridFlags} give. */
export interface GridOptions {
  readonly grid: Readonly<Record<string, readonly Value[]>>
  readonly where: readonly Constraint[]
}

/** A value of a parameter from the command line. */
export type Value = number | boolean | string

type Values = Readonly<Record<string, unknown>>

/** A rule that every combination has to keep. */
export interface Constraint {
  readonly text: string
  readonly left: string
  readonly holds: (left: never, right: never) => boolean
  /** A parameter, or a value. */
  readonly right: string
}

/** Largest number of values that a range may come to. */
const LONGEST = 10_000

const holds: Readonly<Record<string, Constraint['holds']>> = {
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
}

/** Gives a command the flags that say which parameters to try. */
export function addGridFlags(command: Command): Command {
  return command
    .option('--grid <name=values>', 'values of a parameter, as fast=5,10,20 or fast=5:50:5; once per parameter', addValues, {})
    .option('--where <rule>', "a rule for every combination, as 'fast<slow'; may be repeated", addRule, [])
}

/**
 * The condition that the rules make together, of parameters and swept settings; undefined when there is none. A rule about a setting that is
 * switched off holds.
 */
export function conditionOf(where: readonly Constraint[]): ((params: Values, settings?: Values) => boolean) | undefined {
  if (where.length === 0) return undefined
  return (params, settings = {}) => {
    const values: Values = { ...params, ...settings }
    return where.every(({ text, left, holds, right }) => {
      if (!Object.hasOwn(values, left)) throw unknown(text, left, values)
      const other = Object.hasOwn(values, right) ? values[right] : literal(right)
      return values[left] === null || other === null || holds(values[left] as never, other as never)
    })
  }
}

function unknown(rule: string, name: string, params: object): ConfigError {
  const known = Object.keys(params).join(', ')
  return new ConfigError('cli/where', `--where ${rule}: there is no parameter "${name}"; known: ${known || 'none'}`, { rule })
}

function addValues(text: string, before: GridOptions['grid']): GridOptions['grid'] {
  const at = text.indexOf('=')
  const name = text.slice(0, Math.max(0, at)).trim()
  if (name === '') throw new InvalidArgumentError('It must be name=values, for example fast=5,10,20.')
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`"${name}" is given twice.`)
  return { ...before, [name]: readValues(name, text.slice(at + 1)) }
}

/** `5,10,20` or `5:50:5`. */
export function readValues(name: string, text: string): Value[] {
  const values = text.split(',').flatMap(part => (part.includes(':') ? range(part) : [literal(part)]))
  if (values.some(value => value === '')) throw new InvalidArgumentError(`"${name}" has an empty value.`)
  return values
}

function addRule(text: string, before: readonly Constraint[]): Constraint[] {
  const [, left, operator, right] = /^\s*([\w.]+)\s*(<=|>=|==|!=|<|>)\s*([\w.+-]+)\s*$/.exec(text) ?? []
  if (left === undefined || operator === undefined || right === undefined)
    throw new InvalidArgumentError(
      'It must be two names, or a name and a value, with <, <=, >, >=, == or != between, for example fast<slow.',
    )
  return [...before, { text, left, holds: holds[operator], right }]
}

/** `from:to:step`, both ends included. Values are counted, not added up, so that they do not drift. */
function range(text: string): number[] {
  const [from, to, step, ...more] = text.split(':').map(part => (part.trim() === '' ? Number.NaN : Number(part)))
  const count = Math.floor((to - from) / step + 1e-9) + 1
  if (more.length > 0 || !(count >= 1 && count <= LONGEST && step > 0))
    throw new InvalidArgumentError(`"${text}" is no range; write from:to:step with a step above 0, for example 5:50:5.`)
  return Array.from({ length: count }, (_, k) => Number((from + k * step).toPrecision(12)))
}

function literal(text: string): Value {
  const word = text.trim()
  if (word === 'true') return true
  if (word === 'false') return false
  return word === '' || Number.isNaN(Number(word)) ? word : Number(word)
}
