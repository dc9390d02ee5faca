import type { Balances, Exchange, Order } from 'ccxt'
import { Decimal } from 'decimal.js'
import { ConfigError, EdgeError } from '../../base/errors.ts'
import { type Approved, redeemApproval } from '../../execution/approve.ts'
import type { Environment } from '../../execution/environment.ts'
import type { CancelResult, ExchangeAccount, ExchangeOrder, Executor, SubmitResult } from '../../execution/executor.ts'
import type { ExchangeFill, OrderIntent } from '../../execution/order.ts'
import type { ExchangeFault } from './error-mapping.ts'
import type { ExchangeConnection } from './exchange-connection.ts'
import { clientIdOf, toExchangeFill, toExchangeOrder } from './exchange-records.ts'
import { fetchFills } from './fetch-fills.ts'

/** What asks an exchange to check an order and not to place it. */
const validations: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { kraken: { validate: true } }

/**
 * What a testnet executor is made of.
 *
 * @example
 * ```ts
 * import { type CcxtExecutorOptions, connectExchange } from 'peak-trade/ccxt'
 *
 * const connection = await connectExchange({ exchange: 'binance', sandbox: true })
 * const options: CcxtExecutorOptions = { connection, environment: { mode: 'testnet', testnetDryRun: false }, symbols: ['BTC/USDT', 'ETH/USDT'] }
 * options.symbols.length // 2
 * ```
 */
export interface CcxtExecutorOptions {
  /** With a key that may trade; see `readCredentials`. */
  readonly connection: ExchangeConnection
  /** Of mode `testnet`. */
  readonly environment: Pick<Environment, 'mode' | 'testnetDryRun'>
  /** What may be traded. All have one quote currency, which is the cash. */
  readonly symbols: readonly string[]
  /** True: orders are checked by the exchange and never placed. Always so with `testnetDryRun`, and where there is no sandbox. */
  readonly validateOnly?: boolean | undefined
}

/**
 * Sends approved orders to the sandbox of an exchange, or has the exchange validate them where there is none (Kraken, spot). Real orders are impossible:
 * it is made for mode `testnet` only, and a connection that is not harmless can only validate.
 *
 * An order goes out once, under its client id. Whatever is not a clear yes or a clear no is `unknown`, and `find` tells. Questions are asked again when the
 * exchange does not answer; orders never are. When it only validates, it has no orders and no fills, and cancels nothing: what the account holds besides is
 * none of its business.
 *
 * @throws {@link ConfigError} `executor/live` for another mode than testnet, `executor/validate` when the exchange can neither hold orders harmlessly nor
 * validate them, `executor/symbols` for none, or for different quote currencies.
 *
 * @example
 * ```ts
 * import type { ConfigError } from 'peak-trade'
 * import { ccxtExecutor, connectExchange } from 'peak-trade/ccxt'
 *
 * const connection = await connectExchange({ exchange: 'kraken' })
 * const environment = { mode: 'testnet', testnetDryRun: false } as const
 * const executor = ccxtExecutor({ connection, environment, symbols: ['BTC/EUR'] })
 * executor.validateOnly // true
 * let code = ''
 * try {
 *   ccxtExecutor({ connection, environment: { ...environment, mode: 'live' }, symbols: ['BTC/EUR'] })
 * } catch (error) {
 *   code = (error as ConfigError).code
 * }
 * code // 'executor/live'
 * ```
 */
export function ccxtExecutor(options: CcxtExecutorOptions): CcxtExecutor {
  return new CcxtExecutor(options)
}

/**
 * An executor on ccxt; made by {@link ccxtExecutor}.
 *
 * @example
 * ```ts
 * import { type CcxtExecutor, ccxtExecutor, connectExchange } from 'peak-trade/ccxt'
 *
 * const connection = await connectExchange({ exchange: 'kraken' })
 * const executor: CcxtExecutor = ccxtExecutor({ connection, environment: { mode: 'testnet', testnetDryRun: true }, symbols: ['BTC/EUR'] })
 * executor.mode // 'testnet'
 * ```
 */
export class CcxtExecutor implements Executor {
  readonly mode = 'testnet'
  /** True when no order is ever placed. */
  readonly validateOnly: boolean

  private readonly connection: ExchangeConnection
  private readonly symbols: readonly string[]
  private readonly currency: string
  /** Client ids by the exchange's ids, as far as they are known. */
  private readonly clientIds = new Map<string, string | undefined>()
  /** And the other way around. */
  private readonly addresses = new Map<string, { readonly exchangeId: string; readonly symbol: string }>()

