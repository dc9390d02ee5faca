import { describe, expect, it } from 'vitest'
import { drawFanChart, type FanChart, fanLegend } from '../../../src/reports/charts/fan-chart.ts'

const frame = { id: 'f', width: 960, narrow: false }
const columns = (...rows: readonly (readonly number[])[]) => rows.map(row => Float64Array.from(row))

function chart(changed: Partial<FanChart> = {}): FanChart {
  return {
    kind: 'fan',
    title: 'Equity',
    summary: 's',
    times: Float64Array.of(10, 20, 30),
    noun: 'bar',
    percentiles: [0.05, 0.25, 0.5, 0.75, 0.95],
    bands: columns([95, 90, 85], [98, 97, 96], [101, 102, 103], [104, 108, 112], [110, 120, 130]),
    observed: Float64Array.of(99, 105, 100),
    start: 100,
    format: 'money',
    ...changed,
  }
}

const paths = (svg: string, name: string) => [...svg.matchAll(new RegExp(`<path d="([^"]*)" class="${name}"`, 'g'))].map(match => match[1])
const points = (d: string) => [...d.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(match => [Number(match[1]), Number(match[2])] as const)

describe('drawFanChart', () => {
  it('draws a closed band for every pair of percentiles, the widest first', () => {
    const fans = paths(drawFanChart(chart(), frame), 'fan')
    expect(fans).toHaveLength(2)
    for (const fan of fans) expect(fan).toMatch(/^M.*Z$/)
    const [wide, narrow] = fans.map(points)
    expect(wide).toHaveLength(6)
    // Down is larger: the lower edge comes first, the upper edge goes back.
    expect(wide[0][1]).toBeGreaterThan(narrow[0][1])
    expect(wide[3][1]).toBeLessThan(narrow[3][1])
    expect(wide[3][0]).toBe(wide[2][0])
    expect(wide[5][0]).toBe(wide[0][0])
  })

  it('draws median and observed values on the same scale as the bands', () => {
    const svg = drawFanChart(chart({ observed: Float64Array.of(85, 85, 85) }), frame)
    const [wide] = paths(svg, 'fan').map(points)
    const [seen] = paths(svg, 'other').map(points)
    expect(seen[2]).toEqual(wide[2])
    const [middle] = paths(svg, 'main').map(points)
    // 101, 102, 103: equal steps.
    expect(middle[0][1] - middle[1][1]).toBeCloseTo(middle[1][1] - middle[2][1], 0)
  })

  it('has no median line where no percentile is one half, and no line for what cannot be compared', () => {
    const svg = drawFanChart(
      chart({ percentiles: [0.1, 0.9], bands: columns([95, 90, 85], [110, 120, 130]), observed: new Float64Array(3).fill(Number.NaN) }),
      frame,
    )
    expect(paths(svg, 'fan')).toHaveLength(1)
    expect(paths(svg, 'main')).toEqual([])
    expect(paths(svg, 'other')).toEqual([''])
    expect(svg).not.toContain('NaN')
  })

  it('says under the crosshair after how many steps which percentile stands where', () => {
    const svg = drawFanChart(chart(), frame)
    expect(svg).toContain('after 30 bars')
    expect(svg).toContain('95 % 130.00')
    expect(svg).toContain('seen 100.00')
    expect(svg).toContain('30 bars')
  })

  it('keeps to a few hundred corners, first and last among them', () => {
    const times = Float64Array.from({ length: 5000 }, (_, k) => k + 1)
    const rising = (slope: number) => Float64Array.from(times, time => 100 + slope * time)
    const bands = [rising(-0.01), rising(0.01)]
    const [fan] = paths(
      drawFanChart(chart({ times, percentiles: [0.1, 0.9], bands, observed: rising(0) }), { ...frame, narrow: true }),
      'fan',
    )
    const corners = points(fan)
    expect(corners.length).toBe(600)
    expect(Math.max(...corners.map(([x]) => x))).toBeGreaterThan(950)
  })

  it.each([0, 1])('draws %s steps without breaking', length => {
    const cut = (values: readonly number[]) => Float64Array.from(values.slice(0, length))
    const svg = drawFanChart(
      chart({ times: cut([10]), percentiles: [0.1, 0.5, 0.9], bands: [cut([90]), cut([100]), cut([110])], observed: cut([105]) }),
      frame,
    )
    expect(svg).toMatch(/^<svg/)
    expect(svg).not.toMatch(/NaN|undefined/)
  })
})

describe('fanLegend', () => {
  it('names the bands by their percentiles', () => {
    expect(fanLegend(chart()).map(({ text }) => text)).toEqual(['median', 'what happened', '5 % to 95 %, 25 % to 75 %'])
  })

  it('says when the axis is logarithmic, and leaves out what is not drawn', () => {
    const wide = chart({ percentiles: [0.1, 0.9], bands: columns([10, 10, 10], [100, 200, 300]), observed: new Float64Array(0) })
    expect(fanLegend(wide).map(({ text }) => text)).toEqual(['10 % to 90 %', 'logarithmic axis'])
  })
})
