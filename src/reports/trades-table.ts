import type { ExitReason, Trade } from '../engine/trades.ts'
import type { Table } from './document.ts'
import type { Format } from './format.ts'

const REASONS: Readonly<Record<ExitReason, string>> = {
  signal: 'signal',
  stop: 'stop loss',
  target: 'profit target',
  trailing: 'trailing stop',
  time: 'holding time',
  liquidation: 'liquidation',
  'break-even': 'break-even stop',
  open: 'still open',
}

/** Every round trip as a row. */
export function tradesTable(trades: readonly Trade[], options: { readonly intraday: boolean; readonly limit?: number | undefined }): Table {
  const when: Format = options.intraday ? 'time' : 'date'
  return {
    kind: 'table',
    title: 'Trades',
    noun: 'trade',
    empty: 'No trades.',
    ...(options.limit === undefined ? {} : { limit: options.limit }),
    columns: [
      { title: '#', format: 'integer', align: 'right' },
      { title: 'Side', format: 'text', align: 'left' },
      { title: 'Entered', format: when, align: 'left' },
      { title: 'at', format: 'price', align: 'right' },
      { title: 'Left', format: when, align: 'left' },
      { title: 'at', format: 'price', align: 'right' },
      { title: 'Quantity', format: 'quantity', align: 'right' },
      { title: 'Profit', format: 'money', align: 'right', signed: true },
      { title: 'Return', format: 'percent', align: 'right', signed: true },
      { title: 'Bars', format: 'integer', align: 'right' },
      { title: 'Fees', format: 'money', align: 'right' },
      { title: 'Ended by', format: 'text', align: 'left' },
    ],
    rows: trades.map((trade, k) => [
      k + 1,
      trade.side === 'long' ? '▲ long' : '▼ short',
      trade.entryTime,
      trade.entryPrice,
      trade.exitTime,
      trade.exitPrice,
      trade.quantity,
      trade.pnl,
      trade.return,
      trade.bars,
      trade.fees,
      REASONS[trade.exitReason],
    ]),
  }
}
