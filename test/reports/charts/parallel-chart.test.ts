import { describe, expect, it } from 'vitest'
import { drawParallelChart, type ParallelChart, parallelLegend } from '../../../src/reports/charts/parallel-chart.ts'

const wide = { id: 'c', width: 960, narrow: false }
const chart: ParallelChart = {
  kind: 'parallel',
  title: 'Runs',
  summary: 's',
  axes: [
    { name: 'fast', values: Float64Array.of(5, 10, 20), format: 'quantity' },
    { name: 'side <x>', values: Float64Array.of(0, 1, 0), format: 'integer', words: ['both', 'long'] },
    { name: 'sharpe', values: Float64Array.of(-1, Number.NaN, 2), format: 'ratio' },
  ],
  marked: [2],
}
const threads = (svg: string, kind: string) =>
  [...svg.matchAll(new RegExp(`<path d="([^"]*)" class="${kind}"/>`, 'g'))].map(([, path]) => path)

describe('drawParallelChart', () => {
  it('has a line per run from axis to axis, low below, broken where nothing is known', () => {
    const svg = drawParallelChart(chart, wide)
    // 44 is the top and 296 the bottom; axes stand at 44, 478 and 912.
    expect(threads(svg, 'thread')).toEqual(['M44 296L478 296L912 296', 'M44 212L478 44', 'M44 44L478 296L912 44'])
    expect(threads(svg, 'thread chosen')).toEqual(['M44 44L478 296L912 44'])
    for (const text of ['>5<', '>10<', '>20<', '>both<', '>long<', '>−1.00<', '>2.00<', 'side &lt;x&gt;']) expect(svg).toContain(text)
  })

  it('draws at most some hundred runs, and the chosen ones always', () => {
    const values = Float64Array.from({ length: 1000 }, (_, k) => k)
    const many = {
      ...chart,
      axes: [
        { name: 'a', values, format: 'quantity' as const },
        { name: 'b', values, format: 'quantity' as const },
      ],
      marked: [1, 3],
    }
    const svg = drawParallelChart(many, wide)
    expect(threads(svg, 'thread').length).toBeLessThanOrEqual(400)
    expect(threads(svg, 'thread chosen')).toHaveLength(2)
    expect(parallelLegend(many).map(({ text }) => text)).toEqual(['the best 2 runs', 'one of 3 runs drawn'])
  })

  it('stands a single value, one axis and none', () => {
    const one = { name: 'a', values: Float64Array.of(3), format: 'quantity' as const }
    for (const axes of [[one, one], [one], [], [{ ...one, values: Float64Array.of(Number.NaN) }]])
      expect(drawParallelChart({ ...chart, axes, marked: [] }, { ...wide, narrow: true })).not.toMatch(/NaN|Infinity/)
  })
})
