import { Command } from 'commander'
import { formatTime } from '../../market/format-time.ts'
import { listCachedBars } from '../files/read-cached-bars.ts'
import type { CommandOutput, Define } from './command.ts'
import { textTable } from './text-table.ts'

/** `peak-trade data cache …`. */
export function cacheCommand(define: Define): Command {
  const list = new Command('list')
    .description('list the bars that were downloaded')
    .option('--home <folder>', 'where everything is kept (default: PEAK_TRADE_HOME, else .peak-trade)')
  return new Command('cache').description('look at downloaded bars').addCommand(define(list, listCache))
}

async function listCache({ home }: { readonly home?: string }): Promise<CommandOutput> {
  const series = await listCachedBars(home)
  if (series.length === 0) return { data: series, text: 'nothing was downloaded yet; see peak-trade data fetch --help\n' }
  const rows = series.map(({ exchange, symbol, timeframe, bars, covered, complete, incomplete }) => [
    ...[exchange, symbol, timeframe, String(bars)],
    ...[formatTime(covered[0][0]), formatTime(covered[covered.length - 1][1]), covered.length === 1 ? '–' : String(covered.length - 1)],
    `${complete.length} of ${complete.length + incomplete.length}`,
  ])
  return { data: series, text: `${textTable(['exchange', 'symbol', 'timeframe', 'bars', 'from', 'to', 'holes', 'whole months'], rows)}\n` }
}
