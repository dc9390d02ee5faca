import { describe, expect, it } from 'vitest'
import type { BacktestResult } from '../../src/engine/backtest-result.ts'
import { assumptionNotes } from '../../src/reports/assumption-notes.ts'
import { fixtureResult, trade, waveBars } from './fixture.ts'

const bars = waveBars(50)
/** Enough trades, some costs, fills at the open: nothing to warn of. */
const base = fixtureResult({ bars, trades: Array.from({ length: 30 }, () => trade()) })
const notes = (change: Partial<BacktestResult> = {}) => assumptionNotes({ ...base, ...change })
const text = (title: string, change: Partial<BacktestResult>) => notes(change).find(note => note.title === title)?.text

describe('assumptionNotes', () => {
  it('states how fills were made and what they cost, and warns of nothing without a reason', () => {
    expect(notes()).toEqual([
      {
        kind: 'note',
        tone: 'info',
        title: 'Fills at the next open.',
        text: 'What is decided at a bar’s close is traded at the open of the bar after it.',
      },
      {
        kind: 'note',
        tone: 'info',
        title: 'Costs of every fill:',
        text: '10 bps fee and 5 bps slippage. Buy-and-hold pays them too, once.',
      },
    ])
  })

  it('puts reasons for doubt before assumptions', () => {
    const tones = notes({
      settings: { ...base.settings, fillAt: 'close', costs: { feeBps: 0, slippageBps: 0 } },
      summary: { ...base.summary, trades: 3 },
      trades: [trade({ exitReason: 'liquidation' }), trade({ exitReason: 'open' })],
      assumptions: { ambiguousBars: 1, gapExits: 1, targetBeforeStop: 1 },
    }).map(({ tone }) => tone)
    expect(tones).toEqual(['warning', 'warning', 'warning', 'warning', 'info', 'info', 'info', 'info'])
  })

  it('does not claim the next open when fills were at the close', () => {
    const titles = notes({ settings: { ...base.settings, fillAt: 'close' } }).map(({ title }) => title)
    expect(titles).toEqual(['Fills at the close: optimistic.', 'Costs of every fill:'])
  })

  it('names one kind of costs when the other is free', () => {
    const settings = { ...base.settings, costs: { feeBps: 0, slippageBps: 2.5 } }
    expect(text('Costs of every fill:', { settings })).toContain('0 bps fee and 2.5 bps slippage')
  })

  it('counts in the singular and in the plural', () => {
    const counted = (count: number) => ({ assumptions: { ambiguousBars: count, gapExits: count, targetBeforeStop: count } })
    expect(text('Stop before target.', counted(1))).toBe('1 bar touched both; the stop was taken.')
    expect(text('Stop before target.', counted(1234))).toBe('1,234 bars touched both; the stop was taken.')
    expect(text('Gaps are paid for.', counted(1))).toMatch(/^1 exit filled /)
    expect(text('Gaps are paid for.', counted(2))).toMatch(/^2 exits filled /)
    expect(text('Target at the open.', counted(2))).toMatch(/^2 bars opened /)
    expect(text('Only 1 closed trade.', { summary: { ...base.summary, trades: 1 } })).toBe('Fewer than 30 cannot tell skill from luck.')
  })

  it('warns when the target counts in a bar that touches both', () => {
    const settings = { ...base.settings, exits: { sameBar: 'target' as const } }
    const assumptions = { ambiguousBars: 3, gapExits: 0, targetBeforeStop: 0 }
    const [first, ...rest] = notes({ settings, assumptions })
    expect(first).toMatchObject({
      tone: 'warning',
      title: 'Target before stop: optimistic.',
      text: 'Bars that touch both are counted in your favor: 3 bars.',
    })
    expect(rest.map(({ title }) => title)).not.toContain('Stop before target.')
  })

  it('counts orders that were not sent, by reason, with the first of each', () => {
    const refused = { quantity: 1, price: 100, target: 1 }
    const admitted = { ...refused, reason: 'admit' as const, detail: 'not today' }
    expect(text('1 order not sent:', { refusals: [{ ...admitted, index: 7 }] })).toBe('1 × not admitted (first 2022-01-01 00:07).')
    const small = [4, 9, 11].map(index => ({ ...refused, reason: 'min-notional' as const, index }))
    const [first] = notes({ refusals: [{ ...admitted, index: 2 }, ...small] })
    // The account is too small for the rule: that is a doubt.
    expect(first).toMatchObject({
      tone: 'warning',
      title: '4 orders not sent:',
      text: '1 × not admitted (first 2022-01-01 00:02), 3 × worth less than the smallest order (first 2022-01-01 00:04).',
    })
  })

  it('says how positions got their size', () => {
    const settings = { ...base.settings, sizing: { kelly: 0.5 }, maxLeverage: 2 }
    expect(notes({ settings }).map(({ title }) => title)).toEqual([
      'Borrowed money.',
      'Fills at the next open.',
      'Costs of every fill:',
      'Sized by Kelly.',
    ])
  })

  it('tells what an open position is worth', () => {
    const trades = [...base.trades, trade({ side: 'short', pnl: -1234.5, exitReason: 'open' })]
    expect(text('A short position is still open.', { trades })).toMatch(/^It stands at −1,234\.50, valued at the last close/)
  })
})
