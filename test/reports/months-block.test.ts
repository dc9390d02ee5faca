import { describe, expect, it } from 'vitest'
import { monthsBlock } from '../../src/reports/months-block.ts'

describe('monthsBlock', () => {
  it('counts months up and down and names the best and the worst', () => {
    const time = Float64Array.of(Date.UTC(2024, 0, 31), Date.UTC(2024, 1, 29), Date.UTC(2024, 2, 31))
    const block = monthsBlock({ time, equity: Float64Array.of(110, 99, 100.98), start: 100 })
    expect(block).toMatchObject({
      chart: { kind: 'months', summary: '2 months up, 1 down; best Jan 2024 with 10.00%, worst Feb 2024 with −10.00%.' },
    })
  })

  it('says so when there is none', () => {
    const block = monthsBlock({ time: new Float64Array(0), equity: new Float64Array(0), start: 100 })
    expect(block).toMatchObject({ chart: { summary: 'No months.', years: [] } })
  })
})
