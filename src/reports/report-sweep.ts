import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { ObjectiveMetric } from '../research/objective.ts'
import { type ParameterInfluence, parameterInfluence } from '../research/parameter-influence.ts'
import { type ParameterStability, parameterStability } from '../research/parameter-stability.ts'
import type { SweepResult } from '../research/sweep.ts'
import type { ParallelAxis, ParallelChart } from './charts/parallel-chart.ts'
import type { Block, Fact, Report, Table } from './document.ts'
import { countOf, type Format, formatValue } from './format.ts'
import { histogram } from './histogram.ts'
import { settingsText } from './settings-text.ts'
import { nameLabel, sweepHeatMap, valueLabel } from './sweep-heat-map.ts'

/**
 * How a sweep is reported.
 */
export interface SweepReportOptions {
  /** In place of "Sweep of strategy on symbol". */
  readonly title?: string | undefined
  /** The two parameters (or swept settings) of the heat map; default those that say most about the objective. */
  readonly heatMap?: readonly [x: string, y: string] | undefined
  /** What a cell of the heat map says of the runs in it: their `median` (default) or the `best` of them. */
  readonly over?: 'median' | 'best' | undefined
}

const percents: readonly string[] = ['totalReturn', 'cagr', 'maxDrawdown', 'winRate', 'volatility', 'var95', 'cvar95', 'alpha']
const counts: readonly string[] = ['trades', 'longestDrawdownBars']

/**
 * A sweep as a report: how many combinations were tried and how they came out, whether the best one stands on a plateau, the best runs, a heat map of the two
 * parameters that matter most, where the best runs come from, how the objective is spread, and what each parameter says about it.
 *
 * @throws {@link ConfigError} `report/heat-map` for a parameter that the sweep does not have.
 *
 * @example
 * ```ts
 * import { MaCrossover, reportSweep, sweep, syntheticBars, toMarkdown } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const result = sweep(MaCrossover, bars, { grid: { fast: [5, 10, 20], slow: [50, 100] }, costs: { feeBps: 10 } })
 * toMarkdown(reportSweep(result)).split('\n')[0] // '# Sweep of Moving-average crossover on SYNTH'
 * ```
 */
export function reportSweep(result: SweepResult, options: SweepReportOptions = {}): Report {
  const { strategy, symbol, timeframe, bars, objective } = result
  const format = formatOf(objective)
  const stability = parameterStability(result)
  const influence = parameterInfluence(result)
  const name = strategy.title === '' ? strategy.id : strategy.title
  return {
    title: options.title ?? `Sweep of ${name} on ${symbol}`,
    subtitle: `${countOf(result.combinations, 'combination')}, ${countOf(bars, 'bar')} of ${timeframe}, ranked by ${objective}`,
    blocks: [
      { kind: 'text', role: 'lead', text: lead(result, stability, format) },
      { kind: 'facts', layout: 'figures', items: figures(result, stability, format) },
      ...notes(result, stability),
      { kind: 'section', title: 'The best runs', blocks: [bestTable(result, format)] },
      ...pictures(result, influence, { ...options, format }),
      ...(influence.length === 0
        ? []
        : [
            {
              kind: 'section' as const,
              title: 'What each parameter says',
              blocks: [influenceTable(influence, { format, better: result.better })],
            },
          ]),
      { kind: 'section', title: 'Settings', blocks: [settings(result)] },
    ],
    footer: 'Simulated on past prices, and chosen from many. It shows what would have been, not what will be.',
  }
}

function formatOf(objective: ObjectiveMetric | 'custom'): Format {
  return percents.includes(objective) ? 'percent' : counts.includes(objective) ? 'integer' : 'ratio'
}

function lead({ best, combinations, objective }: SweepResult, { stability, median }: ParameterStability, format: Format): string {
  if (best.length === 0 && Number.isNaN(median)) return `None of ${countOf(combinations, 'combination')} has a known ${objective}.`
  const top = best[0]
  const place =
    top === undefined ? '' : `The best of ${countOf(combinations, 'combination')} has ${objective} ${formatValue(top.score, format)}`
  const usual = `the median is ${formatValue(median, format)}`
  const shape = Number.isNaN(stability) ? '' : stability >= 0.5 ? ' Its neighbors do nearly as well.' : ' Its neighbors do much worse.'
  return top === undefined ? `Of ${countOf(combinations, 'combination')} ${usual}.` : `${place}; ${usual}.${shape}`
}

