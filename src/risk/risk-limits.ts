/**
 * An amount of money in the account's currency, or a share of the equity of the moment: `{ equity: 0.1 }` is a tenth of it.
 *
 * @example
 * ```ts
 * import type { RiskAmount } from 'peak-trade'
 *
 * const fixed: RiskAmount = 1_000
 * const moving: RiskAmount = { equity: 0.1 }
 * ```
 */
export type RiskAmount = number | { readonly equity: number }

/** When a symbol may be traded. */
export interface TradingSession {
  /** Time zone of the other fields, such as `America/New_York`. */
  readonly zone: string
  /** Days on which it begins: 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[]
  /** `HH:MM` of the first minute. */
  readonly from: string
  /** `HH:MM` of the end, not included; `24:00` is midnight. When it is not after `from`, the session ends on the next day. */
  readonly to: string
}

/**
 * What an order and an account must keep. What is left out is not limited. A maximum may be reached and not exceeded. Money is in the
 * account's currency. Exposures are worst cases: whichever of the open orders fill.
 *
 * @example
 * ```ts
 * import { checkOrder, RiskLimits } from 'peak-trade'
 *
 * const order = { id: '1', symbol: 'BTC/EUR', side: 'buy', quantity: 0.5 } as const
 * const account = { cash: 10_000, positions: {} }
 * const verdict = checkOrder(RiskLimits.moderate, order, account, { 'BTC/EUR': 50_000 })
 * verdict.refusals[0].message // 'max_order_notional: the value of the order is 25000, more than 1000; split the order or make it smaller'
 * ```
 */
export interface RiskLimits {
  /** Largest value of one order, at its limit price or the current price, whichever is higher. */
  readonly maxOrderNotional?: RiskAmount | undefined
  /** Largest quantity of one order in units, one for all or by symbol; symbols that are not named are not limited. */
  readonly maxOrderQuantity?: number | Readonly<Record<string, number>> | undefined
  /** Largest value that the position of a symbol can have, long or short, whichever open orders fill. */
  readonly maxSymbolExposure?: RiskAmount | undefined
  /** Largest value of the position of a symbol when every open order has filled. */
  readonly maxSymbolNetExposure?: RiskAmount | undefined
  /** Largest sum of the values of all positions, short ones counted as positive. */
  readonly maxTotalExposure?: RiskAmount | undefined
  /** Most symbols with a position or an order that opens one. */
  readonly maxOpenPositions?: number | undefined
  /** Largest sum of the values of all positions as a multiple of equity. */
  readonly maxLeverage?: number | undefined
  /** Largest value of the position of a symbol as a share of equity. */
  readonly maxSymbolConcentration?: number | undefined
  /** Cash that must be left when open buy orders are paid and short positions are bought back. */
  readonly minFreeCash?: RiskAmount | undefined
  /** Largest loss that is expected to be exceeded rarely. */
  readonly maxValueAtRisk?: ValueAtRiskLimit | undefined
  /** Largest loss since the start of the day, realized and open, fees included, in money. */
  readonly maxDailyLoss?: number | undefined
  /** The same as a share of the equity at the start of the day. */
  readonly maxDailyLossShare?: number | undefined
  /** Time zone whose midnight begins a day. Default UTC. */
  readonly dayZone?: string | undefined
  /** Largest loss from the highest equity, as a share of it. */
  readonly maxDrawdown?: number | undefined
  /** Most losing trades in a row: after so many, nothing is opened until a trade wins or `coolDownMs` are over. */
  readonly maxConsecutiveLosses?: number | undefined
  /** How long the pause after losses in a row lasts. Left out: until a trade wins or the state is reset. */
  readonly coolDownMs?: number | undefined
  /** Most orders in any second. */
  readonly maxOrdersPerSecond?: number | undefined
  /** Most orders in any 60 seconds. */
  readonly maxOrdersPerMinute?: number | undefined
  /** How far a limit price, or the current price where there is none, may be from the reference, as a share of it. */
  readonly priceCollar?: number | undefined
  /** How much larger than usual an order may be. */
  readonly fatFinger?: FatFingerLimit | undefined
  /** Oldest price that counts. */
  readonly maxPriceAgeMs?: number | undefined
  /** Symbols in which positions may be opened. */
  readonly allowedSymbols?: readonly string[] | undefined
  /** Sides on which positions may be opened: `['buy']` never sells short. */
  readonly allowedSides?: readonly ('buy' | 'sell')[] | undefined
  /** When orders may be sent; inside of any of the sessions. */
  readonly tradingHours?: readonly TradingSession[] | undefined
  /** Share of a limit from which on it warns. Default 0.8. */
  readonly warnAt?: number | undefined
}

