import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BarColumns } from '../../src/market/scan-bars.ts'
import { scanBars } from '../../src/market/scan-bars.ts'
import { stepChanges } from './step-changes.ts'

const START = Date.UTC(2024, 0, 1)

function flat(length: number): BarColumns {
  const column = (value: number) => new Float64Array(length).fill(value)
  return {
    time: Float64Array.from({ length }, (_, i) => START + i * 60_000),
    open: column(100),
    high: column(101),
    low: column(99),
    close: column(100),
    volume: column(1),
  }
}

describe('scanBars', () => {
  it('finds clean rows clean, over several blocks', () => {
    for (const length of [1, 2, 4095, 4096, 4097, 10_000])
      expect(scanBars(flat(length), 0.1)).toEqual({ clean: true, stepChanges: length > 1 ? [1] : [], jumps: [] })
  })

  const faults: [keyof BarColumns, number][] = [
    ['time', Number.NaN],
    ['time', START - 1],
    ['time', Number.POSITIVE_INFINITY],
    ['open', Number.NaN],
    ['open', 101.5],
    ['open', 98.5],
    ['close', 101.5],
    ['close', 98.5],
    ['close', Number.NaN],
    ['high', Number.POSITIVE_INFINITY],
    ['high', 98],
    ['high', Number.NaN],
    ['low', 0],
    ['low', -1],
    ['low', Number.NaN],
    ['volume', -1],
    ['volume', Number.NaN],
    ['volume', Number.POSITIVE_INFINITY],
  ]
  it.each(faults)('sees %s %d wherever it stands', (name, value) => {
    for (const at of [0, 1, 4095, 4096, 4999]) {
      const columns = flat(5000)
      columns[name][at] = name === 'time' && at === 0 ? Number.NaN : value
      expect(scanBars(columns, 0.1).clean).toBe(false)
    }
  })

  it('sees equal times', () => {
    for (const at of [1, 4096]) {
      const columns = flat(5000)
      columns.time[at] = columns.time[at - 1]
      expect(scanBars(columns, 0.1).clean).toBe(false)
    }
  })

  it('finds every change of step', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(60_000, 60_000, 60_000, 120_000), { maxLength: 30 }),
        fc.integer({ min: 4080, max: 4100 }),
        (steps, before) => {
          const columns = flat(before + steps.length)
          for (const [k, step] of steps.entries()) columns.time[before + k] = columns.time[before + k - 1] + step
          expect(scanBars(columns, 0.1).stepChanges).toEqual(stepChanges(columns.time))
        },
      ),
    )
  })

  it('finds jumps in both directions, also between blocks', () => {
    const columns = flat(5000)
    for (const [at, close] of [
      [100, 120],
      [4096, 80],
    ]) {
      columns.close[at] = close
      columns.high[at] = 200
      columns.low[at] = 50
    }
    expect(scanBars(columns, 0.1).jumps).toEqual([100, 101, 4096, 4097])
    expect(scanBars(columns, 0.2).jumps).toEqual([4096, 4097])
    expect(scanBars(columns, Number.POSITIVE_INFINITY).jumps).toEqual([])
  })
})
