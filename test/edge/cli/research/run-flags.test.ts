import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, it } from 'vitest'
import { addRunFlags, readRun } from '../../../../src/edge/cli/research/run-flags.ts'
import { syntheticCsv } from '../synthetic-csv.ts'

const file = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'btc.csv')
writeFileSync(file, syntheticCsv())
const command = () => addRunFlags(new Command(), own => own.option('--own <x>'))
const read = (...argv: string[]) =>
  readRun(
    command()
      .parse(['--data', file, '--strategy', 'ma_crossover', ...argv], { from: 'user' })
      .opts(),
  )

it('reads strategy, parameters, prices and settings', async () => {
  const { strategy, params, settings, bars, quality } = await read('--params', 'fast=5', '--fee-bps', '10', '--stop-loss', '0.02')
  expect(strategy.id).toBe('ma_crossover')
  expect(params).toEqual({ fast: 5 })
  expect(settings).toEqual({ costs: { feeBps: 10 }, exits: { stopLoss: 0.02 } })
  expect(bars.length).toBe(600)
  expect(quality.clean).toBe(true)
})

it('complains about settings before it reads a file', async () => {
  await expect(read('--data', 'nowhere.csv', '--fee-bps', '-1')).rejects.toThrow('--fee-bps')
})

it('groups the own flags with what is run', () => {
  const help = command().helpInformation()
  expect(help.indexOf('--own')).toBeGreaterThan(help.indexOf('What to run:'))
  expect(help.indexOf('--own')).toBeLessThan(help.indexOf('Money and size:'))
})
