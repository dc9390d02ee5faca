import { existsSync, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Command } from 'commander'
import { parse } from 'smol-toml'
import { ConfigError, PeakTradeError } from '../../../base/errors.ts'
import { fileError } from '../../files/file-error.ts'
import { type ConfigKind, type ConfigKindId, kindsOf } from './config-kinds.ts'

/** Where a user's own files lie unless he says otherwise. */
export const CONFIG_FOLDER = 'config'

/** One TOML file of a folder, read as far as that goes. */
export interface ReadConfigFile {
  readonly path: string
  /** Undefined for a file that is nothing that is known here. */
  readonly kind: ConfigKind | undefined
  /** What is in it, by id; empty when it cannot be read. */
  readonly entries: ReadonlyMap<string, unknown>
  readonly error: PeakTradeError | undefined
}

/** Gives a command `--config`. */
export function addConfigFlag(command: Command): Command {
  return command.option(
    '--config <folder>',
    'your own recipes, policies and so on, as config init writes them (default: config, if it exists)',
  )
}

/**
 * The folder that is meant: the given one, else `config` in the working directory if it exists.
 *
 * @throws {@link ConfigError} `config/folder` when the given one does not exist.
 */
export function configFolder(given: string | undefined): string | undefined {
  const folder = given ?? CONFIG_FOLDER
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder
  if (given === undefined) return undefined
  throw new ConfigError('config/folder', `${given} is no folder; make one with: peak-trade config init --dir ${given}`, { path: given })
}

/** All TOML files of a folder and of the folders in it, in the order of their names. What is wrong with one stands beside it. */
export async function readConfigFolder(folder: string): Promise<readonly ReadConfigFile[]> {
  const files: ReadConfigFile[] = []
  for (const path of await listToml(folder)) files.push(...(await readConfigFile(path)))
  return files
}

/** One TOML file, once for every kind of things that are in it. */
export async function readConfigFile(path: string): Promise<readonly ReadConfigFile[]> {
  const none = { path, entries: new Map<string, unknown>() }
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    return [{ ...none, kind: undefined, error: fileError(error, path) }]
  }
  const kinds = kindsOf(text)
  const broken = syntaxError(text, path)
  if (kinds.length === 0 || broken !== undefined) return [{ ...none, kind: kinds[0], error: broken }]
  return kinds.map(kind => {
    try {
      return { path, kind, entries: kind.read(text, path), error: undefined }
    } catch (error) {
      if (!(error instanceof PeakTradeError)) throw error
      return { ...none, kind, error: named(error, path) }
    }
  })
}

/**
 * Everything of one kind that a folder has, by id. Nothing for no folder.
 *
 * @throws {@link ConfigError} for a file of this kind that is wrong, `config/twice` for an id that two files have.
 */
export async function ownEntries<T>(folder: string | undefined, id: ConfigKindId): Promise<ReadonlyMap<string, T>> {
  const own = new Map<string, T>()
  if (folder === undefined) return own
  const from = new Map<string, string>()
  for (const { path, kind, entries, error } of await readConfigFolder(folder)) {
    if (kind?.id !== id) continue
    if (error !== undefined) throw error
    for (const [name, entry] of entries) {
      const other = from.get(name)
      if (other !== undefined) throw twice(name, other, path)
      from.set(name, path)
      own.set(name, entry as T)
    }
  }
  return own
}

/** The refusal of an id that two files have. */
export function twice(id: string, first: string, second: string): ConfigError {
  return new ConfigError('config/twice', `${second}: "${id}" is in ${first} too; remove one of them`, { id })
}

async function listToml(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter(entry => entry.isFile() && entry.name.endsWith('.toml')).map(entry => join(entry.parentPath, entry.name))
    const hidden = (path: string) =>
      relative(folder, path)
        .split(sep)
        .some(part => part.startsWith('.') || part === 'node_modules')
    return files.filter(path => !hidden(path)).sort()
  } catch (error) {
    throw fileError(error, folder)
  }
}

/** A file that nobody can read may well be one of ours. */
function syntaxError(text: string, path: string): ConfigError | undefined {
  try {
    parse(text)
    return undefined
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    return new ConfigError('config/syntax', `${path} cannot be read: ${message}`, { path }, cause)
  }
}

function named(error: PeakTradeError, path: string): PeakTradeError {
  if (error.message.includes(path)) return error
  return new ConfigError(error.code, `${path}: ${error.message}`, { ...error.details, file: path }, error)
}
