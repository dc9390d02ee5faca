import type { Column } from '../base/column.ts'
import type { Block } from './document.ts'
import { countOf, fixed, formatValue } from './format.ts'
import { monthlyReturns, monthNames, type YearReturns } from './monthly-returns.ts'

/** Returns per calendar month as a heat map; see `monthlyReturns`. */
export function monthsBlock(curve: { readonly time: Column; readonly equity: Column; readonly start: number }): Block {
  const years = monthlyReturns(curve)
  return { kind: 'chart', chart: { kind: 'months', title: 'By month', summary: describeMonths(years), years } }
}

function describeMonths(years: readonly YearReturns[]): string {
  let up = 0
  let down = 0
  let best = { name: '', value: Number.NEGATIVE_INFINITY }
  let worst = { name: '', value: Number.POSITIVE_INFINITY }
  for (const { year, months } of years) {
    for (const [k, value] of months.entries()) {
      if (value > 0) up++
      if (value < 0) down++
      if (value > best.value) best = { name: `${monthNames[k]} ${year}`, value }
      if (value < worst.value) worst = { name: `${monthNames[k]} ${year}`, value }
    }
  }
  if (best.name === '') return 'No months.'
  const percent = (value: number) => formatValue(value, 'percent')
  return `${countOf(up, 'month')} up, ${fixed(down, 0)} down; best ${best.name} with ${percent(best.value)}, worst ${worst.name} with ${percent(worst.value)}.`
}
