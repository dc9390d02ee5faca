import * as z from 'zod/mini'

const number = z.optional(z.number('must be a number'))
const oneOf = <const T extends readonly string[]>(...words: T) => z.optional(z.enum(words, `must be ${words.join(' or ')}`))

/** The settings of a backtest as a file has them, in snake_case: which keys there are. What values they may have `resolveSettings` says. */
export const settingsSchema = z.strictObject({
  capital: number,
  fill_at: oneOf('open', 'close'),
  max_leverage: number,
  sizing: z.optional(
    z.strictObject({
      fraction: number,
      units: number,
      notional: number,
      risk: number,
      volatility: number,
      period: number,
      kelly: number,
      trades: number,
      minimum: number,
    }),
  ),
  rebalance: z.optional(
    z.union([z.literal('change'), z.strictObject({ band: number, every: number })], { error: 'must be "change", { band } or { every }' }),
  ),
  costs: z.optional(
    z.strictObject({
      fee_bps: number,
      slippage_bps: number,
      maker_fee_bps: number,
      minimum_fee: number,
      half_spread_bps: number,
      impact_bps: number,
      impact: oneOf('sqrt', 'linear'),
      participation: number,
      borrow_rate: number,
      funding_rate: number,
    }),
  ),
  exits: z.optional(
    z.strictObject({
      stop_loss: number,
      take_profit: number,
      trailing_stop: number,
      stop_atr: number,
      target_atr: number,
      trailing_atr: number,
      atr_period: number,
      break_even: number,
      max_bars: number,
      target_fill: oneOf('market', 'limit'),
      same_bar: oneOf('stop', 'target'),
    }),
  ),
  instrument: z.optional(z.strictObject({ tick: number, lot: number, min_notional: number })),
})
