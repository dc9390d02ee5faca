import type { BacktestResult } from '../../engine/backtest-result.ts'
import { buyAndHold } from '../../reports/buy-and-hold.ts'
import { formatValue } from '../../reports/format.ts'
import { metricGroups } from '../../reports/metric-groups.ts'

/** Every metric of a backtest, in the groups of the report, two groups beside each other. */
export function metricsText(result: BacktestResult): string {
  const blocks = metricGroups(result.summary, buyAndHold(result)).map(group => {
    const rows = group.items.map(({ label, value, format }) => [label, formatValue(value, format)] as const)
    const labels = Math.max(...rows.map(([label]) => label.length))
    const values = Math.max(...rows.map(([, value]) => value.length))
    return [group.title ?? '', ...rows.map(([label, value]) => `  ${label.padEnd(labels)}  ${value.padStart(values)}`)]
  })
  const lines: string[] = []
  for (let k = 0; k < blocks.length; k += 2) {
    const [left, right = []] = blocks.slice(k, k + 2)
    const width = Math.max(...left.map(line => line.length)) + 4
    for (let i = 0; i < Math.max(left.length, right.length); i++) lines.push(`${(left[i] ?? '').padEnd(width)}${right[i] ?? ''}`.trimEnd())
    lines.push('')
  }
  return lines.slice(0, -1).join('\n')
}
