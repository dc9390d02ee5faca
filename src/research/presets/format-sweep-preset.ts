import type { Constraint } from '../constraint.ts'
import type { SweepPreset } from './sweep-preset.ts'

type Table = Readonly<Record<string, unknown>>

/**
 * A sweep as plain data for JSON or TOML; `parseSweepPreset` reads it back to the same.
 *
 * @example
 * ```ts
 * import { formatSweepPreset, parseSweepPreset, sweepPreset } from 'peak-trade'
 *
 * const data = formatSweepPreset(sweepPreset('ma_crossover_basic'))
 * parseSweepPreset(JSON.stringify(data), JSON.parse).strategy // 'ma_crossover'
 * ```
 */
export function formatSweepPreset(preset: SweepPreset): { readonly sweep: Readonly<Record<string, unknown>> } {
  const { id, strategy, description, tags, grid, space, sample, settings, where, objective, top, minTrades } = preset
  const sweep = {
    id,
    strategy,
    description: description === '' ? undefined : description,
    tags: tags.length === 0 ? undefined : tags,
    objective: objective === undefined ? undefined : inFile(objective),
    top,
    min_trades: minTrades,
    ...(sample === undefined ? {} : { method: sample.method, runs: sample.runs, seed: sample.seed }),
    parameters: renamed(grid ?? space ?? {}),
    settings: settings === undefined ? undefined : settingsTable(settings),
    where: where.length === 0 ? undefined : where.map(ruleTable),
  }
  return { sweep: known(sweep) }
}

function ruleTable({ left, op, right, when }: Constraint): Table {
  const rule = { left: inFile(left), op, right: typeof right === 'string' ? inFile(right) : right }
  return when === undefined ? rule : { ...rule, when: ruleTable(when) }
}

/** `'exits.stopLoss': [null, 0.02]` of code is `exits = { stop_loss = ["none", 0.02] }` of a file. */
function settingsTable(settings: object): Table | undefined {
  const table: Record<string, unknown> = {}
  for (const [path, values] of Object.entries(settings)) {
    if (values === undefined) continue
    const [part, name] = path.split('.')
    const list = (values as readonly unknown[]).map(value => value ?? 'none')
    table[inFile(part)] = name === undefined ? list : { ...(table[inFile(part)] as object | undefined), [inFile(name)]: list }
  }
  return Object.keys(table).length === 0 ? undefined : table
}

function renamed(table: Table): Table {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [inFile(name), isRange(value) ? known(value) : value]))
}

function isRange(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'from' in value
}

function known(table: object): Table {
  return Object.fromEntries(Object.entries(table).filter(([, value]) => value !== undefined))
}

function inFile(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}