  /** @internal */
  constructor({ connection, environment, symbols, validateOnly = false }: CcxtExecutorOptions) {
    if (environment.mode !== 'testnet')
      throw new ConfigError(
        'executor/live',
        `an executor on an exchange is for mode testnet only, and the mode is ${String(environment.mode)}; live is locked`,
      )
    const quotes = [...new Set(symbols.map(symbol => /^[^/]+\/([^/:]+)$/.exec(symbol)?.[1] ?? ''))]
    if (quotes.length !== 1 || quotes[0] === '')
      throw new ConfigError(
        'executor/symbols',
        `the symbols are ${symbols.join(', ') || 'none'}; give spot symbols of one quote currency, such as BTC/EUR and ETH/EUR`,
      )
    // Whatever is not exactly off is on.
    this.validateOnly = validateOnly || environment.testnetDryRun !== false || !connection.isHarmless
    if (this.validateOnly && !(connection.id in validations))
      throw new ConfigError(
        'executor/validate',
        `${connection.id} cannot check an order without placing it${connection.isHarmless ? '' : '; connect with { sandbox: true }'}`,
        { exchange: connection.id },
      )
    this.connection = connection
    this.symbols = [...symbols]
    this.currency = quotes[0]
  }

  async submit(order: Approved, at: number): Promise<SubmitResult> {
    const verdict = redeemApproval(order, at)
    if (!verdict.ok) return rejected(verdict.refusals.map(({ message }) => message).join('; '))
    if (order.mode !== 'testnet') return rejected(`the order was approved for ${order.mode}, and this is an executor for testnet`)
    const { intent } = order
    const { now } = this.connection.world
    const began = now()
    const fault = await this.prepare(intent)
    if (fault !== undefined) return rejected(fault)
    // The first order waits for the list of symbols; what was approved for now is not sent later.
    const waited = now() - began
    if (!(at + waited < order.expiresAt))
      return rejected(`it took ${waited} ms to get ready, and the approval does not count that long; nothing was sent`)
    if (this.validateOnly || order.dryRun) return this.validate(intent)
    return this.place(intent)
  }

  async cancel(clientId: string): Promise<CancelResult> {
    if (this.validateOnly) return { outcome: 'not-open', state: 'absent' }
    try {
      const address = this.connection.id === 'kraken' ? undefined : await this.addressOf(clientId)
      if (address === null) return { outcome: 'not-open', state: 'absent' }
      const canceled = await this.connection.attempt('cancel', client =>
        address === undefined
          ? // Kraken takes the client's id, so nothing has to be asked first.
            client.cancelOrder(undefined as never, undefined, { clientOrderId: clientId })
          : client.cancelOrder(address.exchangeId, address.symbol),
      )
      if (canceled.ok) return { outcome: 'canceled' }
      if (canceled.fault.kind !== 'not-found') return unknown(canceled.fault)
      const now = await this.find(clientId)
      if (now === undefined) return { outcome: 'not-open', state: 'absent' }
      return now.state === 'open' ? unknown(canceled.fault) : { outcome: 'not-open', state: now.state }
    } catch (error) {
      if (error instanceof EdgeError) return { outcome: 'unknown', reason: error.message }
      throw error
    }
  }

  async find(clientId: string): Promise<ExchangeOrder | undefined> {
    if (this.validateOnly) return undefined
    // Open ones first: an order that is filled between the two questions is found by the second one.
    const open = this.read(await this.list('open', clientId), clientId)
    const [found = newest(this.read(await this.list('closed', clientId), clientId))] = open
    return found
  }

  async openOrders(): Promise<readonly ExchangeOrder[]> {
    return this.validateOnly ? [] : this.read(await this.list('open'))
  }

  async fillsSince(at: number): Promise<readonly ExchangeFill[]> {
    if (this.validateOnly) return []
    const trades = await fetchFills(this.connection, { since: at, symbols: this.symbols })
    await this.learn([...new Set(trades.map(({ order }) => order))].filter(id => typeof id === 'string'))
    return trades.map(trade => toExchangeFill(trade, this.clientIds.get(trade.order ?? ''))).filter(fill => fill !== undefined)
  }

  async account(): Promise<ExchangeAccount> {
    const { total } = (await this.connection.query('tell its balances', client => client.fetchBalance())) as Balances
    const held = total as unknown as Readonly<Record<string, number | undefined>>
    const positions = this.symbols.map(symbol => [symbol, held[symbol.slice(0, symbol.indexOf('/'))] ?? 0] as const)
    return { cash: held[this.currency] ?? 0, positions: Object.fromEntries(positions) }
  }

  /** Under which id the exchange knows an order; null when it does not. */
  private async addressOf(clientId: string): Promise<{ readonly exchangeId: string; readonly symbol: string } | null> {
    return this.addresses.get(clientId) ?? (await this.find(clientId)) ?? null
  }

