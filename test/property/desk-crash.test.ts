import { describe, expect, it } from 'vitest'
import { clientOrderId } from '../../src/execution/client-order-id.ts'
import { MemoryJournal } from '../../src/execution/journal.ts'
import type { OrderIntent } from '../../src/execution/order.ts'
import { OrderDesk } from '../../src/execution/order-desk.ts'
import { OrderLedger } from '../../src/execution/order-ledger.ts'
import { reconcile, takeSnapshot } from '../../src/execution/reconcile.ts'
import { recover } from '../../src/execution/recover.ts'
import { Crash, CrashJournal } from '../execution/crash-journal.ts'
import { chance, LyingExchange } from '../execution/lying-exchange.ts'
import { moment, openGates, START, SYMBOL } from '../execution/shadow-gates.ts'

/*
 * Sessions that trade with an exchange that loses answers, shows orders late and reports fills twice, while their process dies at any entry of the journal. Whatever
 * happens: no order arrives twice, no fill is lost or counted twice, and in the end both sides hold the same.
 */

const deep = process.env.PEAK_TRADE_DEEP === '1'
const orders = Number(process.env.PEAK_TRADE_CASES ?? (deep ? 25_000 : 2000))
const perSession = 50

interface Tally {
  orders: number
  crashes: number
  polls: number
  unknown: number
  resolved: number
  absent: number
  recoveries: number
  fills: number
  canceled: number
}

interface World {
  readonly session: string
  readonly exchange: LyingExchange
  readonly disk: MemoryJournal
  readonly tally: Tally
}

const count = (): Tally => ({ orders: 0, crashes: 0, polls: 0, unknown: 0, resolved: 0, absent: 0, recoveries: 0, fills: 0, canceled: 0 })

/** A process that may die; a new one starts over the same disk. */
async function alive(
  world: World,
  death: { readonly dieAt: number; readonly written: boolean },
  life: (desk: OrderDesk) => Promise<void>,
): Promise<boolean> {
  try {
    const journal = new CrashJournal(world.disk, death)
    const desk = new OrderDesk({ session: world.session, journal, executor: world.exchange, gates: openGates() })
    while (desk.needsRecovery) {
      world.tally.recoveries++
      await recover(desk, world.exchange.now)
      world.exchange.pass(500)
    }
    await life(desk)
    return true
  } catch (error) {
    if (!(error instanceof Crash)) throw error
    world.tally.crashes++
    return false
  }
}

const immortal = { dieAt: -1, written: true }

function intentOf(world: World, k: number, pick: (below: number) => number): OrderIntent {
  const at = world.exchange.now
  const clientId = clientOrderId({ session: world.session, symbol: SYMBOL, at: START, sequence: k })
  const kind = pick(2) === 0 ? 'market' : 'limit'
  const side = pick(2) === 0 ? 'buy' : 'sell'
  return { clientId, symbol: SYMBOL, side, kind, quantity: (1 + pick(5000)) / 1000, ...(kind === 'limit' ? { price: 100 } : {}), at }
}

/** The same decision at a later time, as a strategy that runs again makes it. */
async function place(desk: OrderDesk, world: World, intent: OrderIntent): Promise<void> {
  const at = world.exchange.now
  const placed = await desk.place({ ...intent, at }, { ...moment(at), account: { cash: 1e12, positions: {} } })
  if (placed.ok) {
    world.tally.orders++
    if (placed.order.state === 'unknown') world.tally.unknown++
  } else {
    const codes = placed.refusals.map(({ code }) => code)
    if (codes.some(code => code !== 'gate/duplicate' && code !== 'gate/self-trade')) throw new Error(codes.join())
  }
}

async function trade(world: World, seed: number, wanted: number): Promise<void> {
  const pick = chance(seed)
  const { exchange, tally } = world
  let k = 0
  let last: OrderIntent | undefined
  while (k < wanted) {
    const death = { dieAt: pick(3) === 0 ? pick(40) : 20 + pick(400), written: pick(2) === 0 }
    await alive(world, death, async desk => {
      // A restarted strategy decides again what it has decided before.
      if (last !== undefined) await place(desk, world, last)
      while (k < wanted) {
        last = intentOf(world, k++, pick)
        // Everything may happen at once.
        if (pick(4) === 0) await together(place(desk, world, last), poll(desk, world), place(desk, world, last), poll(desk, world))
        else await place(desk, world, last)
        exchange.pass(pick(4000))
        if (pick(3) === 0) await poll(desk, world)
        const some = desk.orders()
        if (pick(5) === 0 && some.length > 0) {
          const { outcome } = await desk.cancel(some[pick(some.length)].intent.clientId, exchange.now)
          if (outcome === 'canceled') tally.canceled++
        }
        exchange.pass(pick(4000))
      }
    })
  }
  await settle(world)
}

