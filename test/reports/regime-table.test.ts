import { describe, expect, it } from 'vitest'
import { performanceByRegime } from '../../src/regimes/performance-by-regime.ts'
import { regimeTable } from '../../src/reports/regime-table.ts'

const equity = Float64Array.of(100, 110, 99, 99)

describe('regimeTable', () => {
  it('has a row for each label, and one for all', () => {
    // Each return belongs to the label before its bar: +10 % to calm, −10 % and 0 % to wild.
    const labels = { labels: ['calm', 'wild'], codes: Int8Array.of(0, 1, 1, 0) }
    const { rows } = regimeTable(performanceByRegime(equity, { labels, barsPerYear: 252 }))
    expect(rows.map(([label]) => label)).toEqual(['calm', 'wild', 'all'])
    expect(rows.map(row => Number(Number(row[3]).toFixed(12)))).toEqual([0.1, -0.1, -0.01])
    expect(rows.map(row => row[1])).toEqual([1 / 3, 2 / 3, 1])
  })

  it('names the bars without a label where there are any', () => {
    const labels = { labels: ['calm'], codes: Int8Array.of(-1, 0, 0, 0) }
    const { rows } = regimeTable(performanceByRegime(equity, { labels, barsPerYear: 252 }))
    expect(rows.map(([label]) => label)).toEqual(['calm', 'not known', 'all'])
  })
})
