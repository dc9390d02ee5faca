import { describe, expect, it } from 'vitest'
import { drawHeatMapChart, type HeatMapChart, heatMapLegend } from '../../../src/reports/charts/heat-map-chart.ts'

const wide = { id: 'c', width: 960, narrow: false }
const chart: HeatMapChart = {
  kind: 'heat-map',
  title: 'Sharpe',
  summary: 'a <summary>',
  x: { name: 'slow', labels: ['50', '100', '200'] },
  y: { name: 'fast', labels: ['5', '<10>'] },
  values: Float64Array.of(1, -2, Number.NaN, 0.5, 0, 2),
  format: 'ratio',
  better: 'more',
}
const cells = (svg: string) =>
  [...svg.matchAll(/class="cell (gain|loss)" fill-opacity="([\d.]+)"/g)].map(([, kind, opacity]) => [kind, Number(opacity)])

describe('drawHeatMapChart', () => {
  it('has a cell with its number for everything that is known', () => {
    const svg = drawHeatMapChart(chart, wide)
    expect(cells(svg)).toEqual([
      ['gain', 0.53],
      ['loss', 1],
      ['gain', 0.29],
      ['gain', 0.06],
      ['gain', 1],
    ])
    expect(svg).toContain('<title>slow 100, fast 5: −2.00</title>')
    expect(svg).toContain('>−2.00</text>')
    expect(svg).toContain('fast &lt;10&gt;: 2.00')
    expect(svg).toContain('a &lt;summary&gt;')
    expect(svg).not.toContain('NaN')
  })

  it('of one sign the fuller is better, also where less is', () => {
    const values = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
    const strengths = (better: 'more' | 'less') => cells(drawHeatMapChart({ ...chart, values, better }, wide)).map(([, opacity]) => opacity)
    expect(strengths('more')).toEqual([0.06, 0.25, 0.44, 0.62, 0.81, 1])
    expect(strengths('less')).toEqual([1, 0.81, 0.62, 0.44, 0.25, 0.06])
    expect(cells(drawHeatMapChart({ ...chart, values: new Float64Array(6).fill(3) }, wide))[0]).toEqual(['gain', 0.53])
  })

  it('leaves out numbers and labels that have no room', () => {
    const labels = Array.from({ length: 60 }, (_, k) => `value ${k}`)
    const svg = drawHeatMapChart(
      {
        ...chart,
        x: { name: 'x', labels },
        y: { name: 'y', labels: ['1'] },
        values: Float64Array.from(labels, (_, k) => k + 1000.25),
        format: 'percent',
      },
      { ...wide, width: 390, narrow: true },
    )
    expect(svg.match(/class="value"/g)).toBeNull()
    expect((svg.match(/>value \d+</g) ?? []).length).toBeLessThan(10)
    expect(cells(svg)).toHaveLength(60)
  })

  it('cuts long names of rows and keeps them in full for the pointer', () => {
    const name = 'a very long name of a row that nobody has room for, wide or narrow'
    const svg = drawHeatMapChart({ ...chart, y: { name: 'row', labels: [name, 'b'] } }, { ...wide, width: 390, narrow: true })
    expect(svg).toMatch(/text-anchor="end">a very[^<]*…<\/text>/)
    expect(svg).toContain(`row ${name}: 1.00`)
  })

  it('frames a cell and says so', () => {
    expect(drawHeatMapChart({ ...chart, marked: 4 }, wide)).toContain('class="framed"')
    expect(heatMapLegend({ ...chart, marked: 4, format: 'percent' }).map(({ text }) => text)).toEqual(['percent', 'framed: the best run'])
    expect(heatMapLegend({ ...chart, values: Float64Array.of(1) }).map(({ text }) => text)).toEqual(['fuller color is better'])
    expect(drawHeatMapChart(chart, wide)).not.toContain('class="framed"')
  })

  it('stands an empty one', () => {
    const svg = drawHeatMapChart(
      { ...chart, x: { name: 'x', labels: [] }, y: { name: 'y', labels: [] }, values: new Float64Array(0) },
      wide,
    )
    expect(svg).not.toMatch(/NaN|Infinity/)
  })
})
