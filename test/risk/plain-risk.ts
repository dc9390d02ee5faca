import type { RiskLimits, RiskOptions, RiskOrder } from '../../src/index.ts'

/** Everything that is known, as plain as it gets. */
export interface World {
  cash: number
  positions: Record<string, { quantity: number }>
  openOrders: RiskOrder[]
  prices: Record<string, number>
}

/** What limits measure, written from their definitions. */
export interface Measured {
  symbolExposure: number
  symbolNet: number
  exposure: number
  positions: number
  equity: number
  freeCash: number
  valueAtRisk: number
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** Every position that can come about when any of the orders fill, in any sequence. */
export function reach(position: number, orders: readonly RiskOrder[]): number[] {
  const found = [position]
  for (const [k, { side, quantity, reduceOnly }] of orders.entries()) {
    const rest = orders.filter((_, j) => j !== k)
    const wanted = side === 'buy' ? quantity : -quantity
    const against = position !== 0 && Math.sign(wanted) !== Math.sign(position)
    const filled = reduceOnly === true ? (against ? Math.sign(wanted) * Math.min(quantity, Math.abs(position)) : 0) : wanted
    found.push(...reach(position + filled, rest))
  }
  return found
}

const largest = (positions: readonly number[]) => Math.max(...positions.map(Math.abs))
const ofSymbol = (world: World, symbol: string) => world.openOrders.filter(order => order.symbol === symbol)
const held = (world: World, symbol: string) => world.positions[symbol]?.quantity ?? 0
const symbolsOf = (world: World) => [...new Set([...Object.keys(world.positions), ...world.openOrders.map(({ symbol }) => symbol)])]

export function unitOf(world: World, symbol: string, options: RiskOptions | undefined): number {
  if (!(world.prices[symbol] > 0 && world.prices[symbol] < Number.POSITIVE_INFINITY)) return Number.NaN
  return world.prices[symbol] * rateOf(symbol, options)
}

function rateOf(symbol: string, options: RiskOptions | undefined): number {
  const rates: Record<string, number> = { EUR: 1, ...options?.rates }
  return options?.currency === undefined ? 1 : rates[symbol.split('/')[1]]
}

/** The most cash that a symbol can take: some of its orders to buy fill, and what is short then is bought back. */
function claimOf(world: World, symbol: string, options: RiskOptions | undefined): number {
  const buys = ofSymbol(world, symbol).filter(({ side, reduceOnly }) => side === 'buy' && reduceOnly !== true)
  const price = unitOf(world, symbol, options) / rateOf(symbol, options)
  const outcomes = [[], buys].map(filled => {
    const after = held(world, symbol) + sum(filled.map(({ quantity }) => quantity))
    return sum(filled.map(order => order.quantity * (order.price ?? price))) + (after < 0 ? -after * price : 0)
  })
  return Math.max(...outcomes) * rateOf(symbol, options)
}

/** Measures an account; `own` is the size of the position that counts for one symbol. */
export function measure(
  world: World,
  options: RiskOptions | undefined,
  limits: RiskLimits,
  own?: { symbol: string; size: number },
): Measured {
  const sizes = symbolsOf(world).map(symbol => ({
    symbol,
    size: own?.symbol === symbol ? own.size : largest(reach(held(world, symbol), ofSymbol(world, symbol))),
  }))
  const worth = sizes.map(({ symbol, size }) => (size === 0 ? 0 : size * unitOf(world, symbol, options)))
  const risks = sizes.map(({ symbol }, k) => (worth[k] === 0 ? 0 : worth[k] * (options?.volatility?.[symbol] ?? Number.NaN)))
  const { confidence = 0.95, correlation: c = 1, days = 1 } = limits.maxValueAtRisk ?? { limit: 0 }
  const z = { 0.95: 1.6448536269514722, 0.99: 2.3263478740408408 }[confidence] as number
  const symbol = own?.symbol ?? ''
  const net = held(world, symbol) + sum(ofSymbol(world, symbol).map(order => signed(order, held(world, symbol))))
  return {
    symbolExposure: own === undefined ? 0 : own.size * unitOf(world, symbol, options),
    symbolNet: own === undefined ? 0 : Math.abs(net) * unitOf(world, symbol, options),
    exposure: sum(worth),
    positions: sizes.filter(({ size }) => size !== 0).length,
    equity:
      world.cash + sum(symbolsOf(world).map(name => (held(world, name) === 0 ? 0 : held(world, name) * unitOf(world, name, options)))),
    freeCash: world.cash - sum(symbolsOf(world).map(name => claimOf(world, name, options))),
    valueAtRisk: z * Math.sqrt(days) * Math.sqrt((1 - c) * sum(risks.map(risk => risk ** 2)) + c * sum(risks) ** 2),
  }
}

/** Open reduce-only orders do not count for what is held when all has filled, but the order itself does, at the end of the list. */
function signed({ side, quantity, reduceOnly, id }: RiskOrder, position: number): number {
  if (reduceOnly === true && id !== 'asked') return 0
  const size = reduceOnly === true ? Math.min(quantity, Math.abs(position)) : quantity
  return side === 'buy' ? size : -size
}

/** Names of all limits that refuse, or `fault` when the order makes no sense or cannot be valued. */
export function refusedBy(limits: RiskLimits, asked: RiskOrder, world: World, options: RiskOptions | undefined): string[] {
  const { symbol, side, quantity, price } = asked
  const good = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value > 0
  const now = held(world, symbol)
  if (!good(quantity) || (price !== undefined && !good(price)) || !['buy', 'sell'].includes(side)) return ['fault']
  if (!good(world.prices[symbol]) || !good(unitOf(world, symbol, options))) return ['fault']
  if (asked.reduceOnly === true && !(side === 'sell' ? now > 0 : now < 0)) return ['fault']
  const order = { ...asked, id: 'asked' }
  const after: World = { ...world, openOrders: [...world.openOrders, order] }
  const onSide = (positions: readonly number[]) => Math.max(0, ...positions.map(position => (side === 'buy' ? position : -position)))
  const can = reach(now, ofSymbol(after, symbol))
  const opens = onSide(can) > onSide(reach(now, ofSymbol(world, symbol)))
  const found = measure(after, options, limits, { symbol, size: opens ? onSide(can) : largest(can) })
  const notional = quantity * Math.max(price ?? 0, world.prices[symbol]) * rateOf(symbol, options)
  const money = (amount: number | { equity: number }) => (typeof amount === 'number' ? amount : amount.equity * Math.max(0, found.equity))
  const over = (value: number, bound: number) => !(value <= bound)
  const state = options?.state
  const at = options?.at ?? Number.NaN
  const today = state !== undefined && at >= state.day.start && at < state.day.end && state.day.zone === (limits.dayZone ?? 'UTC')
  const loss = today ? Math.max(0, state.day.equity - found.equity) : Number.NaN
  const fallen = state === undefined ? Number.NaN : Math.max(0, state.peak - found.equity)
  const sent = (ms: number) => (state === undefined ? Number.NaN : state.orderTimes.filter(time => time > at - ms).length + 1)
  const row = state === undefined ? Number.NaN : at - state.lastLossAt >= (limits.coolDownMs ?? Number.NaN) ? 0 : state.losses + 1
  const sizes = [...(state?.orderSizes ?? [])].sort((a, b) => a - b)
  const usual = (sizes[Math.floor((sizes.length - 1) / 2)] + sizes[Math.ceil((sizes.length - 1) / 2)]) / 2
  const reference = (options?.references ?? world.prices)[symbol]
  const ratio = (part: number, whole: number) => (part === 0 ? 0 : whole > 0 ? part / whole : whole <= 0 ? 1e300 : Number.NaN)
  const age = Math.abs(at - (options?.priceTimes?.[symbol] ?? Number.NaN))

  const refused: string[] = []
  const judge = (name: string, isRefused: boolean, always = false) => {
    if (isRefused && (opens || always)) refused.push(name)
  }
  const l = limits
  if (l.maxOrderNotional !== undefined) judge('max_order_notional', over(notional, money(l.maxOrderNotional)), true)
  if (typeof l.maxOrderQuantity === 'number') judge('max_order_quantity', over(quantity, l.maxOrderQuantity), true)
  else if (l.maxOrderQuantity?.[symbol] !== undefined) judge('max_order_quantity', over(quantity, l.maxOrderQuantity[symbol]), true)
  if (l.fatFinger !== undefined)
    judge('fat_finger', over(notional, sizes.length < 5 ? money(l.fatFinger.first) : l.fatFinger.multiple * usual))
  if (l.maxSymbolExposure !== undefined) judge('max_symbol_exposure', over(found.symbolExposure, money(l.maxSymbolExposure)))
  if (l.maxSymbolNetExposure !== undefined) judge('max_symbol_net_exposure', over(found.symbolNet, money(l.maxSymbolNetExposure)))
  if (l.maxTotalExposure !== undefined) judge('max_total_exposure', over(found.exposure, money(l.maxTotalExposure)))
  if (l.maxOpenPositions !== undefined) judge('max_open_positions', over(found.positions, l.maxOpenPositions))
  if (l.maxLeverage !== undefined) judge('max_leverage', over(ratio(found.exposure, found.equity), l.maxLeverage))
  if (l.maxSymbolConcentration !== undefined)
    judge('max_symbol_concentration', over(ratio(found.symbolExposure, found.equity), l.maxSymbolConcentration))
  if (l.minFreeCash !== undefined) judge('min_free_cash', !(found.freeCash >= money(l.minFreeCash)))
  if (l.maxValueAtRisk !== undefined) judge('max_value_at_risk', over(found.valueAtRisk, money(l.maxValueAtRisk.limit)))
  if (l.maxDailyLoss !== undefined) judge('max_daily_loss', over(loss, l.maxDailyLoss))
  if (l.maxDailyLossShare !== undefined)
    judge('max_daily_loss_share', over(ratio(loss, state?.day.equity ?? Number.NaN), l.maxDailyLossShare))
  if (l.maxDrawdown !== undefined) judge('max_drawdown', over(ratio(fallen, state?.peak ?? Number.NaN), l.maxDrawdown))
  if (l.maxConsecutiveLosses !== undefined) judge('max_consecutive_losses', over(row, l.maxConsecutiveLosses))
  if (l.maxOrdersPerSecond !== undefined) judge('max_orders_per_second', over(sent(1_000), l.maxOrdersPerSecond), true)
  if (l.maxOrdersPerMinute !== undefined) judge('max_orders_per_minute', over(sent(60_000), l.maxOrdersPerMinute), true)
  if (l.priceCollar !== undefined)
    judge('price_collar', over(Math.abs((price ?? world.prices[symbol]) - reference) / reference, l.priceCollar), true)
  if (l.maxPriceAgeMs !== undefined) judge('max_price_age_ms', over(age, l.maxPriceAgeMs), true)
  if (l.allowedSymbols !== undefined) judge('allowed_symbols', !l.allowedSymbols.includes(symbol))
  if (l.allowedSides !== undefined) judge('allowed_sides', !l.allowedSides.includes(side))
  // All sessions of the model are 09:00 to 17:00 UTC from Monday to Friday.
  if (l.tradingHours !== undefined) {
    const date = new Date(at)
    judge('trading_hours', !(date.getUTCDay() % 6 !== 0 && date.getUTCHours() >= 9 && date.getUTCHours() < 17), true)
  }
  return refused
}
