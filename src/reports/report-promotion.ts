import type { Evidence } from '../research/promotion/evidence.ts'
import type { Promotion } from '../research/promotion/promote.ts'
import type { ScorecardRow } from '../research/promotion/scorecard.ts'
import type { Block, Cell, Fact, Report } from './document.ts'
import { countOf, fixed, formatValue } from './format.ts'
import { settingsText } from './settings-text.ts'

/**
 * A promotion as a report: go or no-go with all reasons, the scorecard, what could have been seen at all on so much history, out-of-sample equity,
 * the Sharpe ratios of all trials, stress and costs, and what is needed to do it again.
 *
 * @example
 * ```ts
 * import { gatherEvidence, MaCrossover, promote, reportPromotion, syntheticBars, toMarkdown } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500, timeframe: '1d' })
 * const promotion = promote(gatherEvidence(MaCrossover, bars, { grid: { fast: [5, 10] }, costs: { feeBps: 5 }, seed: 1 }))
 * toMarkdown(reportPromotion(promotion)).includes('No-go') // true
 * ```
 */
export function reportPromotion(promotion: Promotion): Report {
  const { evidence, policy, scorecard, go, refusals } = promotion
  const { strategy, symbol, timeframe, startTime, endTime } = evidence
  const name = strategy.title === '' ? strategy.id : strategy.title
  const day = (time: number) => formatValue(time, 'date')
  return {
    title: `${go ? 'Go' : 'No-go'}: ${name} on ${symbol}`,
    subtitle: `Promotion by policy ${policy.name}, ${timeframe} bars, ${day(startTime)} to ${day(endTime)}`,
    blocks: [
      { kind: 'text', role: 'lead', text: verdictSentence(promotion) },
      { kind: 'facts', layout: 'figures', items: figures(evidence) },
      ...refusals.map(({ message }): Block => ({ kind: 'note', tone: 'warning', title: 'Speaks against it', text: `${message}.` })),
      ...warnings(scorecard),
      { kind: 'section', title: 'Scorecard', blocks: [scorecardTable(scorecard)] },
      { kind: 'section', title: 'What could have been seen', blocks: [{ kind: 'text', text: powerText(promotion) }] },
      ...pictures(evidence),
      ...hardTimes(evidence),
      { kind: 'section', title: 'Do it again', blocks: [{ kind: 'columns', columns: [[whatWasRun(evidence)], [settingsOf(promotion)]] }] },
    ],
    footer: 'A go says that luck is an unlikely explanation of the past. It is no promise for the future. Times are UTC.',
  }
}

function verdictSentence({ go, evidence, policy, refusals, scorecard }: Promotion): string {
  const required = scorecard.filter(row => row.required)
  const met = required.filter(({ pass }) => pass).length
  const criteria = required.length === 1 ? 'criterion' : 'criteria'
  const tried = `${countOf(evidence.trials, 'trial')} counted, ${fixed(evidence.combinations, 0)} of them in this sweep`
  return go
    ? `Go: ${met} of ${required.length} required ${criteria} of policy ${policy.name} are met. ${tried}.`
    : `No-go: ${countOf(refusals.length, 'reason')} against it; ${met} of ${required.length} required ${criteria} of policy ${policy.name} are met. ${tried}.`
}

function figures({ inSample, walkForward, superiority, luck }: Evidence): readonly Fact[] {
  const items: Fact[] = []
  if (inSample !== undefined)
    items.push({
      label: 'Sharpe ratio, in sample',
      value: inSample.sharpe,
      format: 'ratio',
      detail: luck === undefined ? '' : `luck alone is expected to show ${formatValue(luck.hurdle, 'ratio')}`,
    })
  if (walkForward !== undefined)
    items.push({
      label: 'Sharpe ratio, out of sample',
      value: walkForward.sharpe,
      format: 'ratio',
      detail: `${countOf(walkForward.windows, 'test')}, ${countOf(walkForward.trades, 'trade')}`,
    })
  if (superiority !== undefined)
    items.push({
      label: 'Luck does as well',
      value: superiority.pValue,
      format: 'percent',
      detail: `${countOf(superiority.resamples, 'resample')} of all trials`,
    })
  if (inSample !== undefined) items.push({ label: 'Deepest drawdown', value: inSample.maxDrawdown, format: 'percent' })
  return items
}

/** What only advises, and has not passed. */
function warnings(scorecard: readonly ScorecardRow[]): readonly Block[] {
  const failed = scorecard.filter(({ pass, required }) => !pass && !required)
  if (failed.length === 0) return []
  const text = failed.map(row => `${row.title}: ${show(row.value, row)}, should be ${row.bound} ${show(row.threshold, row)}`).join('; ')
  return [{ kind: 'note', tone: 'info', title: 'Does not decide, but look at it', text: `${text}.` }]
}

function scorecardTable(scorecard: readonly ScorecardRow[]): Block {
  return {
    kind: 'table',
    title: 'Criteria of the policy, what was shown, and whether that is enough',
    noun: 'criterion',
    columns: [
      { title: 'Criterion', format: 'text', align: 'left' },
      { title: 'Shown', format: 'text', align: 'right' },
      { title: 'Asked for', format: 'text', align: 'right' },
      { title: 'Verdict', format: 'text', align: 'left' },
      { title: 'Decides', format: 'text', align: 'left' },
    ],
    rows: scorecard.map((row): readonly Cell[] => [
      row.title,
      show(row.value, row),
      `${row.bound} ${show(row.threshold, row)}`,
      row.pass ? 'pass' : `fail: ${row.reason}`,
      row.required ? 'yes' : 'advises',
    ]),
  }
}

function show(value: number, { unit }: ScorecardRow): string {
  if (unit === 'count') return formatValue(value, 'integer')
  return formatValue(value, unit)
}

