import { readFile } from 'node:fs/promises'
import { parse } from 'smol-toml'
import { ConfigError, PeakTradeError } from '../../base/errors.ts'
import type { Environment } from '../../execution/environment.ts'
import { parseEnvironment } from '../../execution/parse-environment.ts'
import { fileError } from './file-error.ts'

/**
 * Reads the table `[environment]` of a TOML file. Other tables are left to others. A file without it is an error: nobody should believe that it says where
 * orders go.
 *
 * @throws {@link ConfigError} `environment/…` for what is not allowed in it, `environment/missing` when it has no such table, `environment/syntax` when it
 * is not TOML, {@link EdgeError} `file/…` when it cannot be read.
 *
 * @example
 * ```ts
 * import { readEnvironment, writeAtomically } from 'peak-trade/node'
 *
 * await writeAtomically('live.toml', '[environment]\nmode = "testnet"\n')
 * const environment = await readEnvironment('live.toml')
 * environment.mode // 'testnet'
 * ```
 */
export async function readEnvironment(path: string): Promise<Environment> {
  const { environment } = readTables(await readText(path), path)
  if (environment !== undefined) return parseEnvironment(environment)
  throw new ConfigError('environment/missing', `${path} has no table [environment]; add one, an empty one is paper`, { path })
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw error instanceof PeakTradeError ? error : fileError(error, path)
  }
}

function readTables(text: string, path: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n')[0] : String(error)
    // Without the error as its cause: below its first line stand lines of the file, and a token may be in them.
    throw new ConfigError('environment/syntax', `${path} cannot be read: ${message}`, { path })
  }
}
