import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expressed } from '../golden/indicators.ts'
import { goldenA, goldenB } from '../golden/series.ts'

interface Table {
  readonly n: number
  readonly tolerance: { readonly rtol: number; readonly atol: number; readonly sum_rtol: number }
  readonly indicators: Readonly<Record<string, Entry>>
}

interface Entry {
  readonly first_finite: number
  readonly count_finite: number
  readonly sum_finite: number
  readonly sum_abs_finite: number
  readonly values: readonly (readonly [bar: number, value: number])[]
}

const read = (name: string) => readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8')

describe.each([
  ['A', goldenA(), 'own/indicators_aapl.json'],
  ['B', goldenB(), 'own/indicators_synthetic.json'],
] as const)('golden numbers of series %s', (name, series, file) => {
  const { n, indicators, tolerance } = JSON.parse(read(file)) as Table

  it.each(Object.keys(expressed))('%s', key => {
    const want = indicators[key]
    const { values, exact } = expressed[key]
    const isExact = exact === 'both' || exact === name
    const got = values(series)
    expect(got.length).toBe(n)
    expect(got.findIndex(value => Number.isFinite(value))).toBe(want.first_finite)
    expect(got.filter(value => Number.isFinite(value)).length).toBe(want.count_finite)
    expect(want.values.length).toBeGreaterThan(5)
    for (const [bar, value] of want.values) {
      const limit = isExact ? 0 : tolerance.atol + tolerance.rtol * Math.abs(value)
      expect(Math.abs(got[bar] - value), `bar ${bar}: ${got[bar]} instead of ${value}`).toBeLessThanOrEqual(limit)
    }
    const sum = got.reduce((total, value) => (Number.isFinite(value) ? total + value : total), 0)
    expect(Math.abs(sum - want.sum_finite)).toBeLessThanOrEqual(tolerance.sum_rtol * want.sum_abs_finite)
  })

  it('has a word on every golden series', () => {
    const page = read('indicators.md')
    for (const key of Object.keys(indicators)) {
      const row = page.split('\n').find(line => line.startsWith(`| \`${key}\``))
      expect(row, `${key} is missing in test/golden/indicators.md`).toBeDefined()
      expect(row?.includes('| – |'), `${key}: the table and test/golden/indicators.ts disagree`).toBe(!Object.hasOwn(expressed, key))
    }
  })
})
