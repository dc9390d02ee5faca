import { describeQuality, type QualityReport } from '../../../market/quality.ts'
import type { Block, Report } from '../../../reports/document.ts'
import { formatValue } from '../../../reports/format.ts'
import { reportBacktest } from '../../../reports/report-backtest.ts'
import { reportMonteCarlo } from '../../../reports/report-monte-carlo.ts'
import { reportPromotion } from '../../../reports/report-promotion.ts'
import { reportStress } from '../../../reports/report-stress.ts'
import { reportSweep } from '../../../reports/report-sweep.ts'
import { reportWalkForward } from '../../../reports/report-walk-forward.ts'
import type { CrossValidation } from '../../../research/cross-validate.ts'
import type { PipelineOutcome, PipelineStage } from './pipeline-run.ts'

/** Trades that are listed; all of them are in the run. */
const TRADES = 60

/**
 * A pipeline as one report, in the order in which a person asks: go or no-go and why, what each stage came to, and then every stage in full
 * with its charts.
 */
export function reportPipeline(outcome: PipelineOutcome, quality: QualityReport): Report {
  const { promotion, stages, sweep, choice, backtest, walkForward, crossValidation, monteCarlo, stress } = outcome
  const verdict = reportPromotion(promotion)
  // The verdict first; what was run stands below the stages.
  const [verdictBlocks, detailBlocks] = splitAt(verdict.blocks, block => block.kind === 'section' && block.title !== 'Scorecard')
  const whole = (title: string, report: Report): Block => ({ kind: 'section', title, blocks: report.blocks })
  return {
    title: verdict.title,
    subtitle: verdict.subtitle.replace('Promotion', 'Pipeline, promotion'),
    blocks: [
      ...verdictBlocks,
      { kind: 'section', title: 'Stages', blocks: [stageTable(stages)] },
      ...(quality.clean
        ? []
        : [{ kind: 'section' as const, title: 'Data', blocks: describeQuality(quality).map((text): Block => ({ kind: 'text', text })) }]),
      whole('Sweep', reportSweep(sweep)),
      ...variantNote(choice.point),
      whole('The choice, in sample', reportBacktest(backtest, { maxTrades: TRADES })),
      ...(walkForward === undefined ? [] : [whole('Walk-forward', reportWalkForward(walkForward))]),
      ...(crossValidation === undefined ? [] : [crossValidationSection(crossValidation)]),
      ...(monteCarlo === undefined ? [] : [whole('Monte Carlo', reportMonteCarlo(monteCarlo))]),
      ...(stress === undefined ? [] : [whole('Stress', reportStress(stress))]),
      { kind: 'section', title: 'Evidence', blocks: detailBlocks },
    ],
    ...(verdict.footer === undefined ? {} : { footer: verdict.footer }),
  }
}

function stageTable(stages: readonly PipelineStage[]): Block {
  return {
    kind: 'table',
    title: 'What each stage came to',
    noun: 'stage',
    columns: [
      { title: 'Stage', format: 'text', align: 'left' },
      { title: 'Result', format: 'text', align: 'left' },
      { title: 'Seconds', format: 'ratio', align: 'right' },
    ],
    rows: stages.map(({ name, text, durationMs }) => [name, text, durationMs / 1000]),
  }
}

function variantNote(point: PipelineOutcome['choice']['point']): readonly Block[] {
  const entries = Object.entries(point)
  if (entries.length === 0) return []
  const settings = entries.map(([name, value]) => `${name} = ${value === null ? 'none' : String(value)}`).join(', ')
  return [
    {
      kind: 'note',
      tone: 'info',
      title: 'Settings were swept too',
      text: `From here on those of the choice hold: ${settings}. They were chosen on the whole history, so the walk-forward test below has seen them; all runs count as trials.`,
    },
  ]
}

function crossValidationSection({ sharpe, totalReturn, maxDrawdown, score, splits, paths, candidates }: CrossValidation): Block {
  const row = (name: string, { p05, median, p95 }: CrossValidation['sharpe'], format: 'ratio' | 'percent') => [
    name,
    ...[p05, median, p95].map(value => formatValue(value, format)),
  ]
  return {
    kind: 'section',
    title: 'Cross-validation',
    blocks: [
      {
        kind: 'text',
        text: `${paths.length} complete histories, put together from ${splits.length} splits: each group was traded with the best of ${candidates} candidates on bars that do not hold it. The objective in sample was ${formatValue(score.median, 'ratio')} on the median split.`,
      },
      {
        kind: 'table',
        title: 'How the histories came out',
        noun: 'number',
        columns: [
          { title: 'Metric', format: 'text', align: 'left' },
          { title: '5 %', format: 'text', align: 'right' },
          { title: 'Median', format: 'text', align: 'right' },
          { title: '95 %', format: 'text', align: 'right' },
        ],
        rows: [row('Sharpe ratio', sharpe, 'ratio'), row('Total return', totalReturn, 'percent'), row('Drawdown', maxDrawdown, 'percent')],
      },
    ],
  }
}

function splitAt(blocks: readonly Block[], ends: (block: Block) => boolean): [readonly Block[], readonly Block[]] {
  const at = blocks.findIndex(ends)
  return at < 0 ? [blocks, []] : [blocks.slice(0, at), blocks.slice(at)]
}
