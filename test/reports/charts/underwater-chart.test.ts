import { describe, expect, it } from 'vitest'
import { drawUnderwaterChart, type UnderwaterChart, underwaterLegend } from '../../../src/reports/charts/underwater-chart.ts'

const DAY = 86_400_000
const frame = { id: 'u', width: 960, narrow: false }

function chart(...depths: readonly (readonly number[])[]): UnderwaterChart {
  return {
    kind: 'underwater',
    title: 'Drawdown',
    summary: 's',
    time: Float64Array.from(depths[0] ?? [], (_, i) => Date.UTC(2024, 0, 1) + i * DAY),
    series: depths.map((values, k) => ({ name: ['Strategy', 'Buy and hold'][k], values: Float64Array.from(values) })),
  }
}

const path = (svg: string, name: string) => new RegExp(`<path d="([^"]*)" class="${name}"`).exec(svg)?.[1] ?? ''
const points = (d: string) => [...d.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(match => [Number(match[1]), Number(match[2])] as const)
/** Where a depth of 0 stands: the top of every plot over time. */
const surface = 10

describe('drawUnderwaterChart', () => {
  it('draws a depth twice as deep twice as far below the surface', () => {
    const [flat, shallow, deep] = points(path(drawUnderwaterChart(chart([0, 0.1, 0.2]), frame), 'sunk-line'))
    expect(flat[1]).toBe(surface)
    expect((deep[1] - surface) / (shallow[1] - surface)).toBeCloseTo(2, 1)
    expect(deep[0]).toBeGreaterThan(shallow[0])
  })

  it('fills the area between the line and the surface', () => {
    const svg = drawUnderwaterChart(chart([0.1, 0.2, 0.05]), frame)
    const line = points(path(svg, 'sunk-line'))
    const area = points(path(svg, 'sunk'))
    expect(area).toEqual([[line[0][0], surface], ...line, [line[2][0], surface]])
    expect(path(svg, 'sunk')).toMatch(/Z$/)
  })

  it('breaks area and line where the depth is unknown', () => {
    const svg = drawUnderwaterChart(chart([0.1, 0.2, Number.NaN, 0.1, Number.NaN]), frame)
    expect(path(svg, 'sunk').match(/Z/g)).toHaveLength(2)
    expect(path(svg, 'sunk')).not.toContain('m')
    expect(svg).not.toContain('NaN')
  })

  it('names the deepest point of the first series, the first one when there are two', () => {
    const svg = drawUnderwaterChart(chart([0, 0.25, 0.1, 0.25], [0, 0.5, 0.5, 0.5]), frame)
    const line = points(path(svg, 'sunk-line'))
    expect(svg).toContain(`<circle cx="${line[1][0]}" cy="${line[1][1]}"`)
    expect(/class="label">([^<]*)</.exec(svg)?.[1]).toBe('−25.00%')
  })

  it('puts the label left of a point at the right rim', () => {
    const anchors = (...depths: readonly number[]) =>
      / (text-anchor="end" )?class="label"/.exec(drawUnderwaterChart(chart(depths), frame))?.[1]
    expect(anchors(...new Array<number>(30).fill(0), 0.1)).toBe('text-anchor="end" ')
    expect(anchors(0.1, ...new Array<number>(30).fill(0))).toBeUndefined()
  })

  it('draws all series on one scale, deep enough for the deepest', () => {
    const svg = drawUnderwaterChart(chart([0.1, 0.1], [0.4, 0.2]), frame)
    const subject = points(path(svg, 'sunk-line'))
    const other = points(path(svg, 'other'))
    expect((other[0][1] - surface) / (subject[0][1] - surface)).toBeCloseTo(4, 1)
    expect(other[0][1]).toBeLessThan(200 - 24)
  })

  it('labels depths and shows numbers under the crosshair as losses', () => {
    const svg = drawUnderwaterChart(chart([0, 0.2], [0, 0.1]), frame)
    const labels = [...svg.matchAll(/text-anchor="end">([^<]*%)</g)].map(match => match[1])
    expect(labels[0]).toBe('0%')
    expect(labels.slice(1).every(label => label.startsWith('−'))).toBe(true)
    expect(labels.length).toBeGreaterThan(2)
    const data = JSON.parse(/<script[^>]*>(.*)<\/script>/s.exec(svg)?.[1] ?? '') as { text: string[] }
    expect(data.text).toEqual(['2024-01-01\nStrategy 0.00%\nBuy and hold 0.00%', '2024-01-02\nStrategy −20.00%\nBuy and hold −10.00%'])
  })

  it.each([
    { what: 'no series', depths: [] },
    { what: 'no bars', depths: [[]] },
    { what: 'one bar', depths: [[0.5]] },
    { what: 'nothing known', depths: [[Number.NaN, Number.NaN]] },
    { what: 'no loss', depths: [[0, 0, 0]] },
    { what: 'a loss of everything', depths: [[0, 1]] },
    { what: 'more than everything', depths: [[0, 7]] },
  ])('is calm about $what', ({ depths }) => {
    for (const at of [frame, { id: 'n', width: 390, narrow: true }]) {
      expect(drawUnderwaterChart(chart(...depths), at)).not.toMatch(/NaN|Infinity|undefined/)
    }
  })
})

describe('underwaterLegend', () => {
  it('shows the subject as an area and the others as dashes', () => {
    expect(underwaterLegend(chart([0], [0]))).toEqual([
      { symbol: 'area', text: 'Strategy' },
      { symbol: 'dashed', text: 'Buy and hold' },
    ])
    expect(underwaterLegend(chart())).toEqual([])
  })
})
