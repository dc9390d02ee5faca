import { backtestPanel, type PanelOptions, type PanelResult } from '../engine/backtest-panel.ts'
import type { Sleeve } from '../engine/sleeve.ts'
import type { Panel } from '../market/panel.ts'
import { backtestPortfolio } from '../portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../portfolios/portfolio.ts'
import type { PortfolioCandidate } from './portfolio/portfolio-candidates.ts'
import type { PortfolioRobustness } from './portfolio/portfolio-robustness.ts'
import type { PortfolioWalk } from './portfolio/portfolio-walk.ts'
import { type RobustnessOptions, testRobustness } from './portfolio/test-robustness.ts'
import { type PortfolioWalkOptions, walkForwardPortfolio } from './portfolio/walk-forward-portfolio.ts'
import type { NamedPart } from './result-parts.ts'
import { type LooseOptions, numbersOf } from './run-kinds.ts'

/** What was traded: sleeves as `backtestPanel` takes them, a portfolio, or portfolios to choose among. */
export type PortfolioSubject =
  | { readonly sleeves: readonly Sleeve[] }
  | { readonly portfolio: Portfolio }
  | { readonly candidates: readonly PortfolioCandidate[] }

/** What came out of a run of a portfolio, as far as a record is concerned. */
export interface PortfolioKind {
  readonly run: (subject: PortfolioSubject, panel: Panel, options: LooseOptions) => unknown
  /** Where the record keeps what the run was asked besides settings; undefined when there is nothing else. */
  readonly asked: string | undefined
  readonly metrics: (result: never) => Readonly<Record<string, number>>
  readonly parts: (result: never) => readonly NamedPart[]
}

const backtestKind: PortfolioKind = {
  run: (subject, panel, options) =>
    'sleeves' in subject
      ? backtestPanel(subject.sleeves, panel, options as PanelOptions)
      : backtestPortfolio(onlyPortfolio(subject), panel, options),
  asked: undefined,
  metrics: ({ summary }: PanelResult) => numbersOf(summary),
  parts: ({ equity, sleeves, summary }: PanelResult) => [
    ['equity', equity],
    ...sleeves.map(({ name, profit }): NamedPart => [`profit of ${name}`, profit]),
    ['summary', summary],
  ],
}

/** They say what was tested, not what came out. */
const INPUTS: readonly string[] = ['settings', 'symbols', 'timeframe']

const robustnessKind: PortfolioKind = {
  run: (subject, panel, options) => testRobustness(onlyPortfolio(subject), panel, options as RobustnessOptions),
  asked: 'robustness',
  metrics: ({ baseline, monteCarlo, stress, jitter, costs, leaveOneOut }: PortfolioRobustness) => ({
    ...numbersOf(baseline),
    ...(monteCarlo === undefined ? {} : { ruin: monteCarlo.ruin.probability }),
    ...(stress === undefined ? {} : { stressDrawdown: Math.max(...stress.rows.map(({ metrics }) => metrics.maxDrawdown)) }),
    ...(jitter === undefined ? {} : { positiveNeighbors: jitter.positive }),
    ...(costs === undefined ? {} : { costFactor: costs.factor }),
    ...(leaveOneOut === undefined ? {} : { dispensable: leaveOneOut.filter(({ dispensable }) => dispensable).length }),
  }),
  parts: (result: PortfolioRobustness) => Object.entries(result).filter(([name]) => !INPUTS.includes(name)),
}

const walkForwardKind: PortfolioKind = {
  run: (subject, panel, options) =>
    walkForwardPortfolio(
      'candidates' in subject ? subject.candidates : onlyPortfolio(subject),
      panel,
      options as unknown as PortfolioWalkOptions,
    ),
  asked: 'walkForward',
  metrics({ summary, windows, inSampleReturn, outOfSampleReturn, efficiency, profitableWindows, turnover }: PortfolioWalk) {
    const own = { windows: windows.length, inSampleReturn, outOfSampleReturn, efficiency, profitableWindows, turnover }
    return { ...numbersOf(summary), ...own }
  },
  parts: ({ windows, stitched, summary }: PortfolioWalk) => [
    ['windows', windows],
    ['equity', stitched.equity],
    ['summary', summary],
  ],
}

/** The runs of portfolios that can be described and repeated. */
export const portfolioKinds = {
  portfolio_backtest: backtestKind,
  robustness: robustnessKind,
  portfolio_walk_forward: walkForwardKind,
} as const satisfies Readonly<Record<string, PortfolioKind>>

/** A type of run of a portfolio that can be repeated. */
export type PortfolioRunType = keyof typeof portfolioKinds

/** Whether a type of run is one of a portfolio. */
export function isPortfolioRun(type: string): type is PortfolioRunType {
  return Object.hasOwn(portfolioKinds, type)
}

function onlyPortfolio(subject: PortfolioSubject): Portfolio {
  return 'portfolio' in subject ? subject.portfolio : 'sleeves' in subject ? subject : subject.candidates[0].portfolio
}
