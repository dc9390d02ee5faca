import type { PerformanceByRegime, RegimePerformance } from '../regimes/performance-by-regime.ts'
import type { Cell, Table, TableColumn } from './document.ts'
import type { Format } from './format.ts'

/** What an equity did under each label, without one, and in all. */
export function regimeTable({ regimes, unlabeled, total }: PerformanceByRegime): Table {
  const right = (title: string, format: Format, signed = false): TableColumn => ({ title, format, align: 'right', signed })
  const row = (label: string, one: RegimePerformance): readonly Cell[] => [
    label,
    one.share,
    one.episodes,
    one.totalReturn,
    one.volatility,
    one.sharpe,
    one.maxDrawdown,
  ]
  return {
    kind: 'table',
    title: 'By regime',
    noun: 'regime',
    columns: [
      { title: 'Regime', format: 'text', align: 'left' },
      right('Share of time', 'percent'),
      right('Runs', 'integer'),
      right('Return', 'percent', true),
      right('Volatility', 'percent'),
      right('Sharpe', 'ratio', true),
      right('Deepest drawdown in a run', 'percent'),
    ],
    rows: [
      ...regimes.map(regime => row(regime.label, regime)),
      ...(unlabeled.bars > 0 ? [row('not known', unlabeled)] : []),
      row('all', total),
    ],
  }
}
