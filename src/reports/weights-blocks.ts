import type { Block } from './document.ts'
import { countOf, formatValue } from './format.ts'
import type { ReportedPortfolio } from './reported-portfolio.ts'

/** Which part of the account each sleeve may use, over time. */
export function weightsBlocks({ weights, sleeves, time }: ReportedPortfolio): readonly Block[] {
  if (weights === undefined || sleeves.length === 0) return []
  const { rows, columns } = weights
  const series = sleeves.map(({ name, weight }, k) => {
    const values = new Float64Array(time.length).fill(weight)
    for (const [j, row] of rows.entries()) values.fill(columns[k][j], row, rows[j + 1])
    return { name, values }
  })
  const changes = Array.from(rows).filter((_, j) => columns.some((column, k) => column[j] !== (column[j - 1] ?? sleeves[k].weight))).length
  const ends = series.map(({ name, values }) => `${name} ${formatValue(values[values.length - 1] ?? Number.NaN, 'percent')}`)
  return [
    {
      kind: 'chart',
      chart: {
        kind: 'stack',
        title: 'Weights',
        summary: `Weight of each sleeve, changed ${countOf(changes, 'time')}; at the end ${ends.join(', ')}.`,
        time,
        series,
        format: 'percent',
        steps: true,
      },
    },
  ]
}

/** How much of the account was in the market. */
export function exposureBlocks({ attribution, time }: ReportedPortfolio): readonly Block[] {
  const { gross, net, cash } = attribution.exposure
  const last = time.length - 1
  const percent = (value: number | undefined) => formatValue(value ?? Number.NaN, 'percent')
  return [
    {
      kind: 'chart',
      chart: {
        kind: 'line',
        title: 'Exposure, as part of the account',
        summary:
          `Value of all positions over the worth of the account: ${percent(gross[last])} at the end, ` +
          `${percent(net[last])} net of shorts, ${percent(cash[last])} in cash.`,
        time,
        series: [
          { name: 'Long and short added up', values: gross },
          { name: 'Long less short', values: net, tone: 'second' },
          { name: 'Cash', values: cash, tone: 'other' },
        ],
        format: 'percent',
        range: [0, 1],
      },
    },
  ]
}
