import { describe, expect, it } from 'vitest'
import { drawHistogramChart, type HistogramChart, histogramLegend } from '../../../src/reports/charts/histogram-chart.ts'
import type { Histogram } from '../../../src/reports/histogram.ts'

const frame = { id: 'h', width: 960, narrow: false }

function chart(bins: Partial<Histogram> = {}, rest: Partial<HistogramChart> = {}): HistogramChart {
  const known = { edges: [-0.02, -0.01, 0, 0.01, 0.02], counts: [1, 0, 2, 4], total: 7, mean: 0.005, clipped: false }
  return { kind: 'histogram', title: 'Returns', summary: 's', noun: 'trade', ...rest, bins: { ...known, ...bins } }
}

/** The bars of a picture, from left to right. */
function barsOf(svg: string) {
  const rect = /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" class="([^"]*)"><title>([^<]*)<\/title>/g
  return [...svg.matchAll(rect)].map(([, x, y, width, height, name, title]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
    name,
    title,
  }))
}

const texts = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(match => match[1])

describe('drawHistogramChart', () => {
  it('draws a bar for every bin that holds something, as high as its count', () => {
    const [one, two, four, ...rest] = barsOf(drawHistogramChart(chart(), frame))
    expect(rest).toEqual([])
    expect(two.height / one.height).toBeCloseTo(2, 1)
    expect(four.height / one.height).toBeCloseTo(4, 1)
    expect(one.y + one.height).toBeCloseTo(four.y + four.height, 1)
    // The empty bin keeps its place: from the first bar it is two widths to the second, one more to the third.
    expect((two.x - one.x) / (four.x - two.x)).toBeCloseTo(2, 2)
    expect(two.x + two.width).toBeLessThan(four.x)
  })

  it('colors losses and gains, and says how many there are', () => {
    expect(barsOf(drawHistogramChart(chart(), frame)).map(({ name, title }) => [name, title])).toEqual([
      ['bar loss', '−2.00% to −1.00%: 1 trade'],
      ['bar gain', '0.00% to 1.00%: 2 trades'],
      ['bar gain', '1.00% to 2.00%: 4 trades'],
    ])
  })

  it('says that outer bins hold more than they show', () => {
    const clipped = chart({ clipped: true })
    expect(barsOf(drawHistogramChart(clipped, frame)).map(({ title }) => title)).toEqual([
      'below −1.00%: 1 trade',
      '0.00% to 1.00%: 2 trades',
      '1.00% and above: 4 trades',
    ])
    expect(histogramLegend(clipped)).toEqual([{ symbol: 'none', text: 'outer bars hold all beyond' }])
    expect(histogramLegend(chart())).toEqual([])
  })

  it('counts in whole numbers and measures in percent', () => {
    const found = texts(drawHistogramChart(chart({ counts: [1, 0, 1, 0] }), frame))
    expect(found).toContain('−2.0%')
    expect(found).toContain('0.0%')
    expect(found.filter(text => /^\d+(\.\d+)?$/.test(text))).toEqual(['0', '1'])
  })

  it('marks the mean where it is, and not where it is outside or unknown', () => {
    const at = (mean: number) => {
      const svg = drawHistogramChart(chart({ mean }), frame)
      return { x: Number(/<path d="M([\d.]+) [^"]*" class="mean"/.exec(svg)?.[1]), label: texts(svg).find(text => text.startsWith('mean')) }
    }
    expect(at(0.005).label).toBe('mean 0.50%')
    const [, , four] = barsOf(drawHistogramChart(chart(), frame))
    // The fourth bin starts at 0.01; bars are drawn half a unit to the right of their edge.
    expect(at(0.01).x).toBeCloseTo(four.x - 0.5, 0)
    expect(at(-0.01).x).toBeLessThan(at(0.005).x)
    for (const mean of [0.5, -0.5, Number.NaN]) expect(at(mean)).toEqual({ x: Number.NaN, label: undefined })
  })

  it('escapes what it is told', () => {
    const svg = drawHistogramChart(chart({}, { noun: '<b>', title: '<i>', summary: '&' }), frame)
    expect(svg).toContain('1 &lt;b&gt;<')
    expect(svg).toContain('<title id="h-t">&lt;i&gt;</title><desc id="h-d">&amp;</desc>')
  })

  it.each([frame, { id: 'n', width: 390, narrow: true }])('is calm without anything to count, $width units wide', at => {
    const svg = drawHistogramChart(chart({ edges: [], counts: [], total: 0, mean: Number.NaN }), at)
    expect(barsOf(svg)).toEqual([])
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  })
})
