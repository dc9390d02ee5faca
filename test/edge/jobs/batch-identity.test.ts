import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { hashModule, identifyBatch } from '../../../src/edge/jobs/batch-identity.ts'
import { sweepBatch } from './batches.ts'

it('the same work has the same identity, other work another, piece by piece', async () => {
  const batch = sweepBatch('ma_crossover', 'fast', [5, 10])
  const identity = await identifyBatch(batch)
  expect(await identifyBatch({ ...batch, ranges: [], cost: 7 })).toEqual(identity)
  const differs = async (other: typeof batch) => {
    const found = await identifyBatch(other)
    return Object.keys({ ...found, ...identity }).filter(name => found[name] !== identity[name])
  }
  expect(await differs(sweepBatch('ma_crossover', 'fast', [5, 11]))).toEqual(['plan'])
  expect(await differs(sweepBatch('ma_crossover', 'slow', [50]))).toEqual(['shape', 'plan'])
  expect(await differs({ ...batch, work: { ...(batch.work as object), settings: { capital: 1 } } })).toEqual(['settings'])
  const close = Float64Array.from(batch.data.close)
  close[3] += 1e-9
  expect(await differs({ ...batch, data: { ...batch.data, close } })).toEqual(['data'])
  expect(await differs(sweepBatch('Sometimes', 'fast', [5, 10]))).toEqual(['strategy', 'source'])
})

it('the text of a module counts', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'module-')), 'a.mjs')
  writeFileSync(file, 'export const a = 1')
  const before = await hashModule(pathToFileURL(file).href)
  expect(before).toMatch(/^[0-9a-f]{32}$/)
  writeFileSync(file, 'export const a = 2')
  expect(await hashModule(pathToFileURL(file).href)).not.toBe(before)
  expect(await hashModule('data:text/javascript,1')).not.toBe(await hashModule('data:text/javascript,2'))
  await expect(hashModule(pathToFileURL(`${file}.gone`).href)).rejects.toMatchObject({ code: 'strategy/module' })
})
