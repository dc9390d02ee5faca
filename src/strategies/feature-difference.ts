import type { Column } from '../base/column.ts'
import { Feature } from './feature.ts'
import { MarketView } from './market-view.ts'
import type { StrategyBase } from './strategy-base.ts'

/** Where two columns differ first among the first `length` values; -1 when nowhere. */
export function firstDifference(a: Column, b: Column, length: number): number {
  for (let i = 0; i < length; i++) if (!Object.is(a[i], b[i])) return i
  return -1
}

/** Names the features that differ between two runs up to and including bar `last`. */
export function peeking(a: StrategyBase, b: StrategyBase, last: number): string {
  const theirs = new Map(namedFeatures(b))
  const found: string[] = []
  for (const [name, feature] of namedFeatures(a)) {
    const other = theirs.get(name)
    if (other === undefined) continue
    const bar = firstDifference(feature.column, other.column, last + 1)
    if (bar !== -1) found.push(`feature "${name}" at bar ${bar}`)
  }
  return found.length === 0 ? '' : `: ${found.join(', ')}`
}

/** The features that a strategy has as fields, or one level below them. */
export function namedFeatures(strategy: StrategyBase): [string, Feature][] {
  const features: [string, Feature][] = []
  for (const [name, value] of Object.entries(strategy)) {
    if (value instanceof Feature) {
      features.push([name, value])
    } else if (value instanceof MarketView) {
      for (const [part, inner] of value.features) features.push([`${name}.${part}`, inner])
    } else if (typeof value === 'object' && value !== null) {
      for (const [part, inner] of Object.entries(value)) if (inner instanceof Feature) features.push([`${name}.${part}`, inner])
    }
  }
  return features
}
