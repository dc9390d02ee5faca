import { Command } from 'commander'
import { ConfigError } from '../../base/errors.ts'
import { catalog } from '../../strategies/catalog.ts'
import { type CheckReport, checkMatrix, checkTable, refusalLines, reportCheck } from './check-report.ts'
import { type CommandOutput, type Define, exitCodes, type Terminal } from './command.ts'
import { findStrategies } from './find-strategies.ts'
import { parseParams } from './parse-params.ts'
import { number } from './settings-flags.ts'

interface CheckCommandOptions {
  readonly all?: boolean
  readonly params: readonly string[]
  readonly histories: number
  readonly seed: string
}

/** `peak-trade strategy check`. */
export function strategyCheckCommand(define: Define, terminal: Terminal): Command {
  const command = new Command('check')
    .description('prove that a strategy keeps its promises and never looks ahead; exit code 1 when it does not')
    .argument('[what]', 'a file that exports strategies (file.ts#id for one of them), or an id of: peak-trade strategy list')
    .option('--all', 'check the whole catalog, research included')
    .option('--params <name=value,…>', 'parameters of the strategy', (text: string, before: string[]) => [...before, text], [])
    .option('--histories <number>', 'random histories to try', number, 50)
    .option('--seed <text>', 'the same seed makes the same histories', '1')
  return define<CheckCommandOptions>(command, (options, what) => check(options, what, terminal)).addHelpText(
    'after',
    '\nExamples:\n  peak-trade strategy check my-rule.ts --histories 200\n  peak-trade strategy check ma_crossover --params fast=5,slow=20\n  peak-trade strategy check --all',
  )
}

async function check(options: CheckCommandOptions, what: string | undefined, terminal: Terminal): Promise<CommandOutput> {
  const { all = false, histories, seed } = options
  if ((what === undefined) !== all)
    throw new ConfigError(
      'cli/check',
      'strategy check needs a file, an id or --all, and only one of them; for example: strategy check my-rule.ts',
    )
  if (!Number.isSafeInteger(histories) || histories < 1)
    throw new ConfigError('cli/histories', `--histories is ${histories}, it must be a whole number from 1`, { histories })
  const strategies = what === undefined ? catalog.list({ includeResearch: true }) : await findStrategies(what)
  const given = parseParams(options.params)
  if (Object.keys(given).length > 0 && strategies.length > 1)
    throw new ConfigError('cli/params', `--params is for one strategy, and these are ${strategies.length}; name one as file.ts#id`, {})
  const reports: CheckReport[] = []
  for (const [k, strategy] of strategies.entries()) {
    if (strategies.length > 1) terminal.error(`[${k + 1}/${strategies.length}] ${strategy.id}\n`)
    reports.push(reportCheck(strategy, { params: given, histories, seed }))
  }
  const ok = reports.every(report => report.ok)
  return {
    data: { ok, seed, checks: reports },
    text: text(reports, seed),
    exitCode: ok ? exitCodes.ok : exitCodes.findings,
  }
}

function text(reports: readonly CheckReport[], seed: string): string {
  const [first] = reports
  const how = `${first.histories} random histories, seed ${seed}`
  const refused = reports.filter(({ ok }) => !ok)
  const verdict = refused.length === 0 ? 'ok' : `REFUSED: ${refused.map(({ strategy }) => strategy).join(', ')}`
  const name = first.title === '' ? first.strategy : `${first.strategy}: ${first.title}`
  return [
    `${reports.length === 1 ? name : `${reports.length} strategies`} (${how})`,
    '',
    reports.length === 1 ? checkTable(first) : checkMatrix(reports),
    '',
    ...refused.flatMap(report => [...refusalLines(report), '']),
    verdict,
    '',
  ].join('\n')
}
