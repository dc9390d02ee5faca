import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { ConfigError } from '../../base/errors.ts'
import { type Calendar, type Timeframe, timeframes } from '../../base/timeframe.ts'
import type { Panel } from '../../market/panel.ts'
import type { QualityReport } from '../../market/quality.ts'
import { describeSample, samplePanel, sampleSymbols } from '../../market/sample-bars.ts'
import type { DataLocation } from '../../research/run-record.ts'
import { readPanel } from '../files/read-panel.ts'
import { sampleNotice } from './price-flags.ts'

/** What the flags of {@link addPanelFlags} give. */
export interface PanelOptionsGiven {
  /** Default: the sample bars. */
  readonly data?: readonly string[]
  readonly symbols: Readonly<Record<string, string>>
  readonly timeframe?: Timeframe
  readonly calendar?: Calendar
}

/** Prices of several symbols, what is to be said about them, and where they are from. */
export interface PanelPrices {
  readonly panel: Panel
  readonly qualities: readonly QualityReport[]
  /** Says that the bars are samples; undefined for prices of files. */
  readonly sample: string | undefined
  /** For the record of a run: where the prices are from. */
  readonly source: PanelSource
  /** The same as a record has it: the first symbol, the rest as others. */
  readonly location: DataLocation
}

/** Where the prices of a panel are from. */
export type PanelSource =
  | { readonly kind: 'sample'; readonly timeframe: string }
  | { readonly kind: 'files'; readonly files: readonly { readonly symbol: string; readonly path: string }[] }

/** Gives a command the flags that name prices of several symbols. */
export function addPanelFlags(command: Command): Command {
  return command
    .option(
      '--data <folder|file>',
      'a folder with one CSV or Parquet file per symbol, such as BTC-EUR.csv, or a file, or SYMBOL=FILE; can be given again and again (default: synthetic sample bars)',
      (text: string, before: readonly string[] | undefined) => [...(before ?? []), text],
    )
    .option('--symbols <asset=symbol,…>', 'which symbol stands for which asset of the recipe, as BTC=AAPL', assets, {})
    .addOption(
      new Option('--timeframe <length>', 'length of a bar (default: found out); of the sample bars 1h, 4h or 1d').choices(timeframes),
    )
    .addOption(new Option('--calendar <market>', 'when the market trades (default: found out)').choices(['24/7', '24/5', 'stocks']))
}

/** Reads the prices that the flags name, or makes the sample bars when they name none. */
export async function readPanelPrices({ data, timeframe, calendar }: PanelOptionsGiven): Promise<PanelPrices> {
  if (data === undefined) {
    if (calendar !== undefined && calendar !== '24/7')
      throw new ConfigError(
        'sample/calendar',
        `the sample bars trade 24/7, not ${calendar}; leave out --calendar, or name files with --data`,
      )
    const panel = samplePanel({ timeframe })
    const sample = sampleNotice(`${panel.symbols.join(' and ')} ${panel.timeframe}`)
    const [location, ...others] = sampleSymbols.map(
      symbol => ({ kind: 'synthetic', options: describeSample({ symbol, timeframe }) }) as const,
    )
    return { panel, qualities: [], sample, source: { kind: 'sample', timeframe: panel.timeframe }, location: { ...location, others } }
  }
  const told = { ...(timeframe && { timeframe }), ...(calendar && { calendar }) }
  const { panel, files } = await readPanel(data, told)
  const [location, ...others] = files.map(
    ({ symbol, path }) => ({ kind: 'file', path: resolve(path), options: { symbol, ...told } }) as const,
  )
  return {
    panel,
    qualities: files.map(({ quality }) => quality),
    sample: undefined,
    location: { ...location, ...(others.length === 0 ? {} : { others }) },
    source: { kind: 'files', files: files.map(({ symbol, path }) => ({ symbol, path: resolve(path) })) },
  }
}

/** `BTC=AAPL,ETH=MSFT`; may be given several times. */
export function assets(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const symbols: Record<string, string> = { ...before }
  for (const part of text.split(',')) {
    const [, asset, symbol] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(part) ?? []
    if (asset === undefined || symbol === undefined)
      throw new ConfigError('cli/symbols', `--symbols ${part}: give an asset and its symbol, such as --symbols BTC=AAPL`, { part })
    if (Object.hasOwn(symbols, asset)) throw new ConfigError('cli/symbols', `--symbols: "${asset}" is given twice`, { asset })
    symbols[asset] = symbol
  }
  return symbols
}
