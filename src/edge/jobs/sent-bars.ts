import type { Bars } from '../../market/bars.ts'

/** Bars without their columns. */
export interface SentMarket extends Pick<Bars, 'symbol' | 'timeframe' | 'calendar' | 'length'> {
  readonly others?: readonly SentMarket[]
}

const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const

/** Bars, and those of other symbols, taken apart: small and large. */
export function sentBars(bars: Bars, prefix = ''): { readonly market: SentMarket; readonly data: Record<string, Float64Array> } {
  const { symbol, timeframe, calendar, length, others = [] } = bars
  const data = Object.fromEntries(COLUMNS.map(name => [prefix + name, bars[name] as Float64Array]))
  const sent = others.map((other, k) => sentBars(other, `${prefix}${k}/`))
  for (const other of sent) Object.assign(data, other.data)
  return {
    market: { symbol, timeframe, calendar, length, ...(sent.length === 0 ? {} : { others: sent.map(({ market }) => market) }) },
    data,
  }
}

/** The same put together again. */
export function receivedBars({ others, ...market }: SentMarket, data: Readonly<Record<string, Float64Array>>, prefix = ''): Bars {
  const columns = Object.fromEntries(COLUMNS.map(name => [name, data[prefix + name]])) as unknown as Pick<Bars, (typeof COLUMNS)[number]>
  return {
    ...market,
    ...columns,
    ...(others === undefined ? {} : { others: others.map((other, k) => receivedBars(other, data, `${prefix}${k}/`)) }),
  }
}
