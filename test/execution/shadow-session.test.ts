import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import type { BacktestSettingsInput } from '../../src/engine/settings.ts'
import { eachBar } from '../../src/execution/each-bar.ts'
import { MemoryJournal } from '../../src/execution/journal.ts'
import { OrderDesk } from '../../src/execution/order-desk.ts'
import { ShadowSession, type ShadowSessionOptions } from '../../src/execution/shadow-session.ts'
import { paperExecutor, shadowExecutor } from '../../src/execution/simulated-executor.ts'
import { type Bars, sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { openGates } from './shadow-gates.ts'

const bars = syntheticBars({ seed: 3, length: 400, symbol: 'BTC/EUR', timeframe: '1h' })
const settings: BacktestSettingsInput = { costs: { feeBps: 10 }, exits: { stopLoss: 0.01 } }

function sessionOf(change: Partial<ShadowSessionOptions> = {}, gates = openGates()) {
  const journal = new MemoryJournal()
  const desk = new OrderDesk({ session: 's', journal, executor: shadowExecutor({ symbol: bars.symbol, settings }), gates })
  return { journal, desk, session: new ShadowSession({ strategy: MaCrossover, timeframe: '1h', desk, ...change }) }
}

const play = (session: ShadowSession, some: Bars) => {
  for (const bar of eachBar(some)) session.onBar(bar)
  return session.result()
}

describe('a shadow session', () => {
  it('learns from a history without trading on it', () => {
    const from = 100
    const { session } = sessionOf({ history: sliceBars(bars, 0, from) })
    const { fills, equity } = play(session, sliceBars(bars, from))
    expect(equity).toHaveLength(bars.length - from)
    expect(Math.min(...fills.map(({ index }) => index))).toBeGreaterThanOrEqual(from)
    // Without it, the slow average is not known before bar 50.
    expect(play(sessionOf().session, sliceBars(bars, from)).fills[0].index).toBeGreaterThanOrEqual(50)
    expect(fills[0].index).toBeLessThan(from + 60)
  })

  it('writes down what it trades, and marks the account for the limits', () => {
    const { journal, session, desk } = sessionOf({ params: { fast: 5, slow: 20 } })
    const { equity } = play(session, bars)
    expect(journal.read('s')[0].data).toMatchObject({ kind: 'session', strategy: 'ma_crossover', params: { fast: 5, slow: 20 } })
    expect(desk.gates.state.peak).toBe(Math.max(1e12, ...equity))
    expect(desk.gates.state.day.equity).toBeLessThan(1e6)
  })

  it('counts losing trades for the limits', () => {
    const { session, desk } = sessionOf()
    const { fills } = play(session, bars)
    const { trades } = backtest(MaCrossover, bars, settings)
    const closed = trades.filter(({ exitReason }) => exitReason !== 'open')
    const lastWin = closed.findLastIndex(({ pnl }) => pnl > 0)
    expect(fills.length).toBeGreaterThan(4)
    expect(desk.gates.state.losses).toBe(closed.length - 1 - lastWin)
  })

  it('asks for a desk of its own kind and a session without a past', () => {
    const paper = new OrderDesk({
      session: 's',
      journal: new MemoryJournal(),
      executor: paperExecutor({ symbol: 'A' }),
      gates: openGates(),
    })
    expect(() => sessionOf({ desk: paper })).toThrow(expect.objectContaining({ code: 'session/executor' }))
    const { journal, desk, session } = sessionOf()
    session.onBar([...eachBar(bars)][0])
    expect(() => sessionOf({ desk })).toThrow(expect.objectContaining({ code: 'session/used' }))
    const again = new OrderDesk({ session: 's', journal, executor: shadowExecutor({ symbol: bars.symbol }), gates: openGates() })
    expect(() => sessionOf({ desk: again })).toThrow(expect.objectContaining({ code: 'session/used' }))
  })

  it('refuses a bar that cannot be the next one', () => {
    const { session } = sessionOf()
    play(session, sliceBars(bars, 0, 10))
    expect(() => session.onBar([...eachBar(bars)][3])).toThrow(expect.objectContaining({ code: 'bars/order' }))
    expect(session.result().equity).toHaveLength(10)
  })
})
