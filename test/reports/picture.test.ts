import { describe, expect, it } from 'vitest'
import { sliceBars } from '../../src/market/bars.ts'
import type { LineChart } from '../../src/reports/charts/line-chart.ts'
import type { PriceChart } from '../../src/reports/charts/price-chart.ts'
import { drawPicture } from '../../src/reports/picture.ts'
import { appleBars, trade } from './fixture.ts'

const bars = appleBars()
const average = { name: 'average', values: bars.close }
const price: PriceChart = { kind: 'price', title: 'Price', summary: 'A price.', bars, trades: [trade({ exitIndex: 30 })], lines: [average] }
const panel: LineChart = {
  kind: 'line',
  title: 'Panel',
  summary: 's',
  time: bars.time,
  series: [average],
  format: 'price',
  levels: [100, 150],
}
const both = [
  { chart: price, height: 300 },
  { chart: panel, height: 120 },
] as const

describe('drawPicture', () => {
  it('puts charts under each other without overlap, as high as asked for', () => {
    const svg = drawPicture({ title: 'A & B', subtitle: 'small <print>', charts: both })
    const places = [...svg.matchAll(/<svg y="(\d+)" width="960" height="(\d+)" viewBox="0 0 960 (\d+)"/g)].map(match =>
      match.slice(1).map(Number),
    )
    expect(places.map(([, height, box]) => [height, box])).toEqual([
      [300, 300],
      [120, 120],
    ])
    expect(places[1][0]).toBeGreaterThan(places[0][0] + 300)
    const total = Number(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 960 (\d+)"/.exec(svg)?.[1])
    expect(total).toBeGreaterThanOrEqual(places[1][0] + 120)
    expect(svg).toContain('aria-label="A &amp; B"')
    expect(svg).toContain('small &lt;print&gt;')
    expect(new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(match => match[1])).size).toBe(4)
  })

  it('needs less room without a subtitle', () => {
    const height = (svg: string) => Number(/viewBox="0 0 960 (\d+)"/.exec(svg)?.[1])
    expect(height(drawPicture({ title: 'A', charts: both }))).toBeLessThan(height(drawPicture({ title: 'A', subtitle: 'b', charts: both })))
  })

  it('stands still: no script, nothing fetched, a white page, every class and color declared', () => {
    const svg = drawPicture({ title: 'A', charts: both })
    expect(svg).not.toMatch(/<script|data-hover|url\(|@import|href/)
    expect(svg).toContain('fill="#fff"')
    const ruled = new Set([...(/<style>(.*)<\/style>/s.exec(svg)?.[1] ?? '').matchAll(/\.([a-z][a-z-]*)/g)].map(match => match[1]))
    const used = new Set([...svg.matchAll(/ class="([^"]*)"/g)].flatMap(match => match[1].split(' ')))
    expect([...used].filter(name => !ruled.has(name) && name !== 'wide')).toEqual([])
    const declared = new Set([...svg.matchAll(/(--[a-z-]+):/g)].map(match => match[1]))
    expect([...svg.matchAll(/var\((--[a-z-]+)\)/g)].filter(match => !declared.has(match[1]))).toEqual([])
  })

  it('has fewer points than there are bars', () => {
    const svg = drawPicture({ title: 'A', charts: both })
    const path = /<path d="([^"]*)" class="price"/.exec(svg)?.[1] ?? ''
    const points = path.match(/[ML]/g)?.length ?? 0
    expect(points).toBeGreaterThan(300)
    expect(points).toBeLessThan(1100)
    expect(svg.length).toBeLessThan(40_000)
  })

  it('breaks a long key into lines', () => {
    const lines = Array.from({ length: 12 }, (_, k) => ({ name: `a line with a long name, number ${k}`, values: bars.close }))
    const svg = drawPicture({ title: 'A', charts: [{ chart: { ...price, lines }, height: 200 }] })
    const xs = [...svg.matchAll(/<text x="([\d.]+)" y="[\d.]+">a line[^<]*</g)].map(match => Number(match[1]))
    expect(xs).toHaveLength(12)
    for (const x of xs) expect(x).toBeLessThan(960 - 200)
    expect(Number(/<svg y="(\d+)"/.exec(svg)?.[1])).toBeGreaterThan(44 + 60)
  })

  it('survives none and one bar', () => {
    for (const length of [0, 1]) {
      const few = sliceBars(bars, 0, length)
      const svg = drawPicture({
        title: '',
        charts: [
          { chart: { ...price, bars: few, trades: [], lines: [] }, height: 200 },
          { chart: { ...panel, time: few.time, series: [{ name: 'a', values: few.close }] }, height: 100 },
        ],
      })
      expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    }
    expect(drawPicture({ title: 'Empty', charts: [] })).toMatch(/^<svg .*<\/svg>\n$/s)
  })
})
