import { describe, expect, it } from 'vitest'
import { drawSymbol } from '../../../src/reports/charts/legend-symbol.ts'

describe('drawSymbol', () => {
  it('draws with the pen of what it stands for', () => {
    const pens = {
      line: 'main',
      second: 'second',
      dashed: 'other',
      level: 'base',
      'held-long': 'held-long',
      'held-short': 'held-short',
    } as const
    for (const [symbol, pen] of Object.entries(pens))
      expect(drawSymbol(symbol as keyof typeof pens)).toMatch(new RegExp(`^<path d="[^"]+" class="${pen}"/>$`))
    expect(drawSymbol('area').match(/class="sunk/g)).toHaveLength(2)
    expect(drawSymbol('exit-short')).toContain('class="mark exit-short"')
    expect(drawSymbol('none')).toBe('')
    expect(drawSymbol('total')).toContain('class="sum"')
    expect(drawSymbol('layer-3')).toContain('class="layer layer-3"')
    expect(drawSymbol('layer-others')).toContain('class="layer layer-others"')
  })

  it('stays inside its box of 22 by 14', () => {
    for (const symbol of ['enter-long', 'exit-long', 'enter-short', 'exit-short'] as const) {
      const [, x, y, dy] = /M([\d.-]+) ([\d.-]+)l5 (-?9)/.exec(drawSymbol(symbol)) ?? []
      for (const at of [Number(y), Number(y) + Number(dy)]) expect(at >= 0 && at <= 14).toBe(true)
      expect(Number(x)).toBe(11)
    }
  })
})
