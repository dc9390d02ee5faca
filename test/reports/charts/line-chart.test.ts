import { describe, expect, it } from 'vitest'
import { drawLineChart, type LineChart, lineLegend } from '../../../src/reports/charts/line-chart.ts'
import { drawUnderwaterChart } from '../../../src/reports/charts/underwater-chart.ts'

const frame = { id: 'c1', width: 960, narrow: false }
const DAY = 86_400_000

function chart(values: readonly number[], rest: Partial<LineChart> = {}): LineChart {
  return {
    kind: 'line',
    title: 'Equity',
    summary: 'Up and down.',
    time: Float64Array.from(values, (_, i) => Date.UTC(2024, 0, 1) + i * DAY),
    series: [{ name: 'Strategy', values: Float64Array.from(values) }],
    format: 'money',
    ...rest,
  }
}

/** The points of the path with this class. */
function points(svg: string, name: string): [number, number][] {
  const path = new RegExp(`<path d="([^"]*)" class="${name}"`).exec(svg)?.[1] ?? ''
  return [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(match => [Number(match[1]), Number(match[2])])
}

describe('drawLineChart', () => {
  it('draws larger values higher and later bars farther right', () => {
    const values = [100, 120, 90, 150, 110]
    const drawn = points(drawLineChart(chart(values), frame), 'main')
    expect(drawn.length).toBe(5)
    for (let i = 0; i < 5; i++) {
      if (i > 0) expect(drawn[i][0]).toBeGreaterThan(drawn[i - 1][0])
      for (let k = 0; k < 5; k++) if (values[i] > values[k]) expect(drawn[i][1]).toBeLessThan(drawn[k][1])
    }
    // Equal differences, equal heights: 90 → 120 → 150.
    expect(drawn[2][1] - drawn[1][1]).toBeCloseTo(drawn[1][1] - drawn[3][1], 0)
  })

  it('stays inside the picture with a million bars and keeps the extremes', () => {
    const values = Array.from({ length: 1_000_000 }, (_, i) => (i === 123_456 ? 900 : i === 654_321 ? 5 : 400 + 50 * Math.sin(i / 1000)))
    const svg = drawLineChart(chart(values), frame)
    expect(svg.length).toBeLessThan(100_000)
    const ys = points(svg, 'main').map(([, y]) => y)
    expect(Math.min(...ys)).toBeGreaterThan(0)
    expect(Math.max(...ys)).toBeLessThan(320)
    expect(ys.filter(y => y === Math.min(...ys)).length).toBe(1)
    expect(ys.filter(y => y === Math.max(...ys)).length).toBe(1)
  })

  it('breaks at unknown values and makes a lone point visible', () => {
    const svg = drawLineChart(chart([1, 2, Number.NaN, 3, Number.NaN, 4, 5]), frame)
    const path = /<path d="([^"]*)" class="main"/.exec(svg)?.[1] ?? ''
    expect(path.match(/M/g)?.length).toBe(3)
    expect(path).toContain('m-2 0h4')
    expect(svg).not.toContain('NaN')
  })

  it('goes logarithmic where values multiply, and says so', () => {
    const grown = chart([100, 1000, 10_000])
    const drawn = points(drawLineChart(grown, frame), 'main')
    expect(drawn[0][1] - drawn[1][1]).toBeCloseTo(drawn[1][1] - drawn[2][1], 0)
    expect(lineLegend(grown).at(-1)?.text).toBe('logarithmic axis')
    expect(lineLegend(chart([100, 120])).map(({ text }) => text)).toEqual(['Strategy'])
  })

  it('draws levels at their values, makes room for them and names them', () => {
    const between = chart([40, 60], { levels: [30, 70] })
    const svg = drawLineChart(between, frame)
    const level = [...svg.matchAll(/<path d="M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)" class="base"/g)].map(match => Number(match[1]))
    const drawn = points(svg, 'main').map(([, y]) => y)
    expect(level).toHaveLength(2)
    // 70 above 60 above 40 above 30, and half of the way from level to level is 20 of 40.
    expect(level[1]).toBeLessThan(drawn[1])
    expect(level[0]).toBeGreaterThan(drawn[0])
    expect((drawn[0] - drawn[1]) / (level[0] - level[1])).toBeCloseTo(0.5, 2)
    expect(lineLegend(between)).toEqual([
      { symbol: 'line', text: 'Strategy' },
      { symbol: 'level', text: '30, 70' },
    ])
  })

  it('covers a range, linearly whatever the values', () => {
    const ranged = chart([1, 100], { range: [0, 200] })
    expect(drawLineChart(ranged, frame)).toMatch(/>200</)
    expect(lineLegend(ranged).map(({ text }) => text)).toEqual(['Strategy'])
    const wider = points(drawLineChart(chart([1, 100], { range: [40, 60] }), frame), 'main')
    expect(wider[0][1]).toBeGreaterThan(wider[1][1] + 200)
  })

  it('draws a series in its tone', () => {
    const values = Float64Array.of(1, 2)
    const series = [
      { name: 'a', values, tone: 'other' },
      { name: 'b', values, tone: 'second' },
      { name: 'c', values },
    ] as const
    const toned = chart([1, 2], { series })
    expect([...drawLineChart(toned, frame).matchAll(/class="(main|second|other)"/g)].map(match => match[1])).toEqual([
      'other',
      'second',
      'other',
    ])
    expect(lineLegend(toned).map(({ symbol }) => symbol)).toEqual(['dashed', 'second', 'dashed'])
  })

  it('has a title and a description for those who cannot see it', () => {
    const svg = drawLineChart(chart([1, 2], { title: '<b>', summary: 'a & b' }), frame)
    expect(svg).toContain('role="img" aria-labelledby="c1-t c1-d"')
    expect(svg).toContain('<title id="c1-t">&lt;b&gt;</title><desc id="c1-d">a &amp; b</desc>')
  })

  it.each([[[]], [[5]], [[5, 5, 5]], [[Number.NaN, Number.NaN]], [[-1e300, 1e300]], [[1e-300, 2e-300]]])(
    'draws %j without a broken number',
    values => {
      const svg = drawLineChart(chart(values, { baseline: 5 }), frame)
      expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    },
  )
})

describe('drawUnderwaterChart', () => {
  it('grows downward from the surface and names the deepest point', () => {
    const depths = [0, 0.1, 0.25, 0.05, 0]
    const time = Float64Array.from(depths, (_, i) => i * DAY)
    const svg = drawUnderwaterChart(
      { kind: 'underwater', title: 'Below', summary: '', time, series: [{ name: 'Strategy', values: Float64Array.from(depths) }] },
      frame,
    )
    const ys = points(svg, 'sunk-line').map(([, y]) => y)
    expect(ys[0]).toBe(10)
    expect(ys[2]).toBeGreaterThan(ys[1])
    expect(ys[1]).toBeGreaterThan(ys[3])
    expect(svg).toContain('−25.00%')
  })

  it('is calm when nothing was ever lost', () => {
    const flat = { name: 'Strategy', values: new Float64Array(3) }
    const svg = drawUnderwaterChart(
      { kind: 'underwater', title: 'Below', summary: '', time: Float64Array.of(0, DAY, 2 * DAY), series: [flat] },
      frame,
    )
    expect(svg).not.toContain('<circle')
    expect(svg).not.toMatch(/NaN|Infinity/)
  })
})
