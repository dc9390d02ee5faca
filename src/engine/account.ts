/**
 * Money and position of one symbol. It changes through {@link applyFill} and {@link applyCarry} and in no other way.
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
  /** Interest and funding paid for holding positions, less what was received. */
  carry: number
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
  return { cash: capital, quantity: 0, averagePrice: Number.NaN, realized: 0, fees: 0, carry: 0 }
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

/** What holding a position costs per year. */
export interface CarryRates {
  readonly borrowRate: number
  readonly fundingRate: number
  /** Quote currency. */
  readonly borrowed?: number
}

/** Milliseconds of a year of interest. */
const YEAR_MS = 365 * 86_400_000

/**
 * Books what holding the position has cost for some time: interest on what is borrowed (the value of a short position, the negative cash
 * of a leveraged long one), and funding on the value of the position, which longs pay and shorts receive.
 *
 * @param price - Current price of a unit.
 * @param elapsedMs - How long the position was held since the last time.
 * @param rates - Per year, as fractions; `borrowed` is what a long position has borrowed, when that is not the negative cash of the account.
 *
 * @example
 * ```ts
 * import { applyCarry, applyFill, openAccount } from 'peak-trade'
 *
 * const account = openAccount(1000)
 * applyFill(account, -5, 100, 0) // 5 sold short at 100
 * applyCarry(account, 100, 365 * 86_400_000, { borrowRate: 0.1, fundingRate: 0 })
 * account.carry // 50
 * ```
 */
export function applyCarry(
  account: Account,
  price: number,
  elapsedMs: number,
  { borrowRate, fundingRate, borrowed = Math.max(0, -account.cash) }: CarryRates,
): void {
  const value = account.quantity * price
  const cost = (elapsedMs / YEAR_MS) * (borrowRate * (value < 0 ? -value : borrowed) + fundingRate * value)
  account.cash -= cost
  account.carry += cost
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
 * that is paid for it is 0 or below. `beside` is what the rest of a shared account is worth.
 */
export function ruinLevel({ cash, quantity }: Account, beside = 0): number {
  return -(cash + beside) / quantity
}

/** True for two long positions or two short ones. */
export function isSameSide(a: number, b: number): boolean {
  return (a > 0 && b > 0) || (a < 0 && b < 0)
}
