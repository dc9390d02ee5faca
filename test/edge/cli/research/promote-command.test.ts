import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readPromotion } from '../../../../src/edge/files/promotion-file.ts'
import { openRunStore } from '../../../../src/edge/sqlite/run-store.ts'
import { run } from '../run.ts'
import { syntheticCsv } from '../synthetic-csv.ts'
import { memoryCsv } from './memory-market.ts'

let folder: string
let noise: string
let memory: string
let homes = 0
const newHome = () => join(folder, `home-${homes++}`)
const crossover = (home: string, ...more: string[]) =>
  run(
    'research',
    'promote',
    '--data',
    noise,
    '--strategy',
    'ma_crossover',
    '--grid',
    'fast=5,10',
    '--grid',
    'slow=20,50',
    '--home',
    home,
    ...more,
  )
const momentum = [
  '--strategy',
  'momentum',
  '--grid',
  'lookback=1,2,3',
  '--grid',
  'entry=0.001,0.005',
  '--grid',
  'exit=-0.001,-0.005',
  '--grid',
  'shorts=false,true',
]
const settings = ['--sizing', 'fraction=0.5', '--fee-bps', '2', '--slippage-bps', '1']

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  noise = join(folder, 'prices.csv')
  memory = join(folder, 'memory.csv')
  writeFileSync(noise, syntheticCsv())
  writeFileSync(memory, memoryCsv(0.25))
})

describe('research promote', () => {
  it('says no-go with reasons, and notes the run and its sweep', async () => {
    const home = newHome()
    const { code, out } = await crossover(home, '--json', '--tag', 'first', '--where', 'fast<slow')
    const data = JSON.parse(out)
    expect(code).toBe(1)
    expect(data.go).toBe(false)
    expect(data.refusals.length).toBeGreaterThan(1)
    expect(data.evidence).toMatchObject({ combinations: 4, trials: 4 })
    expect(data.record).toBeNull()
    expect(existsSync(join(home, 'promotions'))).toBe(false)
    const store = openRunStore(home)
    expect(store.get(data.run)).toMatchObject({
      type: 'promotion',
      strategy: 'ma_crossover',
      metrics: { go: 0 },
      tags: ['first'],
      trials: 4,
    })
    expect(store.list({ parent: data.run }).records.map(({ type }) => type)).toEqual(['sweep'])
    store.close()
  })

  it('counts what was tried before, also when it notes nothing itself', async () => {
    const home = newHome()
    const trialsOf = async (...argv: string[]) => JSON.parse((await crossover(home, '--json', ...argv)).out).evidence.trials
    expect(await trialsOf()).toBe(4)
    expect(await trialsOf()).toBe(4)
    // Other costs are other trials.
    expect(await trialsOf('--fee-bps', '5')).toBe(8)
    expect(await trialsOf('--no-save', '--fee-bps', '9')).toBe(8)
    expect(await trialsOf('--trials', '500')).toBe(500)
    const store = openRunStore(home)
    expect(store.count({ types: ['promotion'] })).toBe(4)
    store.close()
  })

  it('writes the record of a go, which can be read back', async () => {
    const home = newHome()
    const report = join(folder, 'report')
    const { code, out } = await run('research', 'promote', '--data', memory, ...momentum, ...settings, '--home', home, '--report', report)
    expect(out).toMatch(/^GO by policy moderate: momentum with lookback=1 /m)
    expect(code).toBe(0)
    const [file, ...more] = readdirSync(join(home, 'promotions'))
    expect(more).toEqual([])
    expect(file).toMatch(/^momentum-memory-[0-9a-f]{8}\.json$/)
    const record = await readPromotion(join(home, 'promotions', file))
    expect(record.fingerprint.slice(0, 8)).toBe(file.slice(-13, -5))
    expect(record.evidence).toMatchObject({ symbol: 'memory', combinations: 24, strategy: { id: 'momentum' } })
    expect(readFileSync(join(report, 'report.html'), 'utf8')).toContain('<svg')
    const store = openRunStore(home)
    const [{ artifacts }] = store.list({ types: ['promotion'] }).records
    expect(artifacts.map(({ kind }) => kind)).toEqual(['report', 'report', 'promotion'])
    store.close()
    const own = join(folder, 'deep', 'own.json')
    const again = await run(
      'research',
      'promote',
      '--data',
      memory,
      ...momentum,
      ...settings,
      '--home',
      join(folder, 'unused'),
      '--no-save',
      '--record',
      own,
    )
    expect(again.code).toBe(0)
    expect((await readPromotion(own)).fingerprint).toBe(record.fingerprint)
    expect(existsSync(join(folder, 'unused'))).toBe(false)
  })

  it('takes a policy from a file, which starts from one that is shown', async () => {
    const shown = await run('research', 'promote', '--show-policy', 'moderate')
    expect(shown.code).toBe(0)
    const file = join(folder, 'mine.toml')
    writeFileSync(file, shown.out.replace('name = "moderate"', 'name = "mine"').replace('min_sharpe = 1.5', 'min_sharpe = 9'))
    const { out } = await crossover(newHome(), '--policy', file, '--json')
    expect(JSON.parse(out).policy).toMatchObject({ name: 'mine', minSharpe: 9 })
    const listed = JSON.parse((await run('research', 'promote', '--list-policies', '--json')).out)
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(['conservative', 'moderate', 'aggressive'])
    expect((await run('research', 'promote', '--list-policies')).out).toContain('moderate')
  })

  it.each([
    [['--policy', 'bold'], /there is no policy "bold"/],
    [['--grid', 'speed=1'], /no parameter "speed"/],
    [['--min-trades', '9999'], /none of 4 parameter sets has traded 9999 times/],
    [['--test', '9999'], /windows smaller/],
  ])('refuses %j', async (argv, message) => {
    const { code, error } = await crossover(newHome(), ...argv)
    expect(code).toBe(2)
    expect(error).toMatch(message)
  })

  it('asks for a strategy', async () => {
    expect(await run('research', 'promote', '--data', noise)).toMatchObject({
      code: 2,
      error: expect.stringContaining('--strategy is missing'),
    })
  })
})
