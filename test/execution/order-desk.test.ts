import { describe, expect, it } from 'vitest'
import type { CancelResult, Executor, SubmitResult } from '../../src/execution/executor.ts'
import { type JournalEntry, MemoryJournal } from '../../src/execution/journal.ts'
import type { ExchangeFill } from '../../src/execution/order.ts'
import { OrderDesk, type OrderDeskOptions } from '../../src/execution/order-desk.ts'
import { LyingExchange } from './lying-exchange.ts'
import { moment, openGates, START, SYMBOL, wish } from './shadow-gates.ts'

/** An executor that answers what it is told to. */
function scripted(change: Partial<Executor> = {}) {
  const sent: string[] = []
  const executor: Executor = {
    mode: 'paper',
    submit: async ({ intent }) => {
      sent.push(intent.clientId)
      return { outcome: 'acknowledged', exchangeId: `X-${intent.clientId}` }
    },
    cancel: async () => ({ outcome: 'canceled' }),
    find: async () => undefined,
    openOrders: async () => [],
    fillsSince: async () => [],
    account: async () => ({ cash: 0, positions: {} }),
    ...change,
  }
  return { executor, sent }
}

const deskWith = (change: Partial<OrderDeskOptions> & Pick<OrderDeskOptions, 'executor'>) =>
  new OrderDesk({ session: 's', journal: new MemoryJournal(), gates: openGates(), ...change })

const fillOf = (clientId: string, change: Partial<ExchangeFill> = {}): ExchangeFill => ({
  ...{
    fillId: `F-${clientId}`,
    clientId,
    exchangeId: `X-${clientId}`,
    symbol: SYMBOL,
    side: 'buy',
    quantity: 1,
    price: 100,
    fee: 0.1,
    at: START,
  },
  ...change,
})

const shape = (journal: MemoryJournal) =>
  journal.read('s').map(({ type, data }) => (type === 'event' ? (data as { type: string }).type : type))

describe('an order', () => {
  it('is in the journal, with its approval and that it is being sent, before it leaves', async () => {
    const journal = new MemoryJournal()
    let before: string[] = []
    const { executor } = scripted({
      submit: async ({ intent }) => {
        before = shape(journal)
        return { outcome: 'acknowledged', exchangeId: `X-${intent.clientId}` }
      },
    })
    const desk = deskWith({ journal, executor })
    const placed = await desk.place(wish({ clientId: 'a' }), moment())
    expect(before).toEqual(['intent', 'approval', 'send'])
    expect(shape(journal)).toEqual(['intent', 'approval', 'send', 'acknowledge'])
    expect(placed).toMatchObject({ ok: true, order: { state: 'acknowledged', exchangeId: 'X-a' } })
    expect(desk.openOrders()).toEqual([{ id: 'a', symbol: SYMBOL, side: 'buy', quantity: 1, price: undefined, reduceOnly: undefined }])
  })

  it('that the gates refuse is written down and not sent', async () => {
    const journal = new MemoryJournal()
    const { executor, sent } = scripted()
    const desk = deskWith({ journal, executor })
    const placed = await desk.place(wish({ clientId: 'a', quantity: -1 }), moment())
    expect(placed.ok).toBe(false)
    expect(sent).toEqual([])
    expect(shape(journal)).toEqual(['refusal'])
    expect((journal.read('s')[0].data as { refusals: unknown[] }).refusals).toHaveLength(1)
  })

  it('is sent once, however often it is placed, also by the desk of another process', async () => {
    const journal = new MemoryJournal()
    const { executor, sent } = scripted()
    const desk = deskWith({ journal, executor })
    const [first, second] = await Promise.all([
      desk.place(wish({ clientId: 'a' }), moment()),
      desk.place(wish({ clientId: 'a' }), moment()),
    ])
    expect([first.ok, second.ok]).toEqual([true, false])
    const other = deskWith({ journal, executor })
    expect(other.needsRecovery).toBe(true)
    expect(await other.place(wish({ clientId: 'b' }), moment())).toMatchObject({ ok: false, refusals: [{ code: 'desk/recover' }] })
    other.markRecovered()
    expect(await other.place(wish({ clientId: 'a' }), moment())).toMatchObject({ ok: false, refusals: [{ code: 'gate/duplicate' }] })
    expect(sent).toEqual(['a'])
  })

  it.each<[SubmitResult, string]>([
    [{ outcome: 'rejected', reason: 'no money' }, 'rejected'],
    [{ outcome: 'validated' }, 'canceled'],
    [{ outcome: 'unknown', reason: 'timeout' }, 'unknown'],
  ])('of which the exchange says %j is then %s', async (result, state) => {
    const desk = deskWith(scripted({ submit: async () => result }))
    expect(await desk.place(wish({ clientId: 'a' }), moment())).toMatchObject({ ok: true, order: { state } })
    expect(desk.openOrders()).toHaveLength(state === 'unknown' ? 1 : 0)
  })

  it('whose sending fails is unknown, not sent again', async () => {
    let times = 0
    const submit = async () => {
      times++
      throw new Error('socket hang up')
    }
    const desk = deskWith(scripted({ submit }))
    expect(await desk.place(wish({ clientId: 'a' }), moment())).toMatchObject({ order: { state: 'unknown', reason: 'socket hang up' } })
    await desk.poll(START + 1)
    expect([times, desk.order('a')?.state]).toEqual([1, 'unknown'])
  })

  it('that filled before its answer was lost is known', async () => {
    const executor = scripted({
      submit: async () => {
        desk.take([fillOf('a')], START)
        return { outcome: 'unknown', reason: 'timeout' }
      },
    }).executor
    const desk: OrderDesk = deskWith({ executor })
    expect(await desk.place(wish({ clientId: 'a' }), moment())).toMatchObject({ order: { state: 'filled' } })
  })
})

