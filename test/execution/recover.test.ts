import { describe, expect, it } from 'vitest'
import { MemoryJournal } from '../../src/execution/journal.ts'
import { OrderDesk } from '../../src/execution/order-desk.ts'
import { recover } from '../../src/execution/recover.ts'
import { Crash, CrashJournal } from './crash-journal.ts'
import { LyingExchange } from './lying-exchange.ts'
import { moment, openGates, START, SYMBOL, wish } from './shadow-gates.ts'

function world() {
  const disk = new MemoryJournal()
  const exchange = new LyingExchange({ seed: 5, malice: 0 })
  const deskOn = (journal = disk) => new OrderDesk({ session: 's', journal, executor: exchange, gates: openGates() })
  /** The process dies at entry `dieAt`. */
  const diesAt = async (dieAt: number, written: boolean) => {
    const journal = new CrashJournal(disk, { dieAt, written }) as unknown as MemoryJournal
    await expect(deskOn(journal).place(wish({ clientId: 'a' }), moment())).rejects.toThrow(Crash)
    return deskOn()
  }
  return { disk, exchange, deskOn, diesAt }
}

describe('recover', () => {
  it('ends what was approved and never sent', async () => {
    const { diesAt, exchange } = world()
    // Intent, approval; the third entry would say that it is being sent.
    const desk = await diesAt(2, false)
    const { done, unsent, inFlight, plan } = await recover(desk, START + 1)
    expect([done, unsent, inFlight, plan?.clean]).toEqual([true, ['a'], [], true])
    expect(desk.order('a')?.state).toBe('expired')
    expect(exchange.arrivals.size).toBe(0)
  })

  it('waits for what was about to be sent, and then knows that it never arrived', async () => {
    const { diesAt } = world()
    const desk = await diesAt(2, true)
    const early = await recover(desk, START + 1)
    expect([early.done, early.inFlight, early.report.unknown]).toEqual([true, ['a'], ['a']])
    expect(early.plan?.differences.map(({ kind }) => kind)).toEqual(['unresolved'])
    // It may still arrive, so it counts as open, and its id is taken.
    expect(desk.openOrders()).toHaveLength(1)
    expect(await desk.place(wish({ clientId: 'a' }), moment(START + 2))).toMatchObject({ refusals: [{ code: 'gate/duplicate' }] })
    await desk.poll(START + 60_000)
    expect(desk.order('a')).toMatchObject({ state: 'rejected', reason: 'it never arrived' })
    expect(desk.openOrders()).toEqual([])
  })

  it('adopts what was sent and answered while nobody was there, with its fills', async () => {
    const { diesAt, exchange } = world()
    const desk = await diesAt(3, false)
    for (let k = 0; k < 30; k++) exchange.pass(1000)
    const { inFlight, report, plan } = await recover(desk, exchange.now)
    expect([inFlight, report.resolved.length, plan?.clean]).toEqual([['a'], 0, true])
    expect(report.fills.length).toBeGreaterThan(0)
    expect(desk.order('a')?.state).toBe('filled')
    expect(desk.position(SYMBOL)).toBe(1)
    expect(exchange.arrivals.get('a')).toBe(1)
  })

  it('is not done while the exchange does not answer', async () => {
    const { diesAt, exchange } = world()
    const desk = await diesAt(3, true)
    exchange.openOrders = async () => {
      throw new Error('no route')
    }
    const { done, plan, report } = await recover(desk, START + 1)
    expect([done, plan, report.failed]).toEqual([false, undefined, ['open orders: no route']])
    expect(desk.needsRecovery).toBe(true)
    expect(await desk.place(wish({ clientId: 'b' }), moment(START + 2))).toMatchObject({ refusals: [{ code: 'desk/recover' }] })
  })

  it('has nothing to do in a new session, and does the same twice', async () => {
    const { deskOn, diesAt, disk } = world()
    const desk = deskOn()
    expect(desk.needsRecovery).toBe(false)
    expect(await recover(desk, START)).toMatchObject({ done: true, unsent: [], inFlight: [] })
    const dead = await diesAt(3, true)
    await recover(dead, START + 1)
    const entries = disk.read('s').length
    await recover(deskOn(), START + 1)
    expect(disk.read('s')).toHaveLength(entries)
  })
})
