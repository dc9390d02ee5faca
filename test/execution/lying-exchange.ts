import { type Approved, redeemApproval } from '../../src/execution/approve.ts'
import type { CancelResult, ExchangeAccount, ExchangeOrder, Executor, SubmitResult } from '../../src/execution/executor.ts'
import type { ExchangeFill } from '../../src/execution/order.ts'
import { START } from './shadow-gates.ts'

/** Numbers that look random and are not. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

interface Known {
  order: ExchangeOrder
  /** From then on questions find it. */
  visibleAt: number
}

interface Told {
  readonly fill: ExchangeFill
  /** From then on lists have it. */
  visibleAt: number
}

/**
 * An exchange that does everything that exchanges do: takes orders and loses the answer, answers an error before it takes them, shows them late, reports fills late,
 * twice, in another order and in parts, fills after a cancel, cancels by itself, and fails to answer. What is true is kept beside; it never lies about that.
 */
export class LyingExchange implements Executor {
  readonly mode = 'paper'
  /** The truth: every fill, once. */
  readonly fills: ExchangeFill[] = []
  /** How often an id arrived. */
  readonly arrivals = new Map<string, number>()
  now = START
  /** From 0 (honest) to 1. */
  malice: number

  private readonly known = new Map<string, Known>()
  private readonly told: Told[] = []
  private readonly under: { readonly due: number; readonly arrive: () => void }[] = []
  private readonly pick: (below: number) => number

  constructor({ seed, malice }: { readonly seed: number; readonly malice: number }) {
    this.pick = chance(seed)
    this.malice = malice
  }

  /** Answers take their time, so that others come in between. */
  private async wait(): Promise<void> {
    for (let k = this.pick(6); k > 0; k--) await Promise.resolve()
  }

  private lies(oneIn: number): boolean {
    return this.pick(1_000_000) < (this.malice * 1_000_000) / oneIn
  }

  async submit(approved: Approved, at: number): Promise<SubmitResult> {
    if (!redeemApproval(approved, at).ok) return { outcome: 'rejected', reason: 'no approval' }
    const { intent } = approved
    const { clientId, symbol, side, kind, quantity, price } = intent
    const exchangeId = `X-${clientId}`
    const arrive = () => {
      this.arrivals.set(clientId, (this.arrivals.get(clientId) ?? 0) + 1)
      const visibleAt = this.now + (this.lies(4) ? this.pick(20_000) : 0)
      const order: ExchangeOrder = {
        clientId,
        exchangeId,
        symbol,
        side,
        kind,
        quantity,
        price,
        filled: 0,
        averagePrice: Number.NaN,
        state: 'open',
        at: this.now,
      }
      this.known.set(clientId, { order, visibleAt })
    }
    await this.wait()
    if (this.lies(12)) return { outcome: 'rejected', reason: 'insufficient funds' }
    // It never arrives.
    if (this.lies(12)) throw new Error('connection reset')
    // It arrives later than the answer that never came, within the visibility window of the desk.
    if (this.lies(12)) {
      this.under.push({ due: this.now + this.pick(30_000), arrive })
      throw new Error('timeout')
    }
    arrive()
    if (this.lies(6)) return { outcome: 'unknown', reason: 'timeout after sending' }
    if (this.lies(12)) throw new Error('502 bad gateway')
    if (this.lies(6)) this.fillSome(clientId)
    await this.wait()
    return { outcome: 'acknowledged', exchangeId }
  }

  async cancel(clientId: string): Promise<CancelResult> {
    if (this.lies(6)) throw new Error('timeout')
    const known = this.known.get(clientId)
    if (known === undefined) return { outcome: 'not-open', state: 'absent' }
    if (known.order.state !== 'open') return { outcome: 'not-open', state: known.order.state }
    if (this.lies(4)) this.fillSome(clientId)
    if (known.order.state === 'open') known.order = { ...known.order, state: 'canceled' }
    return this.lies(6) ? { outcome: 'unknown', reason: 'timeout' } : { outcome: 'canceled' }
  }

  async find(clientId: string): Promise<ExchangeOrder | undefined> {
    await this.wait()
    if (this.lies(8)) throw new Error('rate limit')
    const known = this.known.get(clientId)
    return known === undefined || known.visibleAt > this.now ? undefined : known.order
  }

  async openOrders(): Promise<readonly ExchangeOrder[]> {
    await this.wait()
    if (this.lies(8)) throw new Error('rate limit')
    return [...this.known.values()]
      .filter(({ order, visibleAt }) => order.state === 'open' && visibleAt <= this.now)
      .map(({ order }) => order)
  }

  async fillsSince(at: number): Promise<readonly ExchangeFill[]> {
    await this.wait()
    if (this.lies(8)) throw new Error('rate limit')
    const seen = this.told.filter(({ fill, visibleAt }) => fill.at >= at && visibleAt <= this.now).map(({ fill }) => fill)
    const twice = seen.flatMap(fill => (this.lies(5) ? [fill, fill] : [fill]))
    if (this.lies(2)) for (let k = twice.length - 1; k > 0; k--) swap(twice, k, this.pick(k + 1))
    // Some exchanges know only their own id in a list of fills.
    return twice.map(fill => (this.lies(4) ? { ...fill, clientId: undefined } : fill))
  }

  async account(): Promise<ExchangeAccount> {
    const positions: Record<string, number> = {}
    // Counted in thousandths, as the quantities are.
    for (const { symbol, side, quantity } of this.fills)
      positions[symbol] = (Math.round((positions[symbol] ?? 0) * 1000) + (side === 'buy' ? 1 : -1) * Math.round(quantity * 1000)) / 1000
    return { cash: 0, positions }
  }

  /** Time passes: orders arrive, fill, and are canceled by the exchange. */
  pass(ms: number): void {
    this.now += ms
    for (const one of this.under.filter(({ due }) => due <= this.now)) {
      this.under.splice(this.under.indexOf(one), 1)
      one.arrive()
    }
    for (const [clientId, known] of this.known) {
      if (known.order.state !== 'open') continue
      if (this.pick(3) === 0) this.fillSome(clientId)
      else if (this.lies(30)) known.order = { ...known.order, state: this.pick(2) === 0 ? 'canceled' : 'expired' }
    }
  }

  private fillSome(clientId: string): void {
    const known = this.known.get(clientId) as Known
    const { order } = known
    const { symbol, side, exchangeId } = order
    const left = Math.round((order.quantity - order.filled) * 1000)
    const size = this.pick(2) === 0 ? left : 1 + this.pick(left)
    const filled = Math.round(order.filled * 1000 + size) / 1000
    known.order = { ...order, filled, averagePrice: 100, state: filled === order.quantity ? 'filled' : 'open' }
    const fillId = `F-${this.fills.length}`
    const fill = { fillId, clientId, exchangeId, symbol, side, quantity: size / 1000, price: 100, fee: 0.1, at: this.now } as const
    this.fills.push(fill)
    this.told.push({ fill, visibleAt: this.now + (this.lies(3) ? this.pick(120_000) : 0) })
  }
}

function swap<T>(list: T[], a: number, b: number): void {
  const kept = list[a]
  list[a] = list[b]
  list[b] = kept
}
