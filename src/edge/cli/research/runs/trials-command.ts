import { Command } from 'commander'
import { fingerprintBars } from '../../../../market/fingerprint-bars.ts'
import { countOf } from '../../../../reports/format.ts'
import { familyOf } from '../../../../research/describe-run.ts'
import type { CommandOutput, Define } from '../../command.ts'
import { findStrategy } from '../../find-strategies.ts'
import { markOutput } from '../../mark-sample.ts'
import { addOtherFlag, addPriceFlags, type PriceOptions, readPrices } from '../../price-flags.ts'
import { withRuns } from '../open-runs.ts'
import { addHomeFlag } from '../registry-flags.ts'

interface TrialsOptions extends PriceOptions {
  readonly strategy: string
  readonly other: readonly string[]
  readonly home?: string
}

/** `peak-trade research runs trials`. */
export function trialsCommand(define: Define): Command {
  const command = addPriceFlags(
    new Command('trials').description('how many parameter sets of a family of strategies were ever tried on these prices'),
  ).requiredOption('--strategy <id|file>', 'an id of: peak-trade strategy list, or a file of yours that exports one')
  return define<TrialsOptions>(addHomeFlag(addOtherFlag(command)), run).addHelpText(
    'after',
    '\nExample:\n  peak-trade research runs trials --data btc-1h.csv --strategy ma_crossover',
  )
}

async function run(options: TrialsOptions): Promise<CommandOutput> {
  const family = familyOf(await findStrategy(options.strategy))
  const { bars, sample } = await readPrices(options, options.other)
  const data = fingerprintBars(bars)
  const trials = await withRuns(options.home, { readOnly: true }, store => store.trials({ data, family }))
  const output = {
    data: { family, data, trials },
    text: `${countOf(trials, 'parameter set')} of ${family} tried on ${bars.symbol} ${bars.timeframe} (${countOf(bars.length, 'bar')}) so far\n`,
  }
  return markOutput(output, sample)
}
