import { describe, expect, it } from 'vitest'
import { drawStackChart, type StackChart, stackLegend } from '../../../src/reports/charts/stack-chart.ts'

const wide = { id: 'c', width: 960, narrow: false }
const narrow = { id: 'c', width: 390, narrow: true }
const DAY = 86_400_000

function chartOf(columns: readonly (readonly number[] | Float64Array)[], rest: Partial<StackChart> = {}): StackChart {
  const length = columns[0]?.length ?? 0
  return {
    kind: 'stack',
    title: 'Profit',
    summary: 'Up and down.',
    time: Float64Array.from({ length }, (_, i) => Date.UTC(2024, 0, 1) + i * DAY),
    series: columns.map((values, k) => ({ name: `part ${k + 1}`, values: Float64Array.from(values) })),
    format: 'money',
    ...rest,
  }
}

/** The corners of every layer, in order of the class. */
function layersOf(svg: string): { readonly name: string; readonly points: readonly (readonly [number, number])[] }[] {
  return [...svg.matchAll(/<path d="([^"]+)" class="layer ([^"]+)"/g)].map(([, path, name]) => ({
    name,
    points: path
      .split(/[MLZ]/)
      .filter(text => text !== '')
      .map(text => text.split(' ').map(Number) as unknown as readonly [number, number]),
  }))
}

const heightOf = (points: readonly (readonly [number, number])[]) => {
  const ys = points.map(([, y]) => y)
  return Math.max(...ys) - Math.min(...ys)
}

