import type { RiskAmount } from '../risk-limits.ts'
import type { LimitContext } from './limit.ts'

/** What a bound comes to: itself, or its share of the equity. */
export function amountOf(amount: RiskAmount): (context: LimitContext) => number {
  if (typeof amount === 'number') return () => amount
  const share = amount.equity
  return ({ equity }) => share * (equity < 0 ? 0 : equity)
}
