import { expect, it } from 'vitest'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { sizingNotes } from '../../src/reports/sizing-notes.ts'

function notes(input: BacktestSettingsInput): string[] {
  return sizingNotes(resolveSettings(input)).map(({ tone, title, text }) => `${tone}: ${title} ${text}`)
}

it('has nothing to say about a fixed size that is paid for', () => {
  for (const sizing of [{ fraction: 1 }, { units: 10 }, { notional: 1000 }]) expect(notes({ sizing })).toEqual([])
  expect(notes({ sizing: { fraction: 3 }, maxLeverage: 1 })).toEqual([])
})

it('warns of borrowed money', () => {
  const text = (leverage: number) =>
    `warning: Borrowed money. Positions may be worth ${leverage} × the equity. Losses grow as much, and margin calls are not simulated.`
  expect(notes({ sizing: { fraction: 3 } })).toEqual([text(3)])
  expect(notes({ sizing: { fraction: 3 }, maxLeverage: 2 })).toEqual([text(2)])
  expect(notes({ sizing: { units: 10 }, maxLeverage: 2 })).toEqual([text(2)])
  expect(notes({ sizing: { volatility: 0.1 }, maxLeverage: 1.5 })[0]).toBe(text(1.5))
  expect(notes({ sizing: { volatility: 0.1 } }).join()).not.toContain('Borrowed')
})

it('says in a sentence what a formula aims at', () => {
  expect(notes({ sizing: { risk: 0.01 }, exits: { stopLoss: 0.02 } })).toEqual([
    'info: Sized by risk. A stop that is hit costs 1.00% of the equity, a gap more; at most 1 × the equity.',
  ])
  expect(notes({ sizing: { volatility: 0.15 } })).toEqual([
    'info: Sized by volatility. Positions aim at 15.00% a year, as measured over the last 20 bars; at most 1 × the equity.',
  ])
  expect(notes({ sizing: { kelly: 0.5, trades: 30, minimum: 0.01 } })).toEqual([
    'info: Sized by Kelly. 0.5 of the share that the last 30 closed trades would have wanted, at least 1.00% of the equity, at most 1 × the equity. It takes the past for the future.',
  ])
})

it('says when positions are brought back to size', () => {
  expect(notes({ rebalance: { every: 1 } })).toEqual(['info: Brought back to size every 1 bar, whether or not the target changes.'])
  expect(notes({ rebalance: { band: 0.05 } })).toEqual([
    'info: Brought back to size when a position is off by more than 5.00% of the equity.',
  ])
})