function figures(
  { metrics, score, combinations }: SweepResult,
  { best, plateau, stability, median }: ParameterStability,
  format: Format,
): readonly Fact[] {
  const known = score.filter(value => !Number.isNaN(value)).length
  const returns = metrics.totalReturn.filter(value => !Number.isNaN(value))
  const profitable = returns.length === 0 ? Number.NaN : returns.filter(value => value > 0).length / returns.length
  const textOf = (point: ParameterStability['best']) =>
    point === undefined ? undefined : paramsText({ ...point.params, ...point.settings })
  const detailed = (label: string, value: number, kind: Format, detail: string | undefined): Fact => ({
    label,
    value,
    format: kind,
    ...(detail === undefined ? {} : { detail }),
  })
  return [
    detailed(
      'Combinations',
      combinations,
      'integer',
      known === combinations ? 'trials that a test for luck must know of' : `${known} of them ranked`,
    ),
    detailed('Best', best?.score ?? Number.NaN, format, textOf(best)),
    detailed('Median', median, format, 'of all that are ranked'),
    detailed('Profitable', profitable, 'percent', 'share of all runs'),
    detailed('Stability', stability, 'ratio', '1: a plateau, 0: a spike'),
    detailed('Best plateau', plateau?.score ?? Number.NaN, format, textOf(plateau)),
  ]
}

function notes({ combinations }: SweepResult, { stability }: ParameterStability): readonly Block[] {
  const trials: Block = {
    kind: 'note',
    tone: 'info',
    title: 'The best of many is partly luck.',
    text: `Give deflatedSharpe ${countOf(combinations, 'trial')}, and judge the choice on bars that it has not seen (walkForward).`,
  }
  const spike: Block = {
    kind: 'note',
    tone: 'warning',
    title: 'The best run is a spike.',
    text: 'One step beside it the result is not better than usual: that is what luck looks like. Consider the best plateau.',
  }
  return combinations < 2 ? [] : stability < 0.3 ? [trials, spike] : [trials]
}

function bestTable(result: SweepResult, format: Format): Table {
  const names = [...Object.keys(result.params), ...Object.keys(result.variants)]
  const extra = result.objective === 'sharpe' || Object.hasOwn(result.metrics, result.objective) ? [] : [result.objective]
  const number = (title: string, kind: Format, signed = false) => ({
    title,
    format: kind,
    align: 'right' as const,
    ...(signed ? { signed } : {}),
  })
  return {
    kind: 'table',
    title: 'The best runs',
    noun: 'run',
    empty: 'No run has a known score.',
    columns: [
      number('Rank', 'integer'),
      ...names.map(name => number(nameLabel(name), 'text')),
      ...extra.map(name => number(name, format)),
      number('Sharpe', 'ratio', true),
      number('Return', 'percent', true),
      number('Drawdown', 'percent'),
      number('Trades', 'integer'),
      number('Win rate', 'percent'),
      number('Profit factor', 'ratio'),
    ],
    rows: result.best.map(({ params, settings, metrics, score }, rank) => [
      rank + 1,
      ...names.map(name => valueLabel({ ...params, ...settings }[name])),
      ...extra.map(() => score),
      metrics.sharpe,
      metrics.totalReturn,
      metrics.maxDrawdown,
      metrics.trades,
      metrics.winRate,
      metrics.profitFactor,
    ]),
  }
}

