import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { ConfigError } from '../../base/errors.ts'
import { catalog } from '../../strategies/catalog.ts'
import { fileError, hasCode } from '../files/file-error.ts'
import type { CommandOutput, Define } from './command.ts'
import { runsTypeScript } from './load-strategies.ts'
import { type StrategyNames, strategySource, strategyTestSource } from './strategy-template.ts'

interface NewOptions {
  readonly dir: string
  readonly orders?: boolean
}

/** `peak-trade strategy new`. */
export function strategyNewCommand(define: Define): Command {
  const command = new Command('new')
    .description('write a strategy to start from, and a test of it that passes')
    .argument('<name>', 'lower-case words with _ or - between them, such as rsi_dip')
    .option('--dir <folder>', 'where to write', '.')
    .option('--orders', 'a strategy that places orders, instead of one that decides how much to hold')
  return define<NewOptions>(command, newStrategy).addHelpText('after', '\nExample:\n  peak-trade strategy new rsi_dip --dir strategies')
}

async function newStrategy({ dir, orders = false }: NewOptions, name: string): Promise<CommandOutput> {
  const names = strategyNames(name)
  const file = join(dir, `${names.file}.ts`)
  const test = join(dir, `${names.file}.test.ts`)
  const taken = [file, test].find(path => existsSync(path))
  if (taken !== undefined) throw exists(taken)
  try {
    await mkdir(dir, { recursive: true })
  } catch (error) {
    throw fileError(error, dir)
  }
  await write(file, strategySource(names, orders))
  await write(test, strategyTestSource(names, orders))
  // Older versions run TypeScript only when asked.
  const node = runsTypeScript(process) ? 'node' : 'node --experimental-strip-types'
  const next = [`${node} --test ${test}`, `peak-trade strategy check ${file}`, `peak-trade backtest --data prices.csv --strategy ${file}`]
  return {
    data: { id: names.id, files: [file, test], next },
    text: [`wrote ${file}`, `wrote ${test}`, '', 'Next:', ...next.map(line => `  ${line}`), ''].join('\n'),
  }
}

/**
 * The names of a new strategy in all their spellings.
 *
 * @throws {@link ConfigError} `strategy/name` for a name that cannot be one, `strategy/duplicate` for one of the catalog's.
 */
export function strategyNames(name: string): StrategyNames {
  if (!/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/.test(name) || name.length > 60) {
    const guess = name
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^[_0-9]+|_+$/g, '')
      .slice(0, 60)
    throw new ConfigError(
      'strategy/name',
      `"${name}" cannot name a strategy; use up to 60 lower-case letters and digits with _ or - between words, such as ${guess === '' ? 'rsi_dip' : guess}`,
      { name },
    )
  }
  const id = name.replaceAll('-', '_')
  if (catalog.has(id)) throw new ConfigError('strategy/duplicate', `the library has a strategy "${id}"; choose another name`, { name })
  const words = id.split('_')
  const pascal = words.map(word => word[0].toUpperCase() + word.slice(1)).join('')
  const isTaken = pascal in globalThis || pascal === 'Strategy' || pascal === 'OrderStrategy'
  return {
    id,
    file: words.join('-'),
    className: isTaken ? `${pascal}Rule` : pascal,
    title: id[0].toUpperCase() + id.slice(1).replaceAll('_', ' '),
  }
}

/** Writes a file that is not there yet. */
async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' })
  } catch (error) {
    throw hasCode(error, 'EEXIST') ? exists(path) : fileError(error, path)
  }
}

function exists(path: string): ConfigError {
  return new ConfigError('strategy/exists', `${path} is there already and stays as it is; choose another name or --dir`, { path })
}