describe('drawStackChart', () => {
  it('has layers as thick as their values, each on the one before it', () => {
    const [first, second] = layersOf(drawStackChart(chartOf([Array(5).fill(10), Array(5).fill(30)]), wide))
    expect([first.name, second.name]).toEqual(['layer-0', 'layer-1'])
    expect(heightOf(second.points) / heightOf(first.points)).toBeCloseTo(3, 1)
    // The upper edge of the first is the lower edge of the second; y grows downward.
    expect(Math.min(...first.points.map(([, y]) => y))).toBeCloseTo(Math.max(...second.points.map(([, y]) => y)), 6)
  })

  it('puts what is negative below zero, though it was positive before', () => {
    const svg = drawStackChart(
      chartOf(
        [
          [4, 4, 4, 4],
          [2, 2, -2, -2],
        ],
        { total: 'all' },
      ),
      wide,
    )
    const [first, second] = layersOf(svg)
    const zero = Math.max(...first.points.map(([, y]) => y))
    const above = second.points.filter(([, y]) => y < zero)
    const below = second.points.filter(([, y]) => y > zero)
    expect(above.length).toBeGreaterThan(0)
    expect(below.length).toBeGreaterThan(0)
    // Two up, two down, beside four: the sum ends at half of the first layer.
    const [line] = /<path d="([^"]+)" class="sum"/.exec(svg)?.slice(1) ?? []
    const ys = (line ?? '')
      .split(/[ML]/)
      .slice(1)
      .map(text => Number(text.split(' ')[1]))
    expect((zero - ys[3]) / heightOf(first.points)).toBeCloseTo(0.5, 1)
    expect((zero - ys[0]) / heightOf(first.points)).toBeCloseTo(1.5, 1)
  })

  it('holds values until the next one when asked', () => {
    const flat = (steps: boolean) => {
      const [layer] = layersOf(drawStackChart(chartOf([[1, 1, 3, 3]], { steps }), wide))
      return layer.points.filter(([x], k, points) => k > 0 && points[k - 1][0] === x).length
    }
    // Only the step itself, and the side where the area closes.
    expect(flat(true)).toBeGreaterThan(flat(false))
  })

  it('carries the number of its key on every layer with room for it', () => {
    const svg = drawStackChart(chartOf([Array(9).fill(50), Array(9).fill(0.01), Array(9).fill(-40)]), wide)
    const marks = [...svg.matchAll(/class="label">(\d+)</g)].map(match => match[1])
    expect(marks).toEqual(['1', '3'])
    expect(stackLegend(chartOf([[1], [2]], { total: 'all' }))).toEqual([
      { symbol: 'layer-0', text: '1 part 1' },
      { symbol: 'layer-1', text: '2 part 2' },
      { symbol: 'total', text: 'all' },
    ])
  })

  it('keeps the seven largest of many and sums up the others', () => {
    const twenty = chartOf(Array.from({ length: 20 }, (_, k) => Array(6).fill(k % 2 === 0 ? 1 : 10 + k)))
    const key = stackLegend(twenty)
    expect(key.map(({ text }) => text)).toEqual([...[8, 10, 12, 14, 16, 18, 20].map(place => `${place} part ${place}`), '13 others'])
    expect(key.at(-1)?.symbol).toBe('layer-others')
    const layers = layersOf(drawStackChart(twenty, wide))
    expect(layers.map(({ name }) => name)).toEqual([...Array.from({ length: 7 }, (_, k) => `layer-${k}`), 'layer-others'])
    // Ten ones, and 11, 13, 15: 49 beside the largest, 29.
    expect(heightOf(layers[7].points) / heightOf(layers[6].points)).toBeCloseTo(49 / 29, 1)
    // Equals do not make it more than eight.
    expect(stackLegend(chartOf(Array.from({ length: 20 }, () => [1, 1])))).toHaveLength(8)
  })

  it('has few points of many bars, inside the picture, with the extremes of the sum', () => {
    const length = 100_000
    const columns = Array.from({ length: 20 }, (_, k) => Float64Array.from({ length }, (_, i) => Math.sin(i / (900 + 70 * k)) * 100))
    columns[0][54_321] = 9_000
    for (const frame of [wide, narrow]) {
      const svg = drawStackChart(chartOf(columns, { total: 'all' }), frame)
      expect(svg.length).toBeLessThan(200_000)
      expect(svg).not.toMatch(/NaN|Infinity|undefined/)
      const layers = layersOf(svg)
      const points = layers.flatMap(layer => layer.points)
      for (const [x, y] of points) expect(x >= 0 && x <= frame.width && y >= 0 && y <= 330).toBe(true)
      // The spike of one bar is still there.
      expect(Math.max(...layers.map(layer => heightOf(layer.points)))).toBeGreaterThan(100)
    }
  })

  it('counts what is not known as nothing, and stands nothing at all', () => {
    const odd = chartOf([
      [1, Number.NaN, 3],
      [Number.POSITIVE_INFINITY, 1, 1],
    ])
    for (const chart of [
      odd,
      chartOf([]),
      chartOf([[]]),
      chartOf([[5]], { total: 'all' }),
      chartOf([
        [0, 0],
        [0, 0],
      ]),
    ])
      for (const frame of [wide, narrow]) {
        const svg = drawStackChart(chart, frame)
        expect(svg).not.toMatch(/d="[^"]*(NaN|Infinity)|undefined/)
        expect(svg).toContain('<title id="c-t">Profit</title><desc id="c-d">Up and down.</desc>')
      }
    expect(layersOf(drawStackChart(chartOf([[5]]), wide))[0].points.length).toBeGreaterThan(3)
  })

  it('shows the sum and every layer under the pointer, and percent as such', () => {
    const svg = drawStackChart(
      chartOf(
        [
          [0.25, 0.25],
          [0.5, 0.75],
        ],
        { format: 'percent', total: 'all' },
      ),
      wide,
    )
    const data = JSON.parse(/<script type="application\/json">(.*)<\/script>/.exec(svg)?.[1] ?? '') as { text: string[] }
    expect(data.text).toEqual([
      '2024-01-01\nall 75.00%\n1 part 1 25.00%\n2 part 2 50.00%',
      '2024-01-02\nall 100.00%\n1 part 1 25.00%\n2 part 2 75.00%',
    ])
    expect(svg).toContain('>100%</text>')
  })
})
