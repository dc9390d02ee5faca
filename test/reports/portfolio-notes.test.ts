import { describe, expect, it } from 'vitest'
import { portfolioNotes } from '../../src/reports/portfolio-notes.ts'
import type { ReportedPortfolio } from '../../src/reports/reported-portfolio.ts'
import { fixturePortfolio } from './portfolio-fixture.ts'

const result = fixturePortfolio()
const notesOf = (change: Partial<ReportedPortfolio>) => portfolioNotes({ ...result, ...change })
const titled = (change: Partial<ReportedPortfolio>, title: string) => notesOf(change).filter(note => note.title.startsWith(title))
const { attribution } = result

describe('portfolioNotes', () => {
  it('says what was assumed, doubts first', () => {
    const notes = notesOf({ settings: { ...result.settings, fillAt: 'close' } })
    const tones = notes.map(({ tone }) => tone)
    expect(tones.indexOf('info')).toBeGreaterThan(tones.lastIndexOf('warning'))
    expect(notes[0].title).toBe('Fills at the close: optimistic.')
    expect(notes.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Costs of every fill:', 'One account.', '1 position still open.']),
    )
  })

  it('warns when one sleeve has most of the risk', () => {
    const risk = [0.1, 0.7, 0.1, 0.1]
    expect(titled({ attribution: { ...attribution, risk } }, 'One sleeve')).toEqual([
      {
        kind: 'note',
        tone: 'warning',
        title: 'One sleeve has most of the risk.',
        text: '70.00% of all variance is from 2 rsi_reversion ETH/EUR.',
      },
    ])
    expect(titled({ attribution: { ...attribution, risk: [0.5, 0.5, 0, 0] } }, 'One sleeve')).toEqual([])
    const alone = fixturePortfolio({ sleeves: 1 })
    expect(portfolioNotes(alone).some(({ title }) => title.startsWith('One sleeve'))).toBe(false)
  })

  it('names the sleeves that move nearly as one, some of them when there are many', () => {
    const pair = [
      [1, 0.9],
      [0.9, 1],
    ]
    const two = fixturePortfolio({ sleeves: 2 })
    const notes = portfolioNotes({ ...two, attribution: { ...two.attribution, correlation: pair } })
    expect(notes.find(({ title }) => title.startsWith('Sleeves that'))?.text).toBe('1 and 2, correlated by more than 0.8.')
    const all = Array.from({ length: 4 }, () => [1, 1, 1, 1])
    const many = titled({ attribution: { ...attribution, correlation: all } }, 'Sleeves that')
    expect(many[0].text).toBe('1 and 2, 1 and 3, 1 and 4, 2 and 3, 2 and 4 and 1 more pair, correlated by more than 0.8.')
    const unknown = Array.from({ length: 4 }, () => Array<number>(4).fill(Number.NaN))
    expect(titled({ attribution: { ...attribution, correlation: unknown } }, 'Sleeves that')).toEqual([])
  })

  it('passes on what the weights have to say, up to four', () => {
    const notes = ['a', 'b', 'c', 'd', 'e', 'f']
    expect(titled({ weights: { ...result.weights, notes } }, 'Weights').map(({ text }) => text)).toEqual([
      'a',
      'b',
      'c',
      'd',
      '2 more notes of this kind.',
    ])
    expect(titled({ weights: undefined }, 'Weights')).toEqual([])
  })

  it('warns of orders that were too small, and only mentions the others', () => {
    expect(titled({}, '3 orders not sent')[0].tone).toBe('info')
    const [first, ...rest] = result.sleeves
    const refusals = [{ index: 0, target: 1, quantity: 0, price: 1, reason: 'size' as const }]
    expect(titled({ sleeves: [{ ...first, refusals }, ...rest] }, '3 orders not sent')[0].tone).toBe('warning')
    expect(titled({ summary: { ...result.summary, refusals: 0 } }, '0 orders')).toEqual([])
  })
})