  /** What has to be known before an order can go out; why it cannot. */
  private async prepare({ symbol, side, quantity, price, kind, reduceOnly }: OrderIntent): Promise<string | undefined> {
    if (!this.symbols.includes(symbol)) return `${symbol} is not among the symbols of this executor`
    if (reduceOnly && side === 'buy') return 'there are no short positions on a spot market that a purchase could reduce'
    try {
      await this.connection.checkSymbol(symbol)
    } catch (error) {
      if (error instanceof ConfigError || error instanceof EdgeError) return error.message
      throw error
    }
    // ccxt rounds in silence. What goes out is what was approved.
    const { client } = this.connection
    try {
      if (!new Decimal(String(client.amountToPrecision(symbol, quantity))).equals(quantity))
        return `the quantity ${quantity} is not in the steps of ${this.connection.id}`
      if (kind === 'limit' && !new Decimal(String(client.priceToPrecision(symbol, price))).equals(price as number))
        return `the price ${price} is not in the steps of ${this.connection.id}`
    } catch {
      return `the quantity ${quantity} is less than ${this.connection.id} takes`
    }
    return undefined
  }

  private async validate(intent: OrderIntent): Promise<SubmitResult> {
    const params = validations[this.connection.id]
    if (params === undefined)
      return rejected(`${this.connection.id} cannot check an order without placing it, and the approval is for a check only`)
    const checked = await this.connection.attempt('place', client => create(client, intent, params))
    return checked.ok
      ? { outcome: 'validated' }
      : rejected(`${checked.fault.message || checked.fault.name} (it was only to be validated; nothing was placed)`)
  }

  private async place(intent: OrderIntent): Promise<SubmitResult> {
    const { clientId } = intent
    const placed = await this.connection.attempt('place', client => create(client, intent, {}))
    if (!placed.ok)
      return placed.fault.outcome === 'unknown-outcome' ? unknown(placed.fault) : rejected(placed.fault.message || placed.fault.name)
    const { id } = placed.value
    if (typeof id !== 'string' || id === '')
      return { outcome: 'unknown', reason: `${this.connection.id} answered without the id of an order` }
    this.clientIds.set(id, clientId)
    this.addresses.set(clientId, { exchangeId: id, symbol: intent.symbol })
    return { outcome: 'acknowledged', exchangeId: id }
  }

  private async list(which: 'open' | 'closed', clientId?: string): Promise<Order[]> {
    const { connection } = this
    const ask = (symbol: string | undefined, params: object): Promise<Order[]> =>
      connection.query(`list its ${which} orders`, client => {
        if (which === 'open') return client.fetchOpenOrders(symbol, undefined, undefined, params)
        // Some exchanges list what is over only together with what is not.
        return client.has.fetchClosedOrders
          ? client.fetchClosedOrders(symbol, undefined, undefined, params)
          : client.fetchOrders(symbol, undefined, undefined, params)
      })
    if (connection.id === 'kraken') return ask(undefined, clientId === undefined ? {} : { clientOrderId: clientId })
    const lists: Order[][] = []
    for (const symbol of this.symbols) lists.push(await ask(symbol, {}))
    return lists.flat()
  }

  /** Orders in the words of this library; of one client id only when it is given. */
  private read(orders: readonly Order[], clientId?: string): ExchangeOrder[] {
    const known = orders.map(toExchangeOrder).filter(order => order !== undefined)
    for (const order of known) this.clientIds.set(order.exchangeId, order.clientId)
    return clientId === undefined ? known : known.filter(order => order.clientId === clientId)
  }

  /** Finds out which client ids orders have; what cannot be told is left open. */
  private async learn(exchangeIds: readonly string[]): Promise<void> {
    const unknownIds = exchangeIds.filter(id => !this.clientIds.has(id))
    const { connection } = this
    if (connection.id !== 'kraken') return
    for (const id of unknownIds) {
      try {
        const order = await connection.query('show an order', client => client.fetchOrder(id))
        this.clientIds.set(id, clientIdOf(order))
      } catch (error) {
        // The fill counts all the same: it has the exchange's id.
        if (!(error instanceof EdgeError)) throw error
      }
    }
  }
}

function create(client: Exchange, { clientId, symbol, side, kind, quantity, price }: OrderIntent, params: object): Promise<Order> {
  return client.createOrder(symbol, kind, side, quantity, kind === 'limit' ? price : undefined, { clientOrderId: clientId, ...params })
}

/** An id can be used again after its order is over. */
function newest(orders: readonly ExchangeOrder[]): ExchangeOrder | undefined {
  return orders.length === 0 ? undefined : orders.reduce((best, order) => (order.at >= best.at ? order : best))
}

function rejected(reason: string): SubmitResult {
  return { outcome: 'rejected', reason }
}

function unknown({ name, message }: ExchangeFault): { readonly outcome: 'unknown'; readonly reason: string } {
  return { outcome: 'unknown', reason: message === '' ? name : `${name}: ${message}` }
}
