import type { Column } from '../base/column.ts'
import { backtest } from '../engine/backtest.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import type { Bars } from '../market/bars.ts'
import { Strategy } from '../strategies/strategy.ts'

/** Targets that are known already, and the name under which their result goes. */
export interface ColumnToTrade {
  readonly id: string
  readonly title: string
  readonly bars: Bars
  /** One per bar, none of them NaN. */
  readonly targets: Column
  readonly settings: BacktestSettings
}

/** The full result of trading a column of targets, as if a strategy had decided them. */
export function tradeColumn({ id, title, bars, targets, settings }: ColumnToTrade): BacktestResult {
  class Scripted extends Strategy {
    static override readonly id = id
    static override readonly title = title
    protected override decide(): number {
      return targets[this.index]
    }
  }
  return backtest(Scripted, bars, settings)
}
