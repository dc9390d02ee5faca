import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/reports/document.ts'
import { exposureBlocks, weightsBlocks } from '../../src/reports/weights-blocks.ts'
import { fixturePortfolio } from './portfolio-fixture.ts'

const result = fixturePortfolio({ sleeves: 2, length: 6 })
const chartOf = ([block]: readonly Block[]) => {
  if (block.kind !== 'chart') throw new Error('no chart')
  return block.chart
}

describe('weightsBlocks', () => {
  it('holds every weight until the next one', () => {
    const weights = {
      rows: Int32Array.of(0, 2, 5),
      columns: [Float64Array.of(0.5, 0.3, 0.3), Float64Array.of(0.5, 0.5, 0.7)],
      notes: [],
    }
    const chart = chartOf(weightsBlocks({ ...result, weights }))
    if (chart.kind !== 'stack') throw new Error('no stack')
    expect(chart.series.map(({ values }) => [...Array.from(values)])).toEqual([
      [0.5, 0.5, 0.3, 0.3, 0.3, 0.3],
      [0.5, 0.5, 0.5, 0.5, 0.5, 0.7],
    ])
    expect(chart.steps).toBe(true)
    expect(chart.summary).toBe(
      'Weight of each sleeve, changed 2 times; at the end ma_crossover BTC/EUR 30.00%, rsi_reversion ETH/EUR 70.00%.',
    )
  })

  it('is fast where weights change at every bar', () => {
    const length = 100_000
    const long = fixturePortfolio({ sleeves: 2, length })
    const column = Float64Array.from({ length }, (_, i) => i / length)
    const weights = { rows: Int32Array.from(column, (_, i) => i), columns: [column, column], notes: [] }
    const chart = chartOf(weightsBlocks({ ...long, weights }))
    if (chart.kind !== 'stack') throw new Error('no stack')
    expect(chart.series[1].values[77_777]).toBe(0.77777)
  })

  it('is nothing where weights are not known', () => {
    expect(weightsBlocks({ ...result, weights: undefined })).toEqual([])
  })
})

describe('exposureBlocks', () => {
  it('shows gross, net and cash on one linear axis', () => {
    const chart = chartOf(exposureBlocks(result))
    if (chart.kind !== 'line') throw new Error('no lines')
    const { gross, net, cash } = result.attribution.exposure
    expect(chart.series.map(({ values }) => values)).toEqual([gross, net, cash])
    expect(chart.range).toEqual([0, 1])
    expect(chart.summary).toContain(`${(100 * net[5]).toFixed(2)}% net of shorts`)
  })
})
