import type { Column } from '../base/column.ts'
import { drawdownColumn, maxDrawdown } from '../metrics/drawdowns.ts'
import type { BuyAndHold } from './buy-and-hold.ts'
import type { Block } from './document.ts'
import { formatValue } from './format.ts'

/** An equity curve to be shown. */
export interface ShownEquity {
  readonly time: Column
  readonly equity: Column
  readonly capital: number
  /** What earned it: "Strategy". */
  readonly name: string
  /** What it is compared with. */
  readonly hold?: BuyAndHold | undefined
}

/** Equity at each close and how far it is below its last high, next to holding if that is known. */
export function equityCharts({ time, equity, capital, name, hold }: ShownEquity): readonly Block[] {
  const money = (value: number) => formatValue(value, 'money')
  const percent = (value: number) => formatValue(value, 'percent')
  const beside = (values: Column | undefined) => (values === undefined ? [] : [{ name: 'Buy and hold', values }])
  const held = (text: string) => (hold === undefined ? '' : `; buy and hold ${text}`)
  return [
    {
      kind: 'chart',
      chart: {
        kind: 'line',
        title: 'Equity at each close',
        summary:
          `Equity from ${money(capital)} to ${money(equity[equity.length - 1] ?? Number.NaN)}` +
          `${held(`from the same capital to ${money(hold?.equity.at(-1) ?? Number.NaN)}`)}.`,
        time,
        series: [{ name, values: equity }, ...beside(hold?.equity)],
        format: 'money',
        baseline: capital,
      },
    },
    {
      kind: 'chart',
      chart: {
        kind: 'underwater',
        title: 'Below the last high',
        summary:
          `Drawdown at each close: at most ${percent(maxDrawdown(equity, { capital }).depth)}` +
          `${held(`at most ${percent(hold?.maxDrawdown ?? Number.NaN)}`)}.`,
        time,
        series: [{ name, values: drawdownColumn(equity, { capital }) }, ...beside(hold?.drawdown)],
      },
    },
  ]
}
