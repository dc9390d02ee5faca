import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { run } from '../../run.ts'
import { memoryCsv } from '../memory-market.ts'
import { recipeMarket } from './recipe-market.ts'

const recorded = async (preset: string) => {
  const { folder, prices, config } = recipeMarket()
  const home = join(folder, 'home')
  const out = await run(
    'research',
    'portfolio',
    '--preset',
    preset,
    '--config',
    config,
    '--data',
    prices,
    '--home',
    home,
    '--fee-bps',
    '5',
    '--json',
  )
  const { runId } = JSON.parse(out.out)
  const reproduce = (...argv: string[]) => run('research', 'reproduce', runId, '--home', home, ...argv)
  return { folder, prices, runId, home, reproduce }
}

it('finds the files of all symbols again, wherever they were moved', async () => {
  const { folder, prices, reproduce } = await recorded('memory')
  expect(await reproduce()).toMatchObject({ code: 0, out: expect.stringContaining('the same to the bit') })
  const moved = join(folder, 'moved')
  cpSync(prices, moved, { recursive: true })
  rmSync(prices, { recursive: true })
  expect((await reproduce()).code).toBe(2)
  expect(await reproduce('--data', moved)).toMatchObject({ code: 0 })
  const eth = join(mkdtempSync(join(folder, 'eth-')), 'eth.csv')
  renameSync(join(moved, 'ETH-EUR.csv'), eth)
  expect((await reproduce('--data', moved)).error).toMatch(/traded ETH\/EUR, of which .*moved has no prices/)
  expect(await reproduce('--data', join(moved, 'BTC-EUR.csv'), '--other', `ETH/EUR=${eth}`)).toMatchObject({ code: 0 })
  writeFileSync(eth, memoryCsv(0.1))
  expect((await reproduce('--data', join(moved, 'BTC-EUR.csv'), '--other', `ETH/EUR=${eth}`)).error).toMatch(
    /the bars are not those of run/,
  )
})

it('repeats the part that a sweep has left', async () => {
  const { reproduce } = await recorded('best_of_sweep')
  const { code, out } = await reproduce('--json')
  expect([code, JSON.parse(out).same]).toEqual([0, true])
})
