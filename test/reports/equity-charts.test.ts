import { describe, expect, it } from 'vitest'
import { equityCharts } from '../../src/reports/equity-charts.ts'

const curve = { time: Float64Array.of(0, 1, 2), equity: Float64Array.of(100, 120, 90), capital: 100, name: 'Portfolio' }
const hold = {
  equity: Float64Array.of(100, 100, 150),
  drawdown: Float64Array.of(0, 0.1, 0),
  totalReturn: 0.5,
  cagr: 0.1,
  sharpe: 1,
  maxDrawdown: 0.1,
}

describe('equityCharts', () => {
  it('shows equity and what is below its high', () => {
    const [line, water] = equityCharts(curve)
    expect(line).toMatchObject({ chart: { summary: 'Equity from 100.00 to 90.00.', series: [{ name: 'Portfolio' }], baseline: 100 } })
    expect(water).toMatchObject({ chart: { summary: 'Drawdown at each close: at most 25.00%.' } })
    if (water.kind !== 'chart' || water.chart.kind !== 'underwater') throw new Error('no drawdowns')
    expect(water.chart.series).toHaveLength(1)
    expect([...water.chart.series[0].values].map(value => Number(value.toFixed(12)))).toEqual([0, 0, 0.25])
  })

  it('puts holding beside it where it is known', () => {
    const [line, water] = equityCharts({ ...curve, hold })
    expect(line).toMatchObject({
      chart: {
        summary: 'Equity from 100.00 to 90.00; buy and hold from the same capital to 150.00.',
        series: [{ name: 'Portfolio' }, { name: 'Buy and hold', values: hold.equity }],
      },
    })
    expect(water).toMatchObject({
      chart: { summary: 'Drawdown at each close: at most 25.00%; buy and hold at most 10.00%.', series: [{}, { values: hold.drawdown }] },
    })
  })
})
