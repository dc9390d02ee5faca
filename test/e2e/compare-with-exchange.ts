import { Decimal } from 'decimal.js'
import type { JournalEntry } from '../../src/execution/journal.ts'
import { OrderLedger } from '../../src/execution/order-ledger.ts'
import { isOver } from '../../src/execution/order-lifecycle.ts'
import type { Controls } from '../exchange-server/controls.ts'
import type { Remote } from '../exchange-server/exchange-process.ts'
import { OPENING, SYMBOL } from './trader.ts'

/** A journal beside the exchange: what there was, and everything that does not agree. */
export interface Comparison {
  readonly orders: number
  readonly fills: number
  readonly entries: number
  /** Orders that were unknown at some time. */
  readonly doubts: number
  /** Orders that never arrived. */
  readonly absent: number
  readonly canceled: number
  /** Client ids that were sent more than once, or have more than one order. */
  readonly duplicates: readonly string[]
  /** Ids of fills that only one side has, or that a side has twice. */
  readonly losses: readonly string[]
  readonly problems: readonly string[]
}

const ends: Readonly<Record<string, string>> = { closed: 'filled', canceled: 'canceled', expired: 'expired' }

/** Compares a journal whose orders are all over with what the exchange itself knows, not with what it says. */
export async function compareWithExchange(entries: readonly JournalEntry[], exchange: Remote<Controls>): Promise<Comparison> {
  const ledger = new OrderLedger(entries)
  const problems = [...ledger.problems, ...[...ledger.strays.keys()].map(id => `stray fill ${id}`)]
  const check = (isSo: boolean, problem: string) => isSo || problems.push(problem)
  entries.forEach(({ sequence }, k) => {
    check(sequence === k, `entry ${sequence} is at ${k}`)
  })
  for (const { type, data } of entries)
    check(type !== 'note' || (data as { kind?: string }).kind !== 'contradiction', `contradiction ${JSON.stringify(data)}`)

  const listed = await exchange.orders.list()
  const there = new Map(listed.map(order => [order.clientId ?? order.id, order]))
  const sent = (await exchange.log.list('AddOrder')).map(({ params }) => String(params.cl_ord_id))
  const duplicates = [...repeated(sent), ...repeated(listed.map(({ clientId, id }) => clientId ?? id))]

  for (const id of [...sent, ...there.keys()]) check(ledger.orders.has(id), `order ${id} is not in the journal`)
  const doubts = new Set<string>()
  let absent = 0
  for (const { type, clientId = '', data } of entries)
    if (type === 'event' && (data as { type: string }).type === 'lose-track') doubts.add(clientId)
  for (const [id, order] of ledger.orders) {
    const other = there.get(id)
    check(isOver(order), `order ${id} is ${order.state}`)
    check(order.overfilled !== true, `order ${id} is overfilled`)
    if (other === undefined) {
      check(order.state === 'rejected' && order.filled === 0, `order ${id} is ${order.state} and not at the exchange`)
      absent++
      continue
    }
    check(order.state === ends[other.status], `order ${id} is ${order.state} here and ${other.status} there`)
    check(new Decimal(order.filled).equals(other.filled), `order ${id} has ${order.filled} here and ${other.filled} there`)
    // One whose answer was lost may have been canceled by its own id.
    const isNamed = order.exchangeId === other.id || (order.exchangeId === undefined && order.state === 'canceled')
    check(isNamed, `order ${id} is ${order.exchangeId} here and ${other.id} there`)
  }

  const truth = await exchange.fills()
  const here = ledger.fills.map(({ fillId }) => fillId)
  const known = new Set(here)
  const real = new Set(truth.map(({ id }) => id))
  const losses = [...repeated(here), ...[...real].filter(id => !known.has(id)), ...here.filter(id => !real.has(id))]
  const held = new Decimal((await exchange.balances()).BTC.total)
  const counted = new Decimal(String(ledger.position(SYMBOL))).plus(OPENING)
  check(counted.minus(held).abs().lt(1e-9), `the journal comes to ${counted.toFixed()}, the exchange holds ${held.toFixed()}`)
  const canceled = listed.filter(({ status }) => status === 'canceled').length
  return {
    orders: ledger.orders.size,
    fills: truth.length,
    entries: entries.length,
    doubts: doubts.size,
    absent,
    canceled,
    duplicates,
    losses,
    problems,
  }
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>()
  return ids.filter(id => seen.has(id) || !seen.add(id))
}