describe('a fill', () => {
  it('counts once, late, and without the id of the client', async () => {
    const { executor } = scripted()
    const desk = deskWith({ executor })
    await desk.place(wish({ clientId: 'a', quantity: 0.3 }), moment())
    await desk.cancel('a', START)
    const parts = [0.1, 0.2].map((quantity, k) => fillOf('a', { fillId: `F-${k}`, quantity, clientId: undefined }))
    expect(desk.take([...parts, parts[0]], START)).toHaveLength(2)
    expect(desk.take(parts, START + 5)).toEqual([])
    expect(desk.order('a')).toMatchObject({ state: 'filled', filled: 0.3, averagePrice: 100 })
    expect(desk.position(SYMBOL)).toBe(0.3)
    expect(desk.fills()).toHaveLength(2)
  })

  it('of somebody else is left alone', async () => {
    const desk = deskWith(scripted())
    expect(desk.take([fillOf('stranger')], START)).toEqual([])
    expect(desk.position(SYMBOL)).toBe(0)
  })

  it('that cannot be is written down once, and counts nowhere', async () => {
    const journal = new MemoryJournal()
    const desk = deskWith({ journal, ...scripted() })
    await desk.place(wish({ clientId: 'a' }), moment())
    const odd = fillOf('a', { price: Number.NaN })
    desk.take([odd], START)
    desk.take([odd, fillOf('a', { fillId: 'F-2', side: 'sell' })], START)
    const notes = journal.read('s').filter(({ type }) => type === 'note') as (JournalEntry & { data: { kind: string } })[]
    expect(notes.map(({ data }) => data.kind)).toEqual(['stray-fill', 'stray-fill'])
    expect([...desk.ledger.strays.keys()]).toEqual(['F-a', 'F-2'])
    expect(desk.position(SYMBOL)).toBe(0)
    expect([...deskWith({ journal, ...scripted() }).ledger.strays.keys()]).toEqual(['F-a', 'F-2'])
  })
})

describe('a cancel', () => {
  it('is asked for once it is written down; what was not open stays what it is', async () => {
    const answers: CancelResult[] = [
      { outcome: 'unknown', reason: 'timeout' },
      { outcome: 'not-open', state: 'filled' },
      { outcome: 'canceled' },
    ]
    const journal = new MemoryJournal()
    const desk = deskWith({ journal, ...scripted({ cancel: async () => answers.shift() as CancelResult }) })
    await desk.place(wish({ clientId: 'a' }), moment())
    expect(await desk.cancel('a', START)).toMatchObject({ outcome: 'unknown' })
    expect(await desk.cancel('a', START)).toEqual({ outcome: 'not-open', state: 'filled' })
    expect(desk.order('a')?.state).toBe('acknowledged')
    expect(await desk.cancel('a', START)).toEqual({ outcome: 'canceled' })
    expect(desk.order('a')).toMatchObject({ state: 'canceled', reason: 'on request' })
    expect(journal.read('s').filter(({ type }) => type === 'note')).toHaveLength(3)
  })

  it('that fails is unknown; one of an order that there is not is an error', async () => {
    const cancel = async () => {
      throw new Error('502')
    }
    const desk = deskWith(scripted({ cancel }))
    await desk.place(wish({ clientId: 'a' }), moment())
    expect(await desk.cancel('a', START)).toEqual({ outcome: 'unknown', reason: '502' })
    await expect(desk.cancel('b', START)).rejects.toThrow(expect.objectContaining({ code: 'desk/order' }))
  })
})

describe('a desk', () => {
  it('sends nothing when the journal cannot be written, and is then at an end', async () => {
    class Broken extends MemoryJournal {
      override append(): void {
        throw new Error('disk full')
      }
    }
    const { executor, sent } = scripted()
    const desk = deskWith({ journal: new Broken(), executor })
    await expect(desk.place(wish({ clientId: 'a' }), moment())).rejects.toThrow('disk full')
    await expect(desk.poll(START)).rejects.toThrow('disk full')
    await expect(desk.place(wish({ clientId: 'b' }), moment())).rejects.toThrow('disk full')
    expect(sent).toEqual([])
  })

  it('writes down what two sides say against each other', async () => {
    const journal = new MemoryJournal()
    const desk = deskWith({ journal, ...scripted() })
    await desk.place(wish({ clientId: 'a' }), moment())
    desk.take([fillOf('a')], START)
    desk.settle('a', { outcome: 'rejected', reason: 'what?' }, START)
    expect(desk.order('a')?.state).toBe('filled')
    expect(journal.read('s').at(-1)?.data).toMatchObject({ kind: 'contradiction', clientId: 'a' })
  })

  it('knows after a restart what it knew before', async () => {
    const journal = new MemoryJournal()
    const exchange = new LyingExchange({ seed: 3, malice: 0.5 })
    const desk = deskWith({ journal, executor: exchange, opening: { [SYMBOL]: 5 } })
    for (let k = 0; k < 30; k++) {
      await desk.place(wish({ clientId: `c-${k}`, at: exchange.now }), moment(exchange.now))
      exchange.pass(1000)
      await desk.poll(exchange.now)
    }
    const again = deskWith({ journal, executor: exchange })
    expect(again.orders()).toEqual(desk.orders())
    expect(again.fills()).toEqual(desk.fills())
    expect(again.openOrders()).toEqual(desk.openOrders())
    expect(again.position(SYMBOL)).toBe(desk.position(SYMBOL))
    expect(again.ledger.opening).toEqual({ [SYMBOL]: 5 })
  })

  it('needs the id of its session', () => {
    expect(() => deskWith({ session: '', ...scripted() })).toThrow(expect.objectContaining({ code: 'desk/session' }))
  })
})
