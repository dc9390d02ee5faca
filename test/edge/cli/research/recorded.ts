import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../run.ts'
import { syntheticCsv } from '../synthetic-csv.ts'

/** A folder with prices, and a registry of its own in it. */
export function emptyHome() {
  const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  const file = join(folder, 'prices.csv')
  const home = join(folder, 'home')
  writeFileSync(file, syntheticCsv())
  const research = (...argv: string[]) => run('research', ...argv, '--home', home)
  /** Runs a command on the prices and gives what it says as JSON. */
  const ran = async (command: string, ...argv: string[]) =>
    JSON.parse((await research(command, '--data', file, '--strategy', 'ma_crossover', ...argv, '--json')).out)
  return { folder, file, home, research, ran }
}

/** The same with two backtests in it, one of them tagged. */
export async function twoBacktests() {
  const place = emptyHome()
  const backtest = async (...argv: string[]) => {
    const { out } = await run('backtest', '--data', place.file, '--strategy', 'ma_crossover', '--home', place.home, '--json', ...argv)
    return JSON.parse(out)
  }
  const first = await backtest('--params', 'fast=5,slow=20', '--tag', 'early')
  const second = await backtest('--params', 'fast=10,slow=20', '--fee-bps', '10')
  return { ...place, backtest, first, second }
}