/** What so much history and so many trials allow to be seen. */
function powerText({ evidence, recognizable }: Promotion): string {
  const { bars, barsPerYear, trials, luck } = evidence
  const years = fixed(bars / barsPerYear, 1)
  if (Number.isNaN(recognizable.half)) return "Hansen's test was not shown, so it is not known what could have been seen."
  const counted = luck === undefined ? '' : `, which amount to about ${fixed(luck.effectiveTrials, 0)} independent ones`
  const minimum =
    luck === undefined || Number.isNaN(luck.minimumYears)
      ? ''
      : ` Below ${fixed(luck.minimumYears, 1)} years of history the best of so many worthless trials is expected to look as good as this choice.`
  return (
    `On ${years} years with ${countOf(trials, 'trial')}${counted}, a strategy with a true Sharpe ratio of ${formatValue(recognizable.half, 'ratio')} is told from luck ` +
    `half of the time, one of ${formatValue(recognizable.most, 'ratio')} in four of five cases. What is below could hardly have been recognized, however real it is: ` +
    `it needs more history or fewer trials.${minimum}`
  )
}

function pictures({ pictures: shown, settings }: Evidence): readonly Block[] {
  if (shown === undefined) return []
  const { time, equity, trialSharpes } = shown
  const known = Array.from(trialSharpes).filter(Number.isFinite)
  const ratio = (value: number) => formatValue(value, 'ratio')
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  const text =
    `Of ${countOf(trialSharpes.length, 'trial')} in the sweep ${fixed(known.filter(value => value > 0).length, 0)} have a Sharpe ratio above 0; ` +
    `the mean is ${ratio(mean)}, the highest ${ratio(Math.max(...known))}.`
  return [
    {
      kind: 'section',
      title: 'Out of sample',
      blocks: [
        {
          kind: 'chart',
          chart: {
            kind: 'line',
            title: 'Equity of the walk forward',
            summary:
              `From ${formatValue(settings.capital, 'money')} to ${formatValue(equity[equity.length - 1], 'money')}, ` +
              'each test traded with what was chosen before it.',
            time,
            series: [{ name: 'Walk forward', values: equity }],
            format: 'money',
            baseline: settings.capital,
          },
        },
        { kind: 'text', text },
      ],
    },
  ]
}

function hardTimes({ stress, costs, monteCarlo }: Evidence): readonly Block[] {
  const blocks: Block[] = []
  if (stress !== undefined)
    blocks.push({
      kind: 'table',
      title: 'The choice under stress',
      noun: 'run',
      columns: [
        { title: 'Scenario', format: 'text', align: 'left' },
        { title: 'Severity', format: 'quantity', align: 'right' },
        { title: 'Total return', format: 'percent', align: 'right', signed: true },
        { title: 'Drawdown', format: 'percent', align: 'right' },
      ],
      rows: stress.rows.map(({ scenario, severity, totalReturn, maxDrawdown }) => [scenario, severity, totalReturn, maxDrawdown]),
    })
  if (costs !== undefined)
    blocks.push({
      kind: 'facts',
      layout: 'list',
      title: 'Costs',
      items: [
        { label: 'Assumed per fill, bps', value: costs.assumedBps, format: 'quantity' },
        {
          label: 'The edge vanishes at, bps',
          value: Number.isNaN(costs.breakEvenBps) ? `above ${formatValue(costs.limitBps, 'quantity')}` : fixed(costs.breakEvenBps, 2),
          format: 'text',
        },
        ...costs.sharpes
          .filter(({ sharpe }) => !Number.isNaN(sharpe))
          .map(({ factor, sharpe }): Fact => ({ label: `Sharpe ratio at ${factor} times the costs`, value: sharpe, format: 'ratio' })),
      ],
    })
  if (monteCarlo !== undefined)
    blocks.push({
      kind: 'facts',
      layout: 'list',
      title: `Monte Carlo, ${countOf(monteCarlo.paths, 'path')}`,
      items: [
        { label: `Drawdown of ${formatValue(monteCarlo.ruinDrawdown, 'percent')} (ruin)`, value: monteCarlo.ruin, format: 'percent' },
        { label: 'Drawdown that 95 % stay below', value: monteCarlo.drawdown95, format: 'percent' },
        { label: 'Sharpe ratio that 95 % reach', value: monteCarlo.sharpe5, format: 'ratio' },
        { label: 'Paths that lose', value: monteCarlo.loss, format: 'percent' },
      ],
    })
  return blocks.length === 0 ? [] : [{ kind: 'section', title: 'When things are not as they were', blocks }]
}

function whatWasRun({ strategy, symbol, timeframe, data, seed, combinations, trials, bars, barsPerYear }: Evidence): Block {
  const items: readonly Fact[] = [
    { label: 'Strategy', value: strategy.id, format: 'text' },
    { label: 'Tier', value: strategy.tier ?? 'none', format: 'text' },
    { label: 'Market', value: `${symbol}, ${timeframe}`, format: 'text' },
    { label: 'Fingerprint of the bars', value: data, format: 'text' },
    { label: 'Bars', value: bars, format: 'integer' },
    { label: 'Years', value: bars / barsPerYear, format: 'ratio' },
    { label: 'Combinations of the sweep', value: combinations, format: 'integer' },
    { label: 'Trials counted', value: trials, format: 'integer' },
    { label: 'Seed', value: String(seed), format: 'text' },
  ]
  return { kind: 'facts', layout: 'list', title: 'Data', items }
}

function settingsOf({ evidence, policy }: Promotion): Block {
  const text = settingsText({ params: evidence.strategy.params, settings: evidence.settings, policy })
  return { kind: 'code', title: 'Parameters, settings, policy', language: 'json', text }
}
