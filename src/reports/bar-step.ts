import type { Bars } from '../market/bars.ts'
import type {
  ExplainedFill,
  ExplainedOrder,
  ExplainedRefusal,
  StepAssumption,
  TradeDecision,
  TradeLevels,
  TradeStep,
} from './trade-explanation.ts'

/** What a bar brings to a trade, while it is being told. */
export interface ToldBar {
  readonly fills: ExplainedFill[]
  readonly refusals: ExplainedRefusal[]
  readonly assumptions: StepAssumption[]
  orders?: readonly ExplainedOrder[]
  carry?: number
  levels?: TradeLevels
  decision?: TradeDecision
}

/** A bar of which nothing is told yet. */
export function untoldBar(): ToldBar {
  return { fills: [], refusals: [], assumptions: [] }
}

/** What the trade has at the close of a bar. */
export interface ClosingPosition {
  /** Signed; 0 while flat. */
  readonly quantity: number
  readonly averagePrice: number
  /** Of the trade so far. */
  readonly profit: number
}

/** Bar `t` with everything that was told of it. */
export function barStep(bars: Bars, t: number, told: ToldBar, { quantity, averagePrice, profit }: ClosingPosition): TradeStep {
  return {
    leftOut: 0,
    index: t,
    time: bars.time[t],
    open: bars.open[t],
    high: bars.high[t],
    low: bars.low[t],
    close: bars.close[t],
    ...told,
    quantity,
    ...(quantity === 0 ? {} : { averagePrice }),
    value: quantity * bars.close[t],
    profit,
  }
}