/**
 * A limit on the value at risk: `z × sqrt((1 - c) Σ(wσ)² + c (Σ|w|σ)²)` with exposures `w`, daily volatilities `σ`, one correlation `c` between
 * all of them, and `z` of the normal distribution at the confidence, times the root of the days. Short positions are not set against long ones.
 */
export interface ValueAtRiskLimit {
  readonly limit: RiskAmount
  /** Default 0.95. */
  readonly confidence?: number | undefined
  /** From 0 to 1. Default 1: nothing is diversified away. */
  readonly correlation?: number | undefined
  /** Default 1. */
  readonly days?: number | undefined
}

/** A limit on the size of an order by what is usual: the median of the last 20 orders. */
export interface FatFingerLimit {
  /** How many times the usual value an order may have. */
  readonly multiple: number
  /** Largest value of an order while fewer than 5 are known. */
  readonly first: RiskAmount
}

/** The limits that come with the library, by name. */
export type LimitsPreset = 'conservative' | 'moderate' | 'aggressive'

/**
 * Limits that fit an account of any size: money is given as shares of equity, which `scaleLimits` turns into amounts. `moderate` has the shares that the
 * shipped limits of Peak_Trade have of its 10 000; `conservative` allows about half of that, `aggressive` two to three times.
 *
 * | | conservative | moderate | aggressive |
 * |---|--:|--:|--:|
 * | an order, of equity | 5 % | 10 % | 25 % |
 * | a symbol | 10 % | 20 % | 50 % |
 * | all positions | 30 % | 50 % | 150 % |
 * | open positions | 3 | 5 | 15 |
 * | leverage | 1 | 1 | 2 |
 * | free cash | 50 % | 20 % | 0 |
 * | loss of a day | 2 % | 5 % | 10 % |
 * | drawdown | 10 % | 20 % | 35 % |
 * | losses in a row, and the pause after them | 3, a day | 5, 4 hours | 8, an hour |
 * | orders in a second and in a minute | 1, 10 | 2, 30 | 5, 120 |
 * | distance from the reference price | 2 % | 5 % | 10 % |
 * | times the usual order | 5 | 10 | 20 |
 *
 * @example
 * ```ts
 * import { defineLimits, RiskLimits } from 'peak-trade'
 *
 * RiskLimits.moderate.maxOpenPositions // 5
 * defineLimits({ ...RiskLimits.moderate, maxOpenPositions: 2 }).maxOpenPositions // 2
 * ```
 */
export const RiskLimits: Readonly<Record<LimitsPreset, RiskLimits>> = Object.freeze({
  conservative: Object.freeze({
    maxOrderNotional: Object.freeze({ equity: 0.05 }),
    maxSymbolExposure: Object.freeze({ equity: 0.1 }),
    maxTotalExposure: Object.freeze({ equity: 0.3 }),
    maxOpenPositions: 3,
    maxLeverage: 1,
    minFreeCash: Object.freeze({ equity: 0.5 }),
    maxDailyLossShare: 0.02,
    maxDrawdown: 0.1,
    maxConsecutiveLosses: 3,
    coolDownMs: 86_400_000,
    maxOrdersPerSecond: 1,
    maxOrdersPerMinute: 10,
    priceCollar: 0.02,
    fatFinger: Object.freeze({ multiple: 5, first: Object.freeze({ equity: 0.05 }) }),
  }),
  moderate: Object.freeze({
    maxOrderNotional: Object.freeze({ equity: 0.1 }),
    maxSymbolExposure: Object.freeze({ equity: 0.2 }),
    maxTotalExposure: Object.freeze({ equity: 0.5 }),
    maxOpenPositions: 5,
    maxLeverage: 1,
    minFreeCash: Object.freeze({ equity: 0.2 }),
    maxDailyLossShare: 0.05,
    maxDrawdown: 0.2,
    maxConsecutiveLosses: 5,
    coolDownMs: 14_400_000,
    maxOrdersPerSecond: 2,
    maxOrdersPerMinute: 30,
    priceCollar: 0.05,
    fatFinger: Object.freeze({ multiple: 10, first: Object.freeze({ equity: 0.1 }) }),
  }),
  aggressive: Object.freeze({
    maxOrderNotional: Object.freeze({ equity: 0.25 }),
    maxSymbolExposure: Object.freeze({ equity: 0.5 }),
    maxTotalExposure: Object.freeze({ equity: 1.5 }),
    maxOpenPositions: 15,
    maxLeverage: 2,
    minFreeCash: 0,
    maxDailyLossShare: 0.1,
    maxDrawdown: 0.35,
    maxConsecutiveLosses: 8,
    coolDownMs: 3_600_000,
    maxOrdersPerSecond: 5,
    maxOrdersPerMinute: 120,
    priceCollar: 0.1,
    fatFinger: Object.freeze({ multiple: 20, first: Object.freeze({ equity: 0.25 }) }),
  }),
})
