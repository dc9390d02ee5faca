import { syntheticBars } from '../../../src/market/synthetic.ts'

/** 600 clean hourly bars as CSV. */
export function syntheticCsv(): string {
  const bars = syntheticBars({ seed: 1, length: 600, timeframe: '1h' })
  const rows = Array.from(bars.time, (time, i) =>
    [new Date(time).toISOString(), bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]].join(','),
  )
  return `Date,Open,High,Low,Close,Volume\n${rows.join('\n')}\n`
}
