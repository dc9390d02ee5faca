import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/reports/document.ts'
import { toHtml } from '../../src/reports/html.ts'
import { reportBacktest } from '../../src/reports/report-backtest.ts'
import { appleBars, fixtureResult, regularTrades, waveBars } from './fixture.ts'

const bars = appleBars()
const evil = `<script>alert("x")</script>&'`
const result = fixtureResult({ bars, trades: regularTrades(bars, { every: 30, hold: 21 }) })
const html = toHtml(reportBacktest(result))
const table = (rows: number, limit?: number): Report => ({
  title: 't',
  subtitle: 's',
  blocks: [
    {
      kind: 'table',
      title: 'Trades',
      noun: 'trade',
      columns: [
        { title: '#', format: 'integer', align: 'right' },
        { title: 'Profit', format: 'money', align: 'right', signed: true },
      ],
      rows: Array.from({ length: rows }, (_, k) => [k + 1, k - 1]),
      ...(limit === undefined ? {} : { limit }),
    },
  ],
})

describe('toHtml', () => {
  it('is one complete file that asks for nothing else', () => {
    expect(html.startsWith('<!doctype html>\n<html lang="en">')).toBe(true)
    expect(html.trimEnd().endsWith('</html>')).toBe(true)
    expect(html).not.toMatch(/https?:\/\/|<link|<img|<iframe|src=|@import|url\(/)
    expect(html).toContain("default-src 'none'")
  })

  it('opens and closes every element in order', () => {
    const open: string[] = []
    const body = html.slice(html.indexOf('<body>')).replace(/<script[\s\S]*?<\/script>/g, '')
    for (const [, close, name, self] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/g)) {
      if (close === '/') expect(open.pop() ?? 'html').toBe(name)
      else if (self !== '/') open.push(name)
    }
    // Only the html element was opened before.
    expect(open).toEqual([])
  })

  it('escapes every text', () => {
    const hostile = reportBacktest({
      ...result,
      symbol: evil,
      strategy: { id: evil, title: evil, params: { [evil]: evil } },
      bars: { ...bars, symbol: evil },
    })
    const page = toHtml({
      ...hostile,
      footer: evil,
      blocks: [...hostile.blocks, { kind: 'note', tone: 'warning', title: evil, text: evil }, { kind: 'text', text: evil }],
    })
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain(`alert("x")`)
    expect(page.match(/<script>/g)?.length).toBe(1)
  })

  it('gives ids only once and every chart a title and a description', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(match => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    const labels = [...html.matchAll(/aria-labelledby="([^"]+)"/g)].flatMap(match => match[1].split(' '))
    // Four charts in two sizes, two in columns in one size.
    expect(labels.length).toBe(2 * 10)
    expect(labels.every(label => ids.includes(label))).toBe(true)
  })

  it('marks headers of tables for screen readers', () => {
    const page = toHtml(table(3))
    expect(page).toContain('<th scope="col" class="right">#</th>')
    expect(page).toContain('<th scope="row" class="right">1</th>')
    expect(page).toContain('<caption class="hidden">Trades</caption>')
    expect(page).toContain('role="region" aria-label="Trades"')
  })

  it('gives gains and losses a sign and a color, and zero neither', () => {
    const page = toHtml(table(3))
    expect(page).toContain('<td class="right down">−1.00</td>')
    expect(page).toContain('<td class="right">0.00</td>')
    expect(page).toContain('<td class="right up">1.00</td>')
  })

  it('shows up to 500 rows, else the first and last and how many are hidden', () => {
    const rows = (page: string) => page.match(/<th scope="row"/g)?.length
    expect(rows(toHtml(table(500)))).toBe(500)
    expect(toHtml(table(500))).not.toContain('not shown')
    const page = toHtml(table(1501))
    expect(rows(page)).toBe(500)
    expect(page).toContain('1,001 trades not shown')
    expect(page).toContain('The first 250 and the last 250 of 1,501 trades')
    expect(page).toContain('<th scope="row" class="right">1,501</th>')
    expect(rows(toHtml(table(50, 10)))).toBe(10)
    expect(rows(toHtml(table(3, 1)))).toBe(1)
  })

  it('carries its script only when there is a chart to point at', () => {
    expect(toHtml(table(1))).not.toContain('<script')
    expect(html).toContain('<script>\n')
  })

  it('keeps a report of a million bars and 25,000 trades below 1.5 MB', () => {
    const long = waveBars(1_000_000)
    const page = toHtml(reportBacktest(fixtureResult({ bars: long, trades: regularTrades(long, { every: 40, hold: 25, quantity: 0.5 }) })))
    expect(page.length).toBeLessThan(1_500_000)
    expect(page).toContain('24,500 trades not shown')
    expect(page).not.toMatch(/NaN|Infinity/)
  })
})
