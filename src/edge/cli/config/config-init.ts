import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Command } from 'commander'
import { ConfigError } from '../../../base/errors.ts'
import { didYouMean } from '../../../base/nearest.ts'
import { countOf } from '../../../reports/format.ts'
import { writeAtomically } from '../../files/atomic-write.ts'
import { fileError } from '../../files/file-error.ts'
import type { CommandOutput, Define } from '../command.ts'
import { textTable } from '../text-table.ts'
import { CONFIG_FOLDER } from './config-folder.ts'
import { type ConfigFile, type ConfigKind, configKinds, schemaName, withHeader } from './config-kinds.ts'

interface InitOptions {
  readonly dir: string
  readonly only?: readonly string[]
  readonly force?: boolean
}

/** `peak-trade config init`. */
export function configInitCommand(define: Define): Command {
  const command = new Command('init')
    .description('write what comes with the library as TOML files to edit: recipes, configurations, sweeps, policies, tiers, a pipeline')
    .option('--dir <folder>', 'where to', CONFIG_FOLDER)
    .option('--only <kinds>', `some of: ${configKinds.map(({ id }) => id).join(', ')}`, (text: string) =>
      text.split(',').map(name => name.trim()),
    )
    .option('--force', 'write over files that are there')
  return define<InitOptions>(command, init).addHelpText(
    'after',
    '\nExamples:\n  peak-trade config init\n  peak-trade config init --dir my-config --only promotion-policies,sweeps',
  )
}

async function init({ dir, only, force = false }: InitOptions): Promise<CommandOutput> {
  const kinds = only === undefined ? configKinds : only.map(findKind)
  const files = kinds.flatMap(filesOf)
  const taken = files.filter(({ path }) => existsSync(join(dir, path)))
  if (taken.length > 0 && !force) {
    const more = taken.length > 1 ? ` and ${countOf(taken.length - 1, 'other file')}` : ''
    throw new ConfigError(
      'config/exists',
      `${join(dir, taken[0].path)}${more} would be written over; take another --dir, or --force to lose what was changed`,
      { path: dir },
    )
  }
  await writeAll(dir, files)
  const rows = kinds.map(kind => {
    const shipped = kind.shipped()
    const [{ path }] = shipped
    return [shipped.length === 1 ? path : `${dirname(path)}/ (${countOf(shipped.length, 'file')})`, kind.what]
  })
  const next = [`peak-trade config validate ${dir}`, `peak-trade config explain${dir === CONFIG_FOLDER ? '' : ` --config ${dir}`}`]
  return {
    data: { folder: dir, files: files.map(({ path }) => join(dir, path)), next },
    text: `wrote ${countOf(files.length, 'file')} to ${dir}\n\n${textTable(['file', 'what it holds'], rows)}\n\nWhat is in such a file counts in place of what comes with the library; ids that a file does not have stay as they are.\nNext:\n${next.map(line => `  ${line}\n`).join('')}`,
  }
}

/** The files of a kind, with its schema for editors. */
function filesOf(kind: ConfigKind): readonly ConfigFile[] {
  const schema = { path: `schemas/${schemaName(kind)}.schema.json`, text: `${JSON.stringify(kind.schema(), null, 2)}\n` }
  return [...kind.shipped().map(file => ({ path: file.path, text: withHeader(kind, file) })), schema]
}

/** A new folder appears as a whole; in one that is there every file does. */
async function writeAll(dir: string, files: readonly ConfigFile[]): Promise<void> {
  if (existsSync(dir)) return writeInto(dir, files)
  const target = resolve(dir)
  const parent = dirname(target)
  let made: string | undefined
  try {
    await mkdir(parent, { recursive: true })
    made = await mkdtemp(join(parent, `.${basename(target)}-`))
    await writeInto(made, files)
    await rename(made, target)
  } catch (error) {
    if (made !== undefined) await rm(made, { recursive: true, force: true })
    throw error instanceof Error && 'code' in error && !(error instanceof ConfigError) && error.name !== 'EdgeError'
      ? fileError(error, dir)
      : error
  }
}

async function writeInto(folder: string, files: readonly ConfigFile[]): Promise<void> {
  for (const path of new Set(files.map(file => dirname(join(folder, file.path)))))
    await mkdir(path, { recursive: true }).catch((error: unknown) => {
      throw fileError(error, path)
    })
  for (const { path, text } of files) await writeAtomically(join(folder, path), text)
}

function findKind(id: string): ConfigKind {
  const found = configKinds.find(kind => kind.id === id)
  if (found !== undefined) return found
  const known = configKinds.map(kind => kind.id)
  throw new ConfigError('config/kind', `--only ${id}: there is no such kind${didYouMean(id, known)} Known: ${known.join(', ')}`, { id })
}
