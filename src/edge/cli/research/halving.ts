import type { BacktestResult } from '../../../engine/backtest-result.ts'
import type { Block, Report } from '../../../reports/document.ts'
import { countOf, type Format, formatValue } from '../../../reports/format.ts'
import { reportBacktest } from '../../../reports/report-backtest.ts'
import type { HalvingResult } from '../../../research/successive-halving.ts'
import { textTable } from '../text-table.ts'
import { pointText, scoreText } from './sweep-text.ts'

/** How candidates were narrowed down, in text. */
export function halvingText(result: HalvingResult): string {
  const { rungs, winner, trials, saved, objective } = result
  return [
    rungsTable(result),
    '',
    winner === undefined
      ? `no candidate has a known ${objective} over the whole history`
      : `winner     ${pointText(winner)}: ${objective} ${scoreText(objective, winner.score)}, return ${formatValue(winner.metrics.totalReturn, 'percent')}, drawdown ${formatValue(winner.metrics.maxDrawdown, 'percent')}, ${countOf(winner.metrics.trades, 'trade')}`,
    `trials     ${countOf(trials, 'candidate')} in ${countOf(rungs.length, 'rung')}; ${formatValue(saved, 'percent')} of the bars of a sweep were saved`,
  ].join('\n')
}

/** A halving as a report: its rungs, then the backtest of the winner. */
export function reportHalving(result: HalvingResult, played: BacktestResult | undefined): Report {
  const { strategy, symbol, timeframe, trials, objective, rungs } = result
  const column = (title: string, format: Format) => ({ title, format, align: 'right' as const })
  const table: Block = {
    kind: 'table',
    title: 'Rungs of the halving',
    noun: 'rung',
    columns: [
      column('bars', 'integer'),
      column('candidates', 'integer'),
      column(`best ${objective}`, 'text'),
      column('went on', 'integer'),
    ],
    rows: rungs.map(rung => [rung.bars, rung.candidates.length, bestOf(rung, result), rung.survivors.length]),
  }
  const backtested = played === undefined ? undefined : reportBacktest(played)
  return {
    title: `Successive halving of ${strategy.title === '' ? strategy.id : strategy.title} on ${symbol}`,
    subtitle: `${countOf(trials, 'candidate')}, ${timeframe} bars, ranked by ${objective}`,
    blocks: [
      { kind: 'section', title: 'How candidates were narrowed down', blocks: [table] },
      ...(backtested === undefined
        ? []
        : [{ kind: 'section' as const, title: 'The winner over the whole history', blocks: backtested.blocks }]),
    ],
    footer: 'Simulated on past prices, and chosen from many. It shows what would have been, not what will be.',
  }
}

function rungsTable(result: HalvingResult): string {
  const rows = result.rungs.map(rung => [
    formatValue(rung.bars, 'integer'),
    formatValue(rung.candidates.length, 'integer'),
    bestOf(rung, result),
    formatValue(rung.survivors.length, 'integer'),
  ])
  return textTable(['bars', 'candidates', `best ${result.objective}`, 'went on'], rows, [0, 1, 2, 3])
}

function bestOf({ candidates, scores, survivors }: HalvingResult['rungs'][number], { objective }: HalvingResult): string {
  return survivors.length === 0 ? '–' : scoreText(objective, scores[candidates.indexOf(survivors[0])])
}
