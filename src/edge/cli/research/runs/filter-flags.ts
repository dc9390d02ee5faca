import { type Command, InvalidArgumentError } from 'commander'
import { didYouMean } from '../../../../base/nearest.ts'
import { textFields } from '../../../../research/run-query.ts'
import { type RunType, runTypes } from '../../../../research/run-record.ts'
import type { MetricBounds, RunFilter, RunTextField, TextRule } from '../../../../research/run-store.ts'

/** What the flags of {@link addFilterFlags} give. */
export interface FilterOptions {
  readonly type: readonly RunType[]
  readonly strategy: readonly string[]
  readonly family: readonly string[]
  readonly symbol: readonly string[]
  readonly tag: readonly string[]
  readonly since?: number
  readonly until?: number
  readonly where: WhereRules
  readonly text?: string
}

/** Rules by what they are about. */
export type WhereRules = Required<Pick<RunFilter, 'metrics' | 'fields'>>

const DAY = 86_400_000
const AGO: Readonly<Record<string, number>> = { h: 3_600_000, d: DAY, w: 7 * DAY }

/** Gives a command the flags that say which runs. */
export function addFilterFlags(command: Command): Command {
  const several = (text: string, before: readonly string[]) => [...before, ...text.split(',').map(word => word.trim())]
  return command
    .optionsGroup('Which runs:')
    .option('--type <names>', `some of: ${runTypes.join(', ')}`, addTypes, [])
    .option('--strategy <ids>', 'ids of strategies', several, [])
    .option('--family <names>', 'families of strategies', several, [])
    .option('--symbol <names>', 'what was traded', several, [])
    .option('--tag <words>', 'runs with one of these tags', several, [])
    .option('--since <time>', 'made from then on: 2026-01-31, 2026-01-31T12:00Z, or 7d, 12h, 2w ago', (text: string) => timeOf(text, 0))
    .option('--until <time>', 'made up to then; a day counts to its end', (text: string) => timeOf(text, DAY - 1))
    .option(
      '--where <rule>',
      "a bound on a metric, as 'sharpe>=1' (>= <= > < = !=), or a rule about a text, as 'strategy=ma_*' (= !=); may be repeated",
      addRule,
      { metrics: {}, fields: {} },
    )
    .option('--text <part>', 'part of the name')
}

/** The filter that the flags ask for. */
export function filterFrom({ type, strategy, family, symbol, tag, since, until, where, text }: FilterOptions): RunFilter {
  const list = <T>(name: string, values: readonly T[]) => (values.length === 0 ? {} : { [name]: values })
  return {
    ...list('types', type),
    ...list('strategies', strategy),
    ...list('families', family),
    ...list('symbols', symbol),
    ...list('tags', tag),
    ...(Object.keys(where.metrics ?? {}).length === 0 ? {} : { metrics: where.metrics }),
    ...(Object.keys(where.fields ?? {}).length === 0 ? {} : { fields: where.fields }),
    createdFrom: since,
    createdTo: until,
    text,
  }
}

function addTypes(text: string, before: readonly RunType[]): RunType[] {
  const types = text.split(',').map(word => word.trim())
  const unknown = types.find(type => !runTypes.includes(type as RunType))
  if (unknown !== undefined)
    throw new InvalidArgumentError(`There is no type "${unknown}"${didYouMean(unknown, runTypes)} Known: ${runTypes.join(', ')}.`)
  return [...before, ...(types as RunType[])]
}

const BOUNDS = { '>=': 'min', '<=': 'max', '>': 'above', '<': 'below', '=': 'is' } as const

function addRule(text: string, before: WhereRules): WhereRules {
  const [, name, operator, right = ''] = /^\s*([\w.]+)\s*(>=|<=|!=|==|=|>|<)\s*(.*?)\s*$/s.exec(text) ?? []
  if (name === undefined || right === '')
    throw new InvalidArgumentError('It must be a name, one of >= <= > < = != and a value, for example sharpe>=1 or strategy=ma_crossover.')
  if (operator === '==') throw new InvalidArgumentError(`Equal is a single =, as ${name}=${right}.`)
  return textFields.includes(name as RunTextField)
    ? { ...before, fields: { ...before.fields, [name]: withText(before.fields?.[name as RunTextField], { name, operator, right }) } }
    : { ...before, metrics: { ...before.metrics, [name]: withBound(before.metrics?.[name], { name, operator, right }) } }
}

interface Rule {
  readonly name: string
  readonly operator: string
  readonly right: string
}

function withBound(bounds: MetricBounds = {}, { name, operator, right }: Rule): MetricBounds {
  const value = Number(right)
  if (Number.isNaN(value))
    throw new InvalidArgumentError(
      `${name} is a metric and is compared with a number, for example ${name}>=1; texts that can be asked about: ${textFields.join(', ')}${didYouMean(name, textFields, { otherwise: '' })}`,
    )
  if (operator === '!=') return { ...bounds, not: [...(bounds.not ?? []), value] }
  const bound = BOUNDS[operator as keyof typeof BOUNDS]
  if (bounds[bound] !== undefined) throw new InvalidArgumentError(`${name}${operator} is given twice.`)
  return { ...bounds, [bound]: value }
}

function withText(rule: TextRule = {}, { name, operator, right }: Rule): TextRule {
  if (operator !== '=' && operator !== '!=')
    throw new InvalidArgumentError(`${name} is a text: compare it with = or !=, for example ${name}=${right} or ${name}=${right}*.`)
  const isPrefix = right.endsWith('*')
  if (name === 'type' && !isPrefix) addTypes(right, [])
  if (operator === '!=') {
    if (isPrefix) throw new InvalidArgumentError(`* stands for the rest of a text only after =; say what ${name} is, not what it is not.`)
    return { ...rule, not: [...(rule.not ?? []), right] }
  }
  const kind = isPrefix ? 'startsWith' : 'is'
  if (rule[kind] !== undefined) throw new InvalidArgumentError(`${name}= is given twice.`)
  return { ...rule, [kind]: isPrefix ? right.slice(0, -1) : right }
}

/** @param rest - What is added to a day without a time. */
function timeOf(text: string, rest: number): number {
  const [, count, unit = ''] = /^(\d+)([hdw])$/.exec(text.trim()) ?? []
  if (count !== undefined) return Date.now() - Number(count) * AGO[unit]
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text.trim())
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text.trim())
  const time = isDay || isTime ? Date.parse(text.trim()) : Number.NaN
  if (Number.isNaN(time))
    throw new InvalidArgumentError('It must be a day as 2026-01-31, a time with its zone as 2026-01-31T12:00Z, or how long ago as 7d.')
  return isDay ? time + rest : time
}