async function poll(desk: OrderDesk, { exchange, tally }: World): Promise<void> {
  const { resolved } = await desk.poll(exchange.now)
  tally.polls++
  tally.resolved += resolved.length
}

/** All of it, and then the death that happened on the way. */
async function together(...acts: readonly Promise<void>[]): Promise<void> {
  for (const one of await Promise.allSettled(acts)) if (one.status === 'rejected') throw one.reason
}

/** The exchange becomes honest, and time passes until nothing is open. */
async function settle(world: World): Promise<void> {
  const { exchange, tally, disk, session } = world
  exchange.malice = 0
  await alive(world, immortal, async desk => {
    for (let round = 0; round < 40; round++) {
      exchange.pass(10_000)
      await poll(desk, world)
    }
    for (const [id, times] of exchange.arrivals) expect([id, times]).toEqual([id, 1])
    expect([...desk.fills()].sort(byId)).toEqual(
      [...exchange.fills]
        .map(fill => ({ ...fill }))
        .sort(byId)
        .map(fill => withoutOwner(fill, desk)),
    )
    const { positions } = await exchange.account()
    expect(desk.position(SYMBOL)).toBe(positions[SYMBOL] ?? 0)
    for (const { intent, state, exchangeId, filled, overfilled } of desk.orders()) {
      const there = await exchange.find(intent.clientId)
      expect(['filled', 'canceled', 'expired', 'rejected']).toContain(state)
      // One whose answer was lost may be canceled by its own id.
      expect(there !== undefined || exchangeId === undefined).toBe(true)
      expect(there === undefined || exchangeId !== undefined || state === 'canceled').toBe(true)
      if (there !== undefined) expect([state, filled, overfilled]).toEqual([there.state, there.filled, undefined])
      if (there === undefined && state === 'rejected') tally.absent++
    }
    const entries = disk.read(session)
    const ledger = new OrderLedger(entries)
    expect([ledger.problems, [...ledger.strays]]).toEqual([[], []])
    expect(reconcile(desk.orders(), await takeSnapshot(exchange, { since: 0 }), { fills: desk.fills() }).differences).toEqual([])
    tally.fills += exchange.fills.length
  })
}

const byId = (a: { readonly fillId: string }, b: { readonly fillId: string }) => (a.fillId < b.fillId ? -1 : 1)

/** Some lists of fills do not name the order by the client's id. */
function withoutOwner(fill: { readonly fillId: string }, desk: OrderDesk) {
  const mine = desk.fills().find(({ fillId }) => fillId === fill.fillId)
  const { clientId: _, ...rest } = fill as { readonly clientId?: string; readonly fillId: string }
  return mine?.clientId === undefined ? rest : fill
}

function worldOf(seed: number, malice: number, tally: Tally): World {
  const exchange = new LyingExchange({ seed, malice })
  return { session: `crash-${seed}`, exchange, disk: new MemoryJournal(), tally }
}

describe('a desk whose process dies', () => {
  it(`loses nothing and sends nothing twice, in ${orders} orders`, { timeout: 600_000 }, async () => {
    const tally = count()
    for (let seed = 1; tally.orders < orders; seed++) await trade(worldOf(seed, seed % 5 === 0 ? 0.2 : 1, tally), seed * 7919, perSession)
    if (deep) console.log(tally)
    for (const [name, least] of Object.entries({ crashes: 40, unknown: 10, resolved: 30, absent: 40, canceled: 30 } as const))
      expect([name, tally[name as keyof Tally] > orders / least / 2]).toEqual([name, true])
    expect(tally.fills).toBeGreaterThan(orders / 2)
  })

  it('at every single entry of the journal, before it is written and after', { timeout: 120_000 }, async () => {
    for (const seed of deep ? [1, 2, 3, 4, 5, 6, 7, 8] : [1, 2]) {
      let died = true
      for (let dieAt = 0; died; dieAt++) {
        for (const written of [true, false]) {
          const world = worldOf(seed, 1, count())
          const pick = chance(seed)
          died = !(await alive(world, { dieAt, written }, async desk => {
            for (let k = 0; k < 6; k++) {
              await place(desk, world, intentOf(world, k, pick))
              world.exchange.pass(3000)
              await poll(desk, world)
            }
          }))
          await settle(world)
        }
      }
    }
  })
})
