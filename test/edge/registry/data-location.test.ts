import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { writeCsv } from '../../../src/edge/files/csv.ts'
import { absoluteLocation, filesOf, loadHistories, loadLocation } from '../../../src/edge/registry/data-location.ts'
import { fingerprintBars } from '../../../src/market/fingerprint-bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { withOthers } from '../../../src/market/with-others.ts'
import type { DataLocation } from '../../../src/research/run-record.ts'

const made = { seed: 1, length: 50, symbol: 'A' } as const
const file = (path: string, symbol: string): DataLocation => ({ kind: 'file', path, options: { symbol } })

it('loads the bars of a location with those of other symbols, in order', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'b.csv')
  const other = syntheticBars({ seed: 2, length: 60, symbol: 'B' })
  await writeCsv(path, other)
  const third = { kind: 'synthetic', options: { ...made, seed: 3, symbol: 'C' } } as const
  const loaded = await loadLocation({ kind: 'synthetic', options: made, others: [file(path, 'B'), third] })
  const want = withOthers(syntheticBars(made), [other, syntheticBars(third.options)])
  expect(fingerprintBars(loaded)).toBe(fingerprintBars(want))
  expect((await loadLocation({ kind: 'synthetic', options: made })).others).toBeUndefined()
  const histories = await loadHistories({ kind: 'synthetic', options: made, others: [file(path, 'B'), third] })
  expect(histories.map(bars => bars.symbol)).toEqual(['A', 'B', 'C'])
  expect(histories.map(fingerprintBars)).toEqual([syntheticBars(made), other, syntheticBars(third.options)].map(fingerprintBars))
})

it('makes every path whole, and lists them', () => {
  const location = { ...file('a.csv', 'A'), others: [file('b.csv', 'B'), { kind: 'synthetic' as const, options: made }] }
  const whole = absoluteLocation(location)
  expect(filesOf(whole)).toEqual([resolve('a.csv'), resolve('b.csv')])
  expect(whole).toMatchObject({ kind: 'file', options: { symbol: 'A' } })
  // What records held before there were several files stays as it is.
  expect(absoluteLocation(file('/a.csv', 'A'))).toEqual({ kind: 'file', path: resolve('/a.csv'), options: { symbol: 'A' } })
  expect(filesOf({ kind: 'synthetic', options: made })).toEqual([])
})
