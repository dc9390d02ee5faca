import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BarChart, drawBarChart } from '../../../src/reports/charts/bar-chart.ts'

const wide = { id: 'c', width: 960, narrow: false }
const narrow = { id: 'c', width: 390, narrow: true }
const chartOf = (values: readonly number[], rest: Partial<BarChart> = {}): BarChart => ({
  kind: 'bar',
  title: 'Return',
  summary: 'a <summary>',
  bars: values.map((value, k) => ({ name: `sleeve ${k + 1}`, value })),
  format: 'percent',
  ...rest,
})
const rectsOf = (svg: string) =>
  [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="(\d+)" class="([^"]+)"/g)].map(match => ({
    x: Number(match[1]),
    y: Number(match[2]),
    width: Number(match[3]),
    tone: match[5],
  }))

describe('drawBarChart', () => {
  it.each([wide, narrow])('has bars as long as their values, on their side of one zero', frame => {
    const values = [0.4, -0.2, 0.1, 0]
    const rects = rectsOf(drawBarChart(chartOf(values), frame))
    expect(rects).toHaveLength(4)
    const unit = rects[0].width / 0.4
    for (const [k, { width }] of rects.entries()) expect(width).toBeCloseTo(Math.abs(values[k]) * unit, 0)
    const zero = rects[0].x
    expect(rects[2].x).toBe(zero)
    expect(rects[1].x + rects[1].width).toBeCloseTo(zero, 0)
    expect([...rects].sort((a, b) => a.y - b.y)).toEqual(rects)
    // The longest one uses the room that there is.
    expect(rects[0].width + rects[1].width).toBeGreaterThan(frame.width * 0.3)
  })

  it('writes every number beside its bar and every name in front of it', () => {
    const svg = drawBarChart(chartOf([0.4, -0.2]), wide)
    expect(svg).toContain('>40.00%</text>')
    expect(svg).toContain('>−20.00%</text>')
    expect(svg).toContain('>sleeve 1</text>')
    expect(svg).toContain('<title>sleeve 2: −20.00%</title>')
    expect(svg).toContain('a &lt;summary&gt;')
  })

  it('gives gains and losses a color only when asked', () => {
    expect(rectsOf(drawBarChart(chartOf([1, -1]), wide)).map(({ tone }) => tone)).toEqual(['bar', 'bar'])
    expect(rectsOf(drawBarChart(chartOf([1, -1], { signed: true }), wide)).map(({ tone }) => tone)).toEqual(['bar gain', 'bar loss'])
  })

  it('cuts long names and keeps them in full for the pointer', () => {
    const name = 'a sleeve with a very long name on a symbol with a long name <too>'
    const svg = drawBarChart(chartOf([], { bars: [{ name, value: 1 }] }), narrow)
    expect(svg).toContain('<title>a sleeve with a very long name on a symbol with a long name &lt;too&gt;: 100.00%</title>')
    expect(svg).toMatch(/text-anchor="end">a sleeve [^<]*…<\/text>/)
  })

  it('stays inside the picture, whatever the values', () => {
    const value = fc.oneof(
      fc.double({ min: -1e9, max: 1e9 }),
      fc.constantFrom(0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-300),
    )
    fc.assert(
      fc.property(fc.array(value, { maxLength: 25 }), fc.boolean(), (values, small) => {
        const frame = small ? narrow : wide
        const svg = drawBarChart(chartOf(values, { format: 'ratio' }), frame)
        expect(svg).not.toMatch(/NaN|Infinity|undefined/)
        for (const { x, width } of rectsOf(svg)) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x + width).toBeLessThanOrEqual(frame.width + 0.2)
        }
      }),
    )
  })

  it('prints a dash for what is not known and has no bar for it', () => {
    const svg = drawBarChart(chartOf([Number.NaN, 0.5]), wide)
    expect(rectsOf(svg)[0].width).toBe(0)
    expect(svg).toContain('>–</text>')
  })
})
