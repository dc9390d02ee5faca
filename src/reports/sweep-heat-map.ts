import { groupValues } from '../research/parameter-influence.ts'
import type { SweepResult } from '../research/sweep.ts'
import type { HeatMapChart } from './charts/heat-map-chart.ts'
import { type Format, formatValue } from './format.ts'

/** Which picture of a sweep to draw. */
export interface SweepHeatMapOptions {
  /** Parameter or swept setting across. */
  readonly x: string
  /** Parameter or swept setting downward. */
  readonly y: string
  /** Of the runs that share a cell: their median, or the best of them. */
  readonly over: 'median' | 'best'
  readonly format: Format
}

/** The objective of a sweep over two of its parameters; all others fall into the same cell. */
export function sweepHeatMap(result: SweepResult, { x, y, over, format }: SweepHeatMapOptions): HeatMapChart {
  const columns = { ...result.params, ...result.variants }
  const [across, down] = [groupValues(columns[x]), groupValues(columns[y])]
  const cells = Array.from({ length: across.labels.length * down.labels.length }, (): number[] => [])
  const cellOf = (run: number) => down.places[run] * across.labels.length + across.places[run]
  for (const [run, score] of result.score.entries()) if (Number.isFinite(score)) cells[cellOf(run)].push(score)
  const values = Float64Array.from(cells, scores => fold(scores, over, result.better))
  const best = result.best[0]?.index
  const crowd = Math.max(...cells.map(scores => scores.length))
  const how = crowd <= 1 ? '' : over === 'median' ? ', median over everything else' : ', best over everything else'
  const known = Array.from(values).filter(Number.isFinite)
  const range =
    known.length === 0
      ? 'No cell is known.'
      : `From ${formatValue(Math.min(...known), format)} to ${formatValue(Math.max(...known), format)}.`
  return {
    kind: 'heat-map',
    title: `${result.objective} by ${nameLabel(x)} and ${nameLabel(y)}${how}`,
    summary: `${known.length} of ${cells.length} cells are known. ${range}`,
    x: { name: nameLabel(x), labels: across.labels.map(valueLabel) },
    y: { name: nameLabel(y), labels: down.labels.map(valueLabel) },
    values,
    format,
    better: result.better,
    ...(best === undefined ? {} : { marked: cellOf(best) }),
  }
}

/** A value of a parameter in a few letters. */
export function valueLabel(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'number') return formatValue(Number(value.toPrecision(4)), 'quantity')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A swept setting without the part of the settings that it is in: `stopLoss`. */
export function nameLabel(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function fold(scores: number[], over: 'median' | 'best', better: 'more' | 'less'): number {
  if (scores.length === 0) return Number.NaN
  const sorted = scores.sort((a, b) => a - b)
  if (over === 'best') return better === 'more' ? sorted[sorted.length - 1] : sorted[0]
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
