import { expect, it } from 'vitest'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { costNotes } from '../../src/reports/cost-notes.ts'
import { fixtureResult, waveBars } from './fixture.ts'

const { summary } = fixtureResult({ bars: waveBars(9) })

function notes(costs: BacktestSettingsInput['costs'], carry = 0): string[] {
  return costNotes({ settings: resolveSettings({ costs }), summary: { ...summary, carry } }).map(
    ({ tone, title, text }) => `${tone}: ${title} ${text}`,
  )
}

it('warns when there are none', () => {
  expect(notes({})).toEqual(['warning: No costs. Fee and slippage are 0. Every real fill costs something; the result is too good.'])
  expect(notes({ participation: 0.1, borrowRate: 0.1 })[0]).toMatch(/^warning: No costs/)
  for (const costs of [{ minimumFee: 1 }, { halfSpreadBps: 1 }, { impactBps: 1 }]) expect(notes(costs).join()).not.toContain('No costs')
})

it('lists what a fill costs', () => {
  expect(notes({ feeBps: 10, slippageBps: 5 })).toEqual([
    'info: Costs of every fill: 10 bps fee and 5 bps slippage. Buy-and-hold pays them too, once.',
  ])
  expect(notes({ feeBps: 10, makerFeeBps: 2, minimumFee: 1.5, slippageBps: 5, halfSpreadBps: 3 })).toEqual([
    'info: Costs of every fill: 10 bps fee (at least 1.50, limit fills 2 bps), 5 bps slippage and 3 bps half spread. Buy-and-hold pays the rates too, once.',
  ])
})

it('says what the size of an order does', () => {
  expect(notes({ impactBps: 50 })).toEqual([
    'info: Large orders move the price. A fill of all the volume of its bar by 50 bps, a smaller one by the square root of its share. Buy-and-hold does not.',
  ])
  expect(notes({ impactBps: 50, impact: 'linear' })[0]).toContain('a smaller one by its share of that')
  expect(notes({ feeBps: 1, participation: 0.05 })[1]).toBe(
    'info: The volume limits orders. At most 5% of the volume of a bar is traded in it; the rest follows at the next opens.',
  )
})

it('says what holding cost or brought', () => {
  expect(notes({ feeBps: 1, borrowRate: 0.08 }, 12.5)[1]).toBe(
    'info: Holding has its price: 8.00% a year on what is borrowed. It cost 12.50: part of the equity, no part of the profit of a trade.',
  )
  expect(notes({ feeBps: 1, borrowRate: 0.08, fundingRate: -0.1 }, -3)[1]).toContain(
    '8.00% a year on what is borrowed and −10.00% a year of funding. It brought 3.00:',
  )
})
