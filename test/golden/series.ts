import { readFileSync } from 'node:fs'

/** An input of the golden tables, with the columns of `Bars`. */
export interface GoldenSeries {
  readonly length: number
  readonly time: Float64Array
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
}

function emptySeries(length: number): GoldenSeries {
  const column = () => new Float64Array(length)
  return { length, time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() }
}

/** Series A: 1260 daily bars of AAPL, 2013-05-13 to 2018-05-11, of the npm package `@observablehq/sample-datasets` (ISC). */
export function goldenA(): GoldenSeries {
  const file = new URL('../../node_modules/@observablehq/sample-datasets/aapl.csv', import.meta.url)
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  const series = emptySeries(rows.length)
  for (const [i, row] of rows.entries()) {
    const [date, open, high, low, close, , volume] = row.split(',')
    series.time[i] = Date.parse(`${date}T00:00:00Z`)
    series.open[i] = Number(open)
    series.high[i] = Number(high)
    series.low[i] = Number(low)
    series.close[i] = Number(close)
    series.volume[i] = Number(volume)
  }
  return series
}

/** Series B: 5000 synthetic hourly bars from a 32-bit linear congruential generator, the same bits everywhere. */
export function goldenB(): GoldenSeries {
  const series = emptySeries(5000)
  let state = 42
  const uniform = () => {
    state = (1664525 * state + 1013904223) % 4294967296
    return state / 4294967296
  }
  let previous = 100
  let drift = 0
  for (let i = 0; i < series.length; i++) {
    if (i % 250 === 0) drift = (uniform() - 0.5) * 0.002
    const a = uniform()
    const b = uniform()
    const c = uniform()
    const d = uniform()
    const change = drift + 0.01 * (a + b + c + d - 2)
    let gap = (uniform() - 0.5) * 0.004
    if (uniform() < 0.02) gap *= 10
    const open = previous * (1 + gap)
    const close = open * (1 + change)
    series.time[i] = 1704067200000 + 3600000 * i
    series.open[i] = open
    series.high[i] = Math.max(open, close) * (1 + 0.006 * uniform())
    series.low[i] = Math.min(open, close) * (1 - 0.006 * uniform())
    series.close[i] = close
    series.volume[i] = 100 + 900 * uniform()
    previous = close
  }
  return series
}
