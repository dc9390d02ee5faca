import { expect, it } from 'vitest'
import { assumptionNotes } from '../../src/reports/assumption-notes.ts'
import { toMarkdown } from '../../src/reports/markdown.ts'
import { orderNotes } from '../../src/reports/order-notes.ts'
import { reportBacktest } from '../../src/reports/report-backtest.ts'
import { bracketRun, record } from './order-scene.ts'

const none = { assumptions: { ambiguousBars: 0, gapExits: 0, targetBeforeStop: 0 } }
const entry = record({ kind: 'stop', stop: 105 })
const stop = record({ id: 2, kind: 'stop', stop: 98, parent: 1, side: 'sell' })

it('warns of what the bar of such an entry does not tell', () => {
  const titles = (...orders: Parameters<typeof orderNotes>[0]) => orderNotes(orders, none).map(({ title }) => title)
  expect(titles(entry, stop)).toEqual(['Stop losses of entries inside a bar: pessimistic.'])
  expect(titles(entry, { ...stop, kind: 'trailing' })).toHaveLength(1)
  // A market order fills at the open, and all of the bar comes after it; a profit target alone is never assumed.
  expect(titles(record(), stop)).toEqual([])
  expect(titles(entry, { ...stop, kind: 'limit' })).toEqual([])
  expect(titles(entry, { ...stop, parent: undefined })).toEqual([])
})

it('counts the bars that were decided so', () => {
  const [note] = orderNotes([], { assumptions: { ...none.assumptions, ambiguousBars: 3 } })
  expect(note.text).toBe('On 3 bars it was not known which order came first; the worse was assumed.')
})

it('is part of the report, with the orders', () => {
  const result = bracketRun()
  const titles = assumptionNotes(result).map(({ title }) => title)
  expect(titles).toContain('Fills from the next open on.')
  expect(titles).toContain('Stop losses of entries inside a bar: pessimistic.')
  const text = toMarkdown(reportBacktest(result))
  expect(text).toContain('## Orders')
  expect(text).toContain('6 orders: 2 filled, 2 canceled, 1 expired, 1 rejected.')
})
