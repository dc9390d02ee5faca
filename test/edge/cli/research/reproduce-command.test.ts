import { copyFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openRunStore } from '../../../../src/edge/sqlite/run-store.ts'
import { run } from '../run.ts'
import { syntheticCsv } from '../synthetic-csv.ts'
import { emptyHome } from './recorded.ts'

it('ends with 0 when the same comes out, and records that', async () => {
  const { ran, research } = emptyHome()
  const { runId } = await ran('sweep', '--grid', 'fast=5,10')
  const { code, out } = await research('reproduce', runId, '--json')
  const data = JSON.parse(out)
  expect([code, data.same, data.original]).toEqual([0, true, runId])
  expect(JSON.parse((await research('runs', 'show', data.runId, '--json')).out)).toMatchObject({ type: 'reproduce', parent: runId })
  expect(JSON.parse((await research('reproduce', runId, '--no-save', '--json')).out).runId).toBeNull()
  expect(JSON.parse((await research('runs', '--json')).out).total).toBe(2)
})

it('ends with 1 when something else comes out, and says what', async () => {
  const { ran, research, home } = emptyHome()
  const { runId } = await ran('sweep', '--grid', 'fast=5,10')
  const store = openRunStore(home)
  const record = store.get(runId)
  if (record === undefined) throw new Error('not recorded')
  store.add({ record: { ...record, id: 'changed', metrics: { ...record.metrics, sharpe: 99 } } })
  store.close()
  const { code, out } = await research('reproduce', 'changed')
  expect(code).toBe(1)
  expect(out).toMatch(/DIFFERENT: .*sharpe was 99/)
  expect(out).toMatch(/^sharpe +99 /m)
})

it('ends with 2 for prices that are not there or not the same, and takes them from elsewhere', async () => {
  const { ran, research, file, folder } = emptyHome()
  const { runId } = await ran('sweep', '--grid', 'fast=5,10')
  const moved = join(folder, 'moved.csv')
  copyFileSync(file, moved)
  rmSync(file)
  expect((await research('reproduce', runId)).code).toBe(2)
  expect((await research('reproduce', runId, '--data', moved)).code).toBe(0)
  writeFileSync(moved, 'time,open,high,low,close,volume\n2024-01-01,1,1,1,1,1\n2024-01-02,1,1,1,1,1\n')
  const { code, error } = await research('reproduce', runId, '--data', moved)
  expect(code).toBe(2)
  expect(error).toMatch(/not the prices of run/)
  expect((await research('reproduce', 'zzzz')).code).toBe(2)
})

it('finds the files of other symbols again, and takes those that were moved from elsewhere', async () => {
  const { research, file, folder, home } = emptyHome()
  const rule = `export class Lead extends Strategy {
    static id = 'lead'
    eth = this.other('ETH/EUR')
    sol = this.other('SOL/EUR')
    decide() { return this.eth.close.value > this.eth.close.previous && this.sol.close.value > 0 ? 1 : 0 }
  }`
  const strategy = join(folder, 'lead.js')
  writeFileSync(strategy, `import { Strategy } from 'peak-trade'\n${rule}`)
  const [eth, sol] = ['eth.csv', 'sol.csv'].map(name => join(folder, name))
  for (const path of [eth, sol]) writeFileSync(path, syntheticCsv())
  const argv = ['--strategy', strategy, '--other', `ETH/EUR=${eth}`, '--other', `SOL/EUR=${sol}`, '--home', home, '--json']
  const { runId } = JSON.parse((await run('backtest', '--data', file, ...argv)).out)
  const same = async (...more: string[]) => (await research('reproduce', runId, ...more)).out
  expect(await same()).toContain('the same to the bit')
  expect((await research('runs', 'show', runId)).out).toContain(`${file}, ${eth}, ${sol}`)
  const moved = join(folder, 'moved.csv')
  copyFileSync(sol, moved)
  rmSync(sol)
  expect((await research('reproduce', runId)).code).toBe(2)
  expect(await same('--other', `SOL/EUR=${moved}`)).toContain('the same to the bit')
  expect(await same('--data', file, '--other', `SOL/EUR=${moved}`)).toContain('the same to the bit')
})
