import { drawdownColumn } from '../metrics/drawdowns.ts'
import type { WalkForwardResult, WalkForwardWindow } from '../research/walk-forward-result.ts'
import { buyAndHold } from './buy-and-hold.ts'
import type { Block, Cell, Fact, Report, TableColumn } from './document.ts'
import { countOf, fixed, formatValue } from './format.ts'
import { settingsText } from './settings-text.ts'

/**
 * A walk-forward test as a report: how much of what was found on train windows was left on the tests behind them, the stitched equity, every
 * window with its choice, and how the choices moved.
 *
 * @example
 * ```ts
 * import { MaCrossover, reportWalkForward, syntheticBars, toMarkdown, walkForward } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 600 })
 * const result = walkForward(MaCrossover, bars, { grid: { fast: [5, 10] }, train: 300, test: 100 })
 * toMarkdown(reportWalkForward(result)).split('\n')[0]
 * ```
 */
export function reportWalkForward(result: WalkForwardResult): Report {
  const { strategy, symbol, timeframe, windows, summary } = result
  const name = strategy.title === '' ? strategy.id : strategy.title
  const day = (time: number) => formatValue(time, 'date')
  return {
    title: `${name} on ${symbol}, walk-forward`,
    subtitle: `${countOf(windows.length, 'window')} of ${timeframe} bars, tests from ${day(summary.startTime)} to ${day(summary.endTime)}`,
    blocks: [
      { kind: 'text', role: 'lead', text: sentence(result) },
      { kind: 'facts', layout: 'figures', items: figures(result) },
      ...notes(result),
      { kind: 'section', title: 'Out of sample', blocks: charts(result) },
      { kind: 'section', title: 'Windows', blocks: [windowTable(result)] },
      { kind: 'section', title: 'Choices', blocks: [driftTable(result)] },
      {
        kind: 'section',
        title: 'Settings',
        blocks: [
          {
            kind: 'code',
            language: 'json',
            text: settingsText({ strategy: strategy.id, symbol, timeframe, calendar: result.stitched.calendar, ...result.settings }),
          },
        ],
      },
    ],
    footer: 'Parameters were chosen on train windows only. The tests are simulated on past prices.',
  }
}

function sentence({ efficiency, inSampleReturn, outOfSampleReturn, windows, profitableWindows, candidates }: WalkForwardResult): string {
  const percent = (value: number) => formatValue(value, 'percent')
  const kept = Number.isNaN(efficiency)
    ? 'Nothing was earned in sample, so there is nothing to keep'
    : `${percent(efficiency)} of the yearly return was left out of sample`
  return (
    `${kept}: ${percent(inSampleReturn)} in sample, ${percent(outOfSampleReturn)} on the tests. ` +
    `${fixed(Math.round(profitableWindows * windows.length), 0)} of ${countOf(windows.length, 'window')} made a profit. ` +
    `Each choice was the best of ${countOf(candidates, 'candidate')}.`
  )
}

function figures({ efficiency, summary, profitableWindows, outOfSampleReturn, inSampleReturn }: WalkForwardResult): readonly Fact[] {
  return [
    { label: 'Efficiency', value: efficiency, format: 'percent', detail: '50 % or more is what one hopes for' },
    {
      label: 'Return a year, tests',
      value: outOfSampleReturn,
      format: 'percent',
      detail: `${formatValue(inSampleReturn, 'percent')} in sample`,
    },
    {
      label: 'Sharpe ratio, stitched',
      value: summary.sharpe,
      format: 'ratio',
      detail: `drawdown ${formatValue(summary.maxDrawdown, 'percent')}`,
    },
    { label: 'Windows with a profit', value: profitableWindows, format: 'percent', detail: countOf(summary.trades, 'closed trade') },
  ]
}

function notes({ windows, objective }: WalkForwardResult): readonly Block[] {
  const empty = windows.filter(({ params }) => params === null).length
  if (empty === 0) return []
  const text = `No candidate had a ${objective} on the train bars of ${countOf(empty, 'window')}; nothing was traded on the tests behind them.`
  return [{ kind: 'note', tone: 'warning', title: 'Windows without a choice', text }]
}

function charts({ stitched }: WalkForwardResult): readonly Block[] {
  const { bars, equity, summary } = stitched
  const hold = buyAndHold(stitched)
  const money = (value: number) => formatValue(value, 'money')
  return [
    {
      kind: 'chart',
      chart: {
        kind: 'line',
        title: 'Stitched equity',
        summary: `Equity of all tests one after the other: from ${money(summary.initialEquity)} to ${money(summary.finalEquity)}.`,
        time: bars.time,
        series: [
          { name: 'Walk-forward', values: equity },
          { name: 'Buy and hold', values: hold.equity },
        ],
        format: 'money',
        baseline: summary.initialEquity,
      },
    },
    {
      kind: 'chart',
      chart: {
        kind: 'underwater',
        title: 'Below the last high',
        summary: `Drawdown of the stitched equity: at most ${formatValue(summary.maxDrawdown, 'percent')}.`,
        time: bars.time,
        series: [
          { name: 'Walk-forward', values: drawdownColumn(equity, { capital: summary.initialEquity }) },
          { name: 'Buy and hold', values: hold.drawdown },
        ],
      },
    },
  ]
}

function windowTable({ windows, objective }: WalkForwardResult): Block {
  const right = (title: string, format: TableColumn['format'], signed = false): TableColumn => ({ title, format, align: 'right', signed })
  const scored = objective !== 'sharpe'
  return {
    kind: 'table',
    title: 'Each window with its choice',
    noun: 'window',
    columns: [
      { title: 'Train from', format: 'date', align: 'left' },
      { title: 'Test from', format: 'date', align: 'left' },
      { title: 'to', format: 'date', align: 'left' },
      { title: 'Chosen', format: 'text', align: 'left' },
      ...(scored ? [right(`Train ${objective}`, 'ratio')] : []),
      right('Sharpe, train', 'ratio'),
      right('Sharpe, test', 'ratio', true),
      right('Return, train', 'percent'),
      right('Return, test', 'percent', true),
      right('Trades', 'integer'),
    ],
    rows: windows.map((window): readonly Cell[] => [
      window.trainStartTime,
      window.testStartTime,
      window.testEndTime,
      chosen(window),
      ...(scored ? [window.score] : []),
      window.inSample?.sharpe ?? Number.NaN,
      window.outOfSample.sharpe,
      window.inSample?.totalReturn ?? Number.NaN,
      window.outOfSample.totalReturn,
      window.outOfSample.trades,
    ]),
  }
}

function chosen({ params }: WalkForwardWindow): string {
  if (params === null) return 'none'
  return Object.entries(params)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? formatValue(value, 'quantity') : String(value)}`)
    .join(', ')
}

function driftTable({ drift }: WalkForwardResult): Block {
  const text = (title: string): TableColumn => ({ title, format: 'text', align: 'left' })
  return {
    kind: 'table',
    title: 'How each parameter changed from window to window',
    noun: 'parameter',
    empty: 'Nothing was chosen.',
    columns: [text('Parameter'), { title: 'Changed', format: 'percent', align: 'right' }, text('Values chosen')],
    rows: Object.entries(drift).map(([name, { changed, values }]): readonly Cell[] => [name, changed, values.map(String).join(', ')]),
  }
}
