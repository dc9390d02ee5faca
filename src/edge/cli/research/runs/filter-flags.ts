import { type Command, InvalidArgumentError } from 'commander'
import { didYouMean } from '../../../../base/nearest.ts'
import { type RunType, runTypes } from '../../../../research/run-record.ts'
import type { MetricBounds, RunFilter } from '../../../../research/run-store.ts'

/** What the flags of {@link addFilterFlags} give. */
export interface FilterOptions {
  readonly type: readonly RunType[]
  readonly strategy: readonly string[]
  readonly family: readonly string[]
  readonly symbol: readonly string[]
  readonly tag: readonly string[]
  readonly since?: number
  readonly until?: number
  readonly where: Readonly<Record<string, MetricBounds>>
  readonly text?: string
}

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
    .option('--where <rule>', "a bound on a metric, as 'sharpe>=1' or 'maxDrawdown<=0.2'; may be repeated", addBound, {})
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
    ...(Object.keys(where).length === 0 ? {} : { metrics: where }),
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

function addBound(text: string, before: FilterOptions['where']): FilterOptions['where'] {
  const [, metric, operator, right] = /^\s*([\w.]+)\s*(>=|<=)\s*(\S+)\s*$/.exec(text) ?? []
  const value = Number(right)
  if (metric === undefined || Number.isNaN(value))
    throw new InvalidArgumentError('It must be a metric and a number with >= or <= between, for example sharpe>=1.')
  return { ...before, [metric]: { ...before[metric], [operator === '>=' ? 'min' : 'max']: value } }
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
