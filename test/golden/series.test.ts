import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { goldenA, goldenB } from './series.ts'

interface Input {
  readonly n: number
  readonly bars: readonly (readonly number[])[]
  readonly sum: Readonly<Record<'o' | 'h' | 'l' | 'c' | 'v', number>>
}

const inputs = JSON.parse(readFileSync(new URL('./own/inputs.json', import.meta.url), 'utf8')) as Record<'A' | 'B', Input>

describe.each([
  ['A', goldenA()],
  ['B', goldenB()],
] as const)('golden series %s', (name, series) => {
  const want = inputs[name]

  it('has the published bars, bit for bit', () => {
    expect(series.length).toBe(want.n)
    for (const [i, ...values] of want.bars)
      expect([series.time[i], series.open[i], series.high[i], series.low[i], series.close[i], series.volume[i]]).toEqual(values)
  })

  it('has the published sums, left to right', () => {
    const columns = { o: series.open, h: series.high, l: series.low, c: series.close, v: series.volume }
    for (const key of ['o', 'h', 'l', 'c', 'v'] as const) expect(columns[key].reduce((sum, value) => sum + value, 0)).toBe(want.sum[key])
  })
})
