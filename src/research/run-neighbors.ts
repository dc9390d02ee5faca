import type { SweepResult } from './sweep.ts'

/** The place of a value that has none: far from every other one. */
const NOWHERE = -10

/** Numeric parameters and swept settings that take more than one value (NaN where switched off), and the others as one key per run. */
export interface RunAxes {
  readonly names: readonly string[]
  readonly columns: readonly (readonly number[])[]
  /** Words, flags and what else has no order: runs with different ones are no neighbors. */
  readonly kinds: readonly string[]
}

/** The numbers that make runs of a sweep differ. */
export function runAxes({ params, variants, combinations }: Pick<SweepResult, 'params' | 'variants' | 'combinations'>): RunAxes {
  const all = [...Object.entries(params), ...Object.entries(variants)]
  const isNumeric = (values: readonly unknown[]) =>
    values.every(value => typeof value === 'number' || value === null) && new Set(values.filter(value => value !== null)).size > 1
  const numeric = all.filter(([, values]) => isNumeric(values))
  const others = all.filter(([, values]) => !isNumeric(values) && new Set(values.map(value => JSON.stringify(value))).size > 1)
  return {
    names: numeric.map(([name]) => name),
    columns: numeric.map(([, values]) => values.map(value => (value === null ? Number.NaN : (value as number)))),
    // Without a stop is no small or large stop: it is another kind of run.
    kinds: Array.from({ length: combinations }, (_, k) =>
      JSON.stringify([...others.map(([, values]) => values[k]), ...numeric.map(([, values]) => values[k] === null)]),
    ),
  }
}

/**
 * The neighbors of every run of a grid: those with one parameter at the next value that the grid has, all else the same. Combinations that were left out
 * are nobody's neighbors.
 */
export function gridNeighbors({ columns, kinds }: RunAxes): readonly (readonly number[])[] {
  const levels = columns.map(values => [...new Set(values)].filter(value => !Number.isNaN(value)).sort((a, b) => a - b))
  const places = columns.map((values, n) => {
    const at = new Map(levels[n].map((value, place) => [value, place]))
    return values.map(value => at.get(value) ?? NOWHERE)
  })
  const keyOf = (digits: readonly number[], kind: string) => `${digits.join()}|${kind}`
  const digitsOf = (k: number) => places.map(column => column[k])
  const found = new Map(kinds.map((kind, k) => [keyOf(digitsOf(k), kind), k]))
  return kinds.map((kind, k) => {
    const digits = digitsOf(k)
    return digits.flatMap((digit, n) =>
      [-1, 1].flatMap(step => {
        const neighbor = found.get(keyOf(digits.with(n, digit + step), kind))
        return neighbor === undefined ? [] : [neighbor]
      }),
    )
  })
}

/** The runs nearest to one, at most `count`: every parameter counts by its share of the range that was tried. */
export function nearestRuns({ columns, kinds }: RunAxes, index: number, count: number): readonly number[] {
  const ranges = columns.map(values => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const value of values) if (!Number.isNaN(value)) [low, high] = [Math.min(low, value), Math.max(high, value)]
    return high - low
  })
  const distance = (k: number) =>
    columns.reduce((sum, values, n) => sum + (Number.isNaN(values[k]) ? 0 : (values[k] - values[index]) / ranges[n]) ** 2, 0)
  return kinds
    .flatMap((kind, k) => (k === index || kind !== kinds[index] ? [] : [{ k, far: distance(k) }]))
    .sort((a, b) => a.far - b.far || a.k - b.k)
    .slice(0, count)
    .map(({ k }) => k)
}
