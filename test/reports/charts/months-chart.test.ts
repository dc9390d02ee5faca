import { describe, expect, it } from 'vitest'
import { drawMonthsChart } from '../../../src/reports/charts/months-chart.ts'

const unknown = Number.NaN
const chart = {
  kind: 'months',
  title: 'By month',
  summary: '',
  years: [{ year: 2024, months: [0.01, -0.02, 0.123, unknown, 0, 0, 0, 0, 0, 0, 0, 0], total: 0.1134 }],
} as const

describe('drawMonthsChart', () => {
  it('writes the number into every known cell and leaves the others out', () => {
    const svg = drawMonthsChart(chart, { id: 'c', width: 960, narrow: false })
    expect(svg.match(/<rect /g)?.length).toBe(12)
    expect(svg).toContain('<title>Feb 2024: −2.00%</title>')
    expect(svg).toContain('<title>2024: +11.34%</title>')
    expect(svg).toMatch(/class="value">12\.3<\/text>/)
  })

  it('colors by sign and size', () => {
    const svg = drawMonthsChart(chart, { id: 'c', width: 960, narrow: false })
    const opacity = (title: string) => Number(new RegExp(`<title>${title}[^<]*</title><rect [^>]*fill-opacity="([\\d.]+)"`).exec(svg)?.[1])
    expect(opacity('Mar 2024')).toBe(1)
    expect(opacity('Feb 2024')).toBeGreaterThan(opacity('Jan 2024'))
    expect(svg.match(/class="cell loss"/g)?.length).toBe(1)
  })

  it('shortens numbers on a phone', () => {
    const svg = drawMonthsChart(chart, { id: 'c', width: 390, narrow: true })
    expect(svg).toMatch(/class="value">12<\/text>/)
    expect(svg).toMatch(/class="value">−2\.0<\/text>/)
  })
})