function pictures(
  result: SweepResult,
  influence: readonly ParameterInfluence[],
  options: SweepReportOptions & { readonly format: Format },
): readonly Block[] {
  const { format, over = 'median' } = options
  const names = influence.map(({ name }) => name)
  const [x, y] = options.heatMap ?? [names[1], names[0]]
  for (const name of options.heatMap ?? []) {
    if (!names.includes(name))
      throw new ConfigError(
        'report/heat-map',
        `the sweep has no parameter "${name}" with several values${didYouMean(name, names)} Known: ${names.join(', ')}`,
        { name },
      )
  }
  const spread = histogram(result.score)
  const blocks: Block[] = []
  if (x !== undefined && y !== undefined) blocks.push({ kind: 'chart', chart: sweepHeatMap(result, { x, y, over, format }) })
  if (names.length >= 3) blocks.push({ kind: 'chart', chart: parallel(result, names, format) })
  if (spread.total > 1)
    blocks.push({
      kind: 'chart',
      chart: {
        kind: 'histogram',
        title: `${result.objective} of all runs`,
        summary: `${countOf(spread.total, 'run')}, ${formatValue(spread.mean, format)} on average.`,
        bins: spread,
        noun: 'run',
        format,
      },
    })
  return blocks.length === 0 ? [] : [{ kind: 'section', title: 'How it depends on the parameters', blocks }]
}

function parallel(result: SweepResult, names: readonly string[], format: Format): ParallelChart {
  const columns = { ...result.params, ...result.variants }
  const marked = result.best.slice(0, 10).map(({ index }) => index)
  const axes = [...names].reverse().map(name => axisOf(name, columns[name]))
  return {
    kind: 'parallel',
    title: 'Where the best runs come from',
    summary: `Each line is a run across ${names.map(nameLabel).join(', ')} and ${result.objective}.`,
    axes: [...axes, { name: result.objective, values: result.score, format }],
    marked,
  }
}

function axisOf(name: string, values: readonly unknown[]): ParallelAxis {
  if (values.every(value => typeof value === 'number'))
    return { name: nameLabel(name), values: Float64Array.from(values as readonly number[]), format: 'quantity' }
  // Numbers among them ascend; words stay in the order in which they came.
  const words = [...new Set(values.map(valueLabel))]
  const numeric = words.filter(word => !Number.isNaN(Number(word))).sort((a, b) => Number(a) - Number(b))
  const sorted = [...words.filter(word => !numeric.includes(word)), ...numeric]
  return {
    name: nameLabel(name),
    values: Float64Array.from(values, value => sorted.indexOf(valueLabel(value))),
    format: 'integer',
    words: sorted,
  }
}

function influenceTable(
  influence: readonly ParameterInfluence[],
  { format, better }: { readonly format: Format; readonly better: 'more' | 'less' },
): Table {
  return {
    kind: 'table',
    title: 'What each parameter says about the objective',
    noun: 'parameter',
    columns: [
      { title: 'Parameter', format: 'text', align: 'left' },
      { title: 'Explains', format: 'percent', align: 'right' },
      { title: 'Best value', format: 'text', align: 'right' },
      { title: 'Mean there', format, align: 'right' },
      { title: 'Worst value', format: 'text', align: 'right' },
      { title: 'Mean there', format, align: 'right' },
    ],
    rows: influence.map(({ name, values, means, share }) => {
      const known = means.filter(mean => !Number.isNaN(mean))
      if (known.length === 0) return [nameLabel(name), share, '–', Number.NaN, '–', Number.NaN]
      const [low, high] = [Math.min(...known), Math.max(...known)]
      const [best, worst] = better === 'more' ? [high, low] : [low, high]
      return [nameLabel(name), share, valueLabel(values[means.indexOf(best)]), best, valueLabel(values[means.indexOf(worst)]), worst]
    }),
  }
}

function settings({ strategy, symbol, timeframe, settings: trading, variants }: SweepResult): Block {
  const swept = Object.fromEntries(Object.entries(variants).map(([name, values]) => [name, [...new Set(values)]]))
  const text = settingsText({ strategy: strategy.id, symbol, timeframe, ...trading, ...(Object.keys(swept).length === 0 ? {} : { swept }) })
  return { kind: 'code', title: 'Every run', language: 'json', text }
}

function paramsText(params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${nameLabel(name)} ${valueLabel(value)}`)
    .join(', ')
}
