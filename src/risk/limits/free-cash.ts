import type { RiskLimits } from '../risk-limits.ts'
import { amountOf } from './amount-of.ts'
import type { Limit } from './limit.ts'

/** A limit on the cash that is left when everything is paid. */
export function freeCashLimits({ minFreeCash }: RiskLimits): Limit[] {
  if (minFreeCash === undefined) return []
  return [
    {
      ...{ id: 'min_free_cash', scope: 'account', always: false, minimum: true, unit: 'number' },
      ...{
        what: 'the cash that is left when open orders and short positions are paid',
        remedy: 'make the order smaller, or cancel others',
      },
      value: ({ freeCash }) => freeCash,
      bound: amountOf(minFreeCash),
    },
  ]
}
