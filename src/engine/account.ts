/**
 * Money and position of one symbol. It changes through {@link applyFill} and in no other way.
 *
 * @example
 * ```ts
 * import { applyFill, openAccount } from 'peak-trade'
 *
 * const account = openAccount(1000)
 * applyFill(account, 2, 100, 0.2) // buy 2 at 100, fee 0.2
 * account.cash // 799.8
 * ```
 */
export interface Account {
  /** Quote currency at hand; grows when selling short. */
  cash: number
  /** Signed: positive long, negative short. */
  quantity: number
  /** Average fill price of the position, NaN while flat. */
  averagePrice: number
  /** Profit of what was closed, before fees. */
  realized: number
  /** All fees paid. */
  fees: number
}

/**
 * A flat account with `capital` in cash.
 *
 * @example
 * ```ts
 * import { openAccount } from 'peak-trade'
 *
 * openAccount(10_000).quantity // 0
 * ```
 */
export function openAccount(capital: number): Account {
  return { cash: capital, quantity: 0, averagePrice: Number.NaN, realized: 0, fees: 0 }
}

/**
 * Books a fill: moves cash, position, average price, realized profit and fees. Through zero it closes the old position
 * first and opens the rest at the fill price.
 *
 * @param quantity - Signed: positive buys, negative sells.
 * @param price - Fill price, slippage included.
 * @param fee - In quote currency.
 *
 * @example
 * ```ts
 * import { applyFill, openAccount } from 'peak-trade'
 *
 * const account = openAccount(1000)
 * applyFill(account, 2, 100, 0)
 * applyFill(account, -2, 110, 0)
 * account.realized // 20
 * account.cash // 1020
 * ```
 */
export function applyFill(account: Account, quantity: number, price: number, fee: number): void {
  const before = account.quantity
  const after = before + quantity
  if (before === 0) {
    account.averagePrice = price
  } else if (before > 0 === quantity > 0) {
    account.averagePrice = (account.averagePrice * before + price * quantity) / after
  } else {
    const crossed = after !== 0 && after > 0 !== before > 0
    const closed = crossed ? before : -quantity
    account.realized += closed * (price - account.averagePrice)
    if (crossed) account.averagePrice = price
    else if (after === 0) account.averagePrice = Number.NaN
  }
  account.quantity = after
  account.cash -= quantity * price + fee
  account.fees += fee
}

/**
 * What the account is worth at a price: cash plus position.
 *
 * @example
 * ```ts
 * import { equityAt, openAccount } from 'peak-trade'
 *
 * equityAt(openAccount(1000), 50) // 1000
 * ```
 */
export function equityAt(account: Account, price: number): number {
  return account.quantity === 0 ? account.cash : account.cash + account.quantity * price
}

/**
 * The price at which cash plus position is worth nothing. Only borrowed money (short sales, leverage) gets that far; for a position
 * that is paid for it is 0 or below.
 */
export function ruinLevel({ cash, quantity }: Account): number {
  return -cash / quantity
}
