import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { ConfigError, PeakTradeError } from '../../../base/errors.ts'
import type { RunRecord } from '../../../research/run-record.ts'
import type { RunStore } from '../../../research/run-store.ts'
import { writeAtomically } from '../../files/atomic-write.ts'
import { readPromotion } from '../../files/promotion-file.ts'
import { describeArtifact } from '../../registry/describe-artifact.ts'
import type { CommandOutput, Define } from '../command.ts'
import { withRuns } from '../research/open-runs.ts'
import { type RecordedPortfolio, recordedPortfolio } from '../research/portfolio/recorded-portfolio.ts'
import { addHomeFlag } from '../research/registry-flags.ts'
import { findRun } from '../research/runs/find-run.ts'
import { number } from '../settings-flags.ts'
import { type LiveMapping, type MappedPromotion, makeLiveConfig } from './live-config.ts'

interface MapOptions {
  readonly from: string
  readonly out?: string
  readonly force?: boolean
  readonly draft?: boolean
  readonly record?: string
  readonly account?: number
  readonly currency?: string
  readonly stage: LiveMapping['stage']
  readonly fullSize?: boolean
  readonly home?: string
}

/** `peak-trade live map`. */
export function liveMapCommand(define: Define): Command {
  const command = new Command('map')
    .description(
      'write the limits, symbols, sleeves and weights of a promoted portfolio as a live-risk configuration; live itself is locked',
    )
    .requiredOption('--from <run>', 'the promotion of a portfolio: its id, the beginning of it, or latest')
    .option('--out <file>', 'where to write it (default: print it)')
    .option('--force', 'write over a file that is there')
    .option('--draft', 'also without a go; the file says so')
    .option('--record <file>', 'the promotion record (default: where the run says)')
    .option('--account <money>', 'worth of the account (default: the capital of the run)', number)
    .option(
      '--full-size',
      'keep the sizes that were tested, even where the limits refuse such orders; else all positions are made as small as the limits want them',
    )
    .option('--currency <name>', 'its currency (default: what the symbols are quoted in, else EUR)')
    .addOption(new Option('--stage <stage>', 'what it is for').choices(['shadow', 'testnet']).default('shadow'))
  return define<MapOptions>(addHomeFlag(command), map).addHelpText(
    'after',
    '\nExamples:\n  peak-trade live map --from 01k3 --out live.toml --account 5000\n  peak-trade live map --from latest --draft',
  )
}

async function map(options: MapOptions): Promise<CommandOutput> {
  const { out, draft = false, force = false, fullSize = false, stage } = options
  if (options.account !== undefined && !(options.account > 0 && options.account < Number.POSITIVE_INFINITY))
    throw new ConfigError('cli/account', `--account ${options.account}: the worth of an account is above 0`, { account: options.account })
  const run = await withRuns(options.home, { readOnly: true }, store =>
    options.from === 'latest' ? findLatest(store) : findRun(store, options.from),
  )
  const portfolio = recordedPortfolio(run)
  if (portfolio === undefined)
    throw new ConfigError(
      'live/run',
      `run ${run.id} is a ${run.type} of ${run.strategy || 'nothing'}, not of a portfolio; promote one with: peak-trade research promote --preset …`,
      { id: run.id, type: run.type },
    )
  const { promotion, reasons } = await findPromotion(run, portfolio, options.record)
  if (promotion === undefined && !draft)
    throw new ConfigError(
      'live/no-go',
      `run ${run.id} cannot be mapped: ${reasons.join('; ')}; --draft writes it all the same, marked as a draft`,
      {
        id: run.id,
      },
    )
  if (out !== undefined && existsSync(out) && !force)
    throw new ConfigError('live/exists', `${out} is there already; give another name, or --force to write over it`, { path: out })
  const { account = run.settings.capital as number, currency = currencyOf(portfolio) } = options
  const { text, limits, warnings } = makeLiveConfig({ run, portfolio, promotion, reasons, account, currency, stage, fit: !fullSize })
  if (out !== undefined) await writeAtomically(out, text)
  const status = promotion === undefined ? 'draft' : 'go'
  return {
    data: {
      run: run.id,
      status,
      locked: true,
      promotion: promotion ?? null,
      reasons,
      account,
      currency,
      stage,
      limits,
      portfolio,
      warnings,
      file: out ?? null,
    },
    text:
      out === undefined
        ? text
        : [
            ...warnings.map(warning => `careful: ${warning}`),
            `wrote ${out}: ${status === 'go' ? 'a go by ' : 'a DRAFT without a go'}${promotion?.policy ?? ''}, for ${stage}`,
            'live is locked in this version: nothing sends live orders, whatever the file says',
            '',
          ].join('\n'),
  }
}

/** The last promotion of a portfolio. */
function findLatest(store: RunStore): RunRecord {
  for (const record of store.each({ types: ['promotion'] })) if (recordedPortfolio(record) !== undefined) return record
  throw new ConfigError('cli/run', 'no portfolio was promoted yet; begin with: peak-trade research promote --preset …')
}

interface Found {
  readonly promotion: MappedPromotion | undefined
  readonly reasons: readonly string[]
}

/** The record behind a promotion: there, whole, a go, and that of this run. */
async function findPromotion(run: RunRecord, portfolio: RecordedPortfolio, given: string | undefined): Promise<Found> {
  const no = (reason: string): Found => ({ promotion: undefined, reasons: [reason] })
  if (portfolio.prices.kind === 'sample') return no('it was tested on synthetic sample bars, which prove nothing')
  if (run.type !== 'promotion') return no(`it is a ${run.type}, not a promotion`)
  if (run.metrics.go !== 1) return no('it is a no-go')
  const noted = run.artifacts.find(({ kind }) => kind === 'promotion')
  if (noted === undefined) return no('it left no promotion record')
  const path = given ?? noted.path
  try {
    const { sha256 } = await describeArtifact(path, 'promotion')
    if (sha256 !== noted.sha256) return no(`${path} is not the promotion record of this run, or was changed`)
    const { fingerprint, policy } = await readPromotion(path)
    return { promotion: { record: resolve(path), fingerprint, policy: policy.name }, reasons: [] }
  } catch (error) {
    if (!(error instanceof PeakTradeError)) throw error
    return no(error.message)
  }
}

/** What the symbols are quoted in, when all agree. */
function currencyOf({ sleeves }: RecordedPortfolio): string {
  const quotes = new Set(sleeves.map(({ symbol }) => /^[^/]+\/([A-Z0-9]+)$/.exec(symbol)?.[1]))
  const [quote] = quotes
  return quotes.size === 1 && quote !== undefined ? quote : 'EUR'
}
