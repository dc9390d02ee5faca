import { ConfigError } from '../../../../base/errors.ts'
import type { Panel } from '../../../../market/panel.ts'
import type { PortfolioResult } from '../../../../portfolios/backtest-portfolio.ts'
import type { Report } from '../../../../reports/document.ts'
import { reportRobustness } from '../../../../reports/report-robustness.ts'
import type { PortfolioRobustness } from '../../../../research/portfolio/portfolio-robustness.ts'
import type { PortfolioRunType } from '../../../../research/portfolio-kinds.ts'
import type { RunRecord } from '../../../../research/run-record.ts'
import { repeatPortfolioRun } from '../../../registry/reproduce-portfolio.ts'
import { markReport } from '../../mark-sample.ts'
import { sampleNotice } from '../../price-flags.ts'
import type { RepeatedReport } from '../report-run.ts'
import type { PanelRunSource } from './panel-source.ts'
import { portfolioReport } from './portfolio-report.ts'
import { recordedPortfolio } from './recorded-portfolio.ts'

/** How results of each type are reported; the title is that of the recipe, if there was one. */
const REPORTS: Readonly<Partial<Record<PortfolioRunType, (result: never, title: string | undefined, panel: Panel) => Report>>> = {
  portfolio_backtest: (result: PortfolioResult, title, panel) => portfolioReport(result, { title, panel }),
  robustness: (result: PortfolioRobustness, title) =>
    reportRobustness(result, title === undefined ? {} : { title: `Robustness of ${title}` }),
}

/**
 * Runs a recorded run of a portfolio again and reports what comes out.
 *
 * @throws Rejects with {@link ConfigError} `cli/report` for a type that has no report, and what running throws.
 */
export async function reportPortfolioRun(record: RunRecord, source: PanelRunSource): Promise<RepeatedReport> {
  const { id, type, location, symbols, timeframe } = record
  const report = REPORTS[type as PortfolioRunType]
  if (report === undefined)
    throw new ConfigError(
      'cli/report',
      `run ${id} is a ${type}, of which there is no report; see its numbers with: peak-trade research runs show ${id}`,
      { id, type },
    )
  const { outcome, panel, result } = await repeatPortfolioRun(record, source)
  const recorded = recordedPortfolio(record)
  const made = report(outcome as never, recorded?.title, panel)
  const sample = location?.kind === 'synthetic' ? sampleNotice(`${symbols.join(' and ')} ${timeframe}`) : undefined
  return { report: markReport(made, sample), same: result === record.result }
}
