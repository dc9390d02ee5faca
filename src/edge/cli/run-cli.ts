import { Command, CommanderError, Help, type Option } from 'commander'
import { ConfigError, DataError, PeakTradeError } from '../../base/errors.ts'
import { toJson } from '../../base/to-json.ts'
import { backtestCommand } from './backtest-command.ts'
import { type Define, exitCodes, type Terminal } from './command.ts'
import { configCommand } from './config/config-command.ts'
import { dataCommand } from './data-command.ts'
import { liveCommand } from './live/live-command.ts'
import { researchCommand } from './research/research-command.ts'
import { riskCommand } from './risk-command.ts'
import { strategyCommand } from './strategy-command.ts'
import { version } from './version.ts'
import { workerCommand } from './worker-command.ts'

/**
 * Runs the command line and returns its exit code: 0 fine, 1 a check found something, 2 wrong input or usage, 3 the world
 * outside failed (disk, network), 70 a fault of this program.
 *
 * @param argv - Arguments without the program's name.
 */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = exitCodes.ok
  const json = argv.includes('--json')
  const define: Define = (command, action) =>
    command.option('--json', 'print JSON').action(async (...given: unknown[]) => {
      // Commander passes the operands, then the options, then the command itself.
      const options = given.at(-2)
      const output = await action(options as never, ...(given.slice(0, -2) as string[]))
      terminal.out(json ? `${toJson(output.data, 2)}\n` : output.text)
      exitCode = output.exitCode ?? exitCodes.ok
    })
  const program = new Command('peak-trade')
    .description('Rule-based trading: honest backtests from the command line.')
    .version(version)
    .addCommand(backtestCommand(define))
    .addCommand(dataCommand(define, terminal))
    .addCommand(configCommand(define))
    .addCommand(strategyCommand(define, terminal))
    .addCommand(researchCommand(define, terminal))
    .addCommand(riskCommand(define))
    .addCommand(liveCommand(define))
    .addCommand(workerCommand(define, terminal))
    .addHelpText(
      'after',
      '\nExample:\n  peak-trade backtest --data btc-1h.csv --strategy ma_crossover --params fast=20,slow=50 --fee-bps 10',
    )
  for (const command of withCommands(program)) {
    command
      .exitOverride()
      .showSuggestionAfterError()
      .showHelpAfterError('Try --help.')
      .configureHelp({ optionDescription: describeOption })
      .configureOutput({ writeOut: terminal.out, writeErr: terminal.error })
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.input
    return report(error, json, terminal)
  }
}

/** As commander says it, but for the empty list that an option starts with when it can be given again and again. */
function describeOption(option: Option): string {
  return Help.prototype.optionDescription(option).replace(/ \(default: (\[\]|\{\})\)$/, '')
}

/** A command and all below it. */
function withCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withCommands)]
}

function report(error: unknown, json: boolean, terminal: Terminal): number {
  if (!(error instanceof PeakTradeError)) {
    terminal.error(`peak-trade failed unexpectedly, please report this: ${error instanceof Error ? error.stack : String(error)}\n`)
    return exitCodes.bug
  }
  if (json) terminal.out(`${toJson({ error: { code: error.code, message: error.message, details: error.details } }, 2)}\n`)
  else terminal.error(`error: ${error.message}\n`)
  if (error instanceof DataError || error instanceof ConfigError || error.code.startsWith('strategy/')) return exitCodes.input
  return error.name === 'BugError' ? exitCodes.bug : exitCodes.edge
}
