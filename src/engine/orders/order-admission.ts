import type { Bars } from '../../market/bars.ts'
import { type Account, equityAt } from '../account.ts'
import { askAdmit } from '../ask-admit.ts'
import { FillCosts } from '../fill-costs.ts'
import type { Admit } from '../refusals.ts'
import type { BacktestSettings } from '../settings.ts'

/** A fill that is about to open a position or to make it larger. */
export interface Opening {
  readonly side: 'buy' | 'sell'
  /** Positive. */
  readonly quantity: number
  /** Before slippage. */
  readonly price: number
  readonly index: number
  readonly account: Readonly<Account>
}

/** Judges a fill; gives a reason to refuse it. */
export type Admission = (opening: Opening) => string | undefined

/** What a position of an order-driven strategy may come to: the limits of the settings, and what `admit` says. */
export function orderAdmission(
  settings: BacktestSettings,
  { bars, admit }: { readonly bars: Pick<Bars, 'symbol' | 'time'>; readonly admit?: Admit | undefined },
): Admission {
  const costs = new FillCosts(settings.costs, settings.instrument)
  const { maxLeverage = Number.POSITIVE_INFINITY } = settings
  const { minNotional = 0 } = settings.instrument
  return ({ side, quantity, price, index, account }) => {
    const direction = side === 'buy' ? 1 : -1
    const expected = costs.expectedPrice(price, direction)
    if (quantity * expected < minNotional) return `a value of ${quantity * expected} is less than the smallest order of ${minNotional}`
    const equity = equityAt(account, price)
    const after = account.quantity + direction * quantity
    if (equity <= 0) return `the account is exhausted: its equity is ${equity}`
    // A size that was made to fit may be off by a rounding.
    if (Math.abs(after) * expected > maxLeverage * equity * (1 + 1e-9))
      return `a position of ${after} at ${expected} is more than ${maxLeverage} times the equity of ${equity}`
    return askAdmit(admit, bars, {
      index,
      quantity: direction * quantity,
      price,
      position: account.quantity,
      equity,
      target: (after * price) / equity,
    })
  }
}
