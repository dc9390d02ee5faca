import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/reports/document.ts'
import { toHtml } from '../../src/reports/html.ts'
import { htmlScript } from '../../src/reports/html-script.ts'
import { htmlStyle } from '../../src/reports/html-style.ts'
import { darkPalette, lightPalette } from '../../src/reports/palette.ts'
import { reportBacktest } from '../../src/reports/report-backtest.ts'
import { fixtureResult, regularTrades, trade, waveBars } from './fixture.ts'

describe('htmlStyle', () => {
  it('opens and closes every block', () => {
    let depth = 0
    for (const character of htmlStyle) {
      if (character === '{') depth++
      if (character === '}') depth--
      expect(depth).toBeGreaterThanOrEqual(0)
    }
    expect(depth).toBe(0)
  })

  it('fetches nothing and cannot close the element around it', () => {
    expect(htmlStyle).not.toMatch(/url\(|@import|@font-face|https?:|<\//i)
  })

  it('declares every color it uses, by day, by night and on paper', () => {
    const used = new Set([...htmlStyle.matchAll(/var\((--[a-z-]+)\)/g)].map(match => match[1]))
    expect(used.size).toBeGreaterThan(10)
    const roots = [...htmlStyle.matchAll(/:root\{([^}]*)\}/g)].map(match => match[1])
    expect(roots.length).toBe(3)
    for (const [k, root] of roots.entries()) {
      const declared = [...root.matchAll(/(--[a-z-]+):/g)].map(match => match[1])
      const needed = [...used].filter(name => k === 0 || !['--sans', '--mono'].includes(name))
      expect(needed.filter(name => !declared.includes(name))).toEqual([])
    }
    expect(roots[0]).toContain(lightPalette.ink)
    expect(roots[1]).toContain(darkPalette.ink)
    expect(roots[2]).toContain(lightPalette.ink)
    expect(roots[2]).toContain('#ffffff')
  })

  it('has a rule for every class of a report', () => {
    const bars = waveBars(60)
    const result = fixtureResult({ bars, trades: [...regularTrades(bars, { every: 9, hold: 4 }), trade({ pnl: -3 })] })
    const empty: Block = { kind: 'table', title: 'T', columns: [{ title: 'A', format: 'text', align: 'left' }], rows: [] }
    const text: Block = { kind: 'text', text: 'Plain.' }
    const candles = toHtml({ ...reportBacktest(result), blocks: [...reportBacktest(result).blocks, empty, text], footer: 'f' })
    const long = toHtml(
      reportBacktest(fixtureResult({ bars: waveBars(5000), trades: regularTrades(waveBars(5000), { every: 6, hold: 2 }) })),
    )
    const classes = new Set(
      [...(candles + long).matchAll(/ class="([^"]*)"/g)]
        .flatMap(match => match[1].split(' '))
        .concat([...htmlScript.matchAll(/className = '(\w+)'|'class', '(\w+)'/g)].map(match => match[1] ?? match[2])),
    )
    expect(classes.size).toBeGreaterThan(30)
    const ruled = new Set([...htmlStyle.matchAll(/\.([a-z][a-z-]*)/g)].map(match => match[1]))
    // A note looks like information unless it is a warning.
    expect([...classes].filter(name => !ruled.has(name))).toEqual(['info'])
  })
})
