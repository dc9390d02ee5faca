import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startChild } from './child.ts'
import type { IndicatorPeer } from './indicator-peers.ts'
import { scratch } from './market.ts'
import { compilerVersion } from './native.ts'

const FLAGS = ['-O3', '-march=native']

/** Tulip's names and options, by our ids and with our defaults. */
const CALLS: Readonly<Record<string, string>> = {
  accumulation_distribution: 'ad',
  adx: 'adx 14',
  apo: 'apo 12 26',
  aroon: 'aroon 14',
  atr: 'atr 14',
  awesome_oscillator: 'ao',
  balance_of_power: 'bop',
  bollinger: 'bbands 20 2',
  cci: 'cci 14',
  chaikin_oscillator: 'adosc 3 10',
  cmo: 'cmo 14',
  dema: 'dema 30',
  deviation: 'stddev 20',
  dpo: 'dpo 20',
  ema: 'ema 20',
  fisher_transform: 'fisher 10',
  highest: 'max 20',
  hma: 'hma 16',
  kama: 'kama 30',
  klinger: 'kvo 34 55',
  linear_regression: 'linreg 14',
  lowest: 'min 20',
  macd: 'macd 12 26 9',
  mass_index: 'mass 25',
  mfi: 'mfi 14',
  momentum: 'mom 10',
  natr: 'natr 14',
  nvi: 'nvi',
  obv: 'obv',
  ppo: 'ppo 12 26',
  psar: 'psar 0.02 0.2',
  pvi: 'pvi',
  qstick: 'qstick 8',
  rma: 'wilders 14',
  roc: 'roc 10',
  rsi: 'rsi 14',
  sma: 'sma 20',
  stochastic: 'stoch 14 3 3',
  tema: 'tema 30',
  trima: 'trima 30',
  trix: 'trix 30',
  true_range: 'tr',
  ultimate_oscillator: 'ultosc 7 14 28',
  vwma: 'vwma 20',
  williams_r: 'willr 14',
  wma: 'wma 20',
  zlema: 'zlema 20',
}

/** Where the result goes: into memory that is there, or into memory that is asked for within the time. */
export type TulipMemory = 'kept' | 'new'

/**
 * Tulip compiled from the sources that the package `tulind` in the folder of `PEERS_JS` carries, asked without a language in between: one
 * peer per kind of memory. Prints why it is skipped.
 */
export function startTulip(market: string): IndicatorPeer[] {
  const folder = process.env.PEERS_JS
  const sources = folder === undefined ? undefined : join(folder, 'node_modules/tulind/external')
  if (sources === undefined || !existsSync(join(sources, 'tiamalgamation.c'))) {
    console.log('Tulip is skipped: set PEERS_JS to a folder with tulind installed (npm install --ignore-scripts is enough)')
    return []
  }
  if (compilerVersion() === undefined) {
    console.log('Tulip is skipped: no gcc on the path')
    return []
  }
  const child = startChild(compile(sources), [market])
  return (['kept', 'new'] as const).map(memory => ({
    name: `Tulip, C, ${memory} memory`,
    close: () => {
      if (memory === 'kept') child.close()
    },
    cell: id => {
      if (CALLS[id] === undefined) return undefined
      const form = `${memory} ${CALLS[id]}`
      const last = async () => (child.last(form)?.last as readonly number[] | undefined) ?? []
      return { contender: child.contender(`Tulip, C, ${memory} memory`, form), last }
    },
  }))
}

function compile(sources: string): string {
  const native = fileURLToPath(new URL('./native/', import.meta.url))
  const build = join(scratch(), 'native')
  mkdirSync(build, { recursive: true })
  const program = join(build, 'tulip')
  const files = [join(native, 'tulip.c'), join(native, 'bench.h'), join(sources, 'tiamalgamation.c')]
  const made = statSync(program, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (files.some(file => statSync(file).mtimeMs >= made)) {
    console.log(`compiling tulip.c and Tulip with ${compilerVersion()}, ${FLAGS.join(' ')}`)
    execFileSync('gcc', [...FLAGS, '-w', `-I${sources}`, '-o', program, files[0], files[2], '-lm'], { stdio: 'inherit' })
  }
  return program
}
