import { Command } from 'commander'
import { ConfigError } from '../../../base/errors.ts'
import { didYouMean } from '../../../base/nearest.ts'
import { toJson } from '../../../base/to-json.ts'
import { homeFolder } from '../../registry/home-folder.ts'
import type { CommandOutput, Define } from '../command.ts'
import { textTable } from '../text-table.ts'
import { version } from '../version.ts'
import { addConfigFlag, configFolder, readConfigFolder } from './config-folder.ts'
import { configKinds } from './config-kinds.ts'

interface ExplainOptions {
  readonly config?: string
}

/** One thing that is in force. `same`: a file of yours says what the library says. */
interface InForce {
  readonly kind: string
  readonly id: string
  readonly state: 'library' | 'same' | 'changed' | 'new'
  /** The file that it is from; null for the library. */
  readonly file: string | null
  readonly value: unknown
}

/** `peak-trade config explain`. */
export function configExplainCommand(define: Define): Command {
  const command = new Command('explain')
    .description('say what is in force and where it is from: the library, or a file of yours')
    .argument('[id]', 'one recipe, configuration, sweep, policy or strategy in full')
  return define<ExplainOptions>(addConfigFlag(command), (options, id) => explain(options, id)).addHelpText(
    'after',
    '\nExamples:\n  peak-trade config explain\n  peak-trade config explain ma_crossover_basic',
  )
}

async function explain({ config }: ExplainOptions, id: string | undefined): Promise<CommandOutput> {
  const folder = configFolder(config)
  const all = await listInForce(folder)
  if (id !== undefined) return explainOne(all, id)
  const places = { version, config: folder ?? null, home: homeFolder() }
  const kinds = configKinds.filter(({ id: kind }) => kind !== 'pipeline')
  const rows = kinds.map(kind => {
    const count = (state: InForce['state']) => String(all.filter(one => one.kind === kind.id && one.state === state).length)
    return [kind.id, count('library'), count('same'), count('changed'), count('new')]
  })
  const own = all.filter(({ state }) => state === 'changed' || state === 'new')
  return {
    data: { ...places, entries: all.map(({ value: _value, ...rest }) => rest) },
    text: [
      `version  ${version}`,
      `config   ${folder ?? 'none; everything is what comes with the library. Make one with: peak-trade config init'}`,
      `home     ${places.home} (runs and promotions${process.env.PEAK_TRADE_HOME ? ', as PEAK_TRADE_HOME says' : ''})`,
      '',
      textTable(['kind', 'library', 'same', 'changed', 'new'], rows, [1, 2, 3, 4]),
      '',
      ...(own.length === 0
        ? ['Nothing differs from the library.']
        : [
            textTable(
              ['kind', 'id', 'state', 'from'],
              own.map(one => [one.kind, one.id, one.state, one.file ?? 'library']),
            ),
          ]),
      '',
    ].join('\n'),
  }
}

/** Everything there is: what a file of the user has, else what comes with the library. */
async function listInForce(folder: string | undefined): Promise<readonly InForce[]> {
  const files = folder === undefined ? [] : await readConfigFolder(folder)
  const bad = files.find(({ error }) => error !== undefined)
  if (bad?.error !== undefined) throw bad.error
  return configKinds.flatMap(kind => {
    if (kind.id === 'pipeline') return []
    const shipped = new Map(kind.shipped().flatMap(({ path, text }) => [...kind.read(text, path)]))
    const own = new Map<string, InForce>()
    for (const { path, kind: found, entries } of files) {
      if (found?.id !== kind.id) continue
      for (const [id, value] of entries) own.set(id, { kind: kind.id, id, state: stateOf(value, shipped.get(id)), file: path, value })
    }
    const rest = [...shipped].filter(([id]) => !own.has(id))
    return [...own.values(), ...rest.map(([id, value]): InForce => ({ kind: kind.id, id, state: 'library', file: null, value }))]
  })
}

function explainOne(all: readonly InForce[], id: string): CommandOutput {
  const found = all.filter(one => one.id === id)
  if (found.length === 0) {
    const known = all.map(one => one.id)
    throw new ConfigError(
      'config/unknown',
      `there is no "${id}"${didYouMean(id, known, { otherwise: '; see: peak-trade config explain --json' })}`,
      {
        id,
      },
    )
  }
  const words = {
    library: 'comes with the library',
    same: 'as in the library',
    changed: 'in place of that of the library',
    new: 'your own',
  }
  return {
    data: found,
    text: found
      .map(({ kind, state, file, value }) => `${kind}: ${id}, ${words[state]}${file === null ? '' : ` (${file})`}\n${toJson(value, 2)}\n`)
      .join('\n'),
  }
}

function stateOf(value: unknown, shipped: unknown): InForce['state'] {
  return shipped === undefined ? 'new' : toJson(value) === toJson(shipped) ? 'same' : 'changed'
}
