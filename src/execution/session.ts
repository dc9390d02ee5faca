import type { Bar } from '../market/bars.ts'
import type { AnyStrategyClass } from '../strategies/strategy.ts'
import { type ShadowResult, ShadowSession, type ShadowSessionOptions } from './shadow-session.ts'

/**
 * What a session trades, and where its bars come from.
 */
export interface TradeSessionOptions<C extends AnyStrategyClass = AnyStrategyClass> extends ShadowSessionOptions<C> {
  /** Closed bars, in order: a list, or a feed that gives each one when it closes. */
  readonly source: Iterable<Bar> | AsyncIterable<Bar>
  /** Called after every bar. */
  readonly onBar?: ((bar: Bar, session: ShadowSession) => void) | undefined
  /** Ends the session after the bar at which it is. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs a strategy as a shadow session: it follows bars as they close, and every order that it makes passes the gates and is written to the journal before
 * it fills on a simulated exchange. Over the bars of a backtest, with the same settings, it gives the fills and the equity of that backtest.
 *
 * @throws {@link ConfigError} `session/executor` unless the desk has a `shadowExecutor`, `session/used` when the session was traded before; what bars, strategy and
 * journal throw.
 *
 * @example
 * ```ts
 * import { backtest, defaultEnvironment, defineLimits, Gatekeeper, LimitBreaker, MaCrossover, MemoryJournal, OrderDesk } from 'peak-trade'
 * import { eachBar, shadowExecutor, startOfDay, syntheticBars, tradeSession } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500, symbol: 'BTC/EUR', timeframe: '1h' })
 * const settings = { capital: 10_000, costs: { feeBps: 10 }, exits: { stopLoss: 0.02 } }
 * const gates = new Gatekeeper({
 *   ...{ environment: defaultEnvironment, breaker: new LimitBreaker(), instruments: {} },
 *   limits: defineLimits({ fatFinger: { multiple: 10, first: { equity: 1 } } }),
 *   state: startOfDay(undefined, { at: bars.time[0], equity: settings.capital }),
 * })
 * const executor = shadowExecutor({ symbol: bars.symbol, settings })
 * const desk = new OrderDesk({ session: 'shadow-1', journal: new MemoryJournal(), executor, gates })
 * const result = await tradeSession({ strategy: MaCrossover, timeframe: '1h', desk, source: eachBar(bars) })
 * const expected = backtest(MaCrossover, bars, settings)
 * result.fills.length === expected.fills.length // true
 * result.equity[499] === expected.equity[499] // true
 * ```
 */
export async function tradeSession<C extends AnyStrategyClass>(options: TradeSessionOptions<C>): Promise<ShadowResult> {
  const { source, onBar, signal, ...rest } = options
  const session = new ShadowSession(rest as ShadowSessionOptions)
  const isOver = () => signal?.aborted === true
  if (isOver()) return session.result()
  for await (const bar of source) {
    session.onBar(bar)
    onBar?.(bar, session)
    if (isOver()) break
  }
  return session.result()
}
