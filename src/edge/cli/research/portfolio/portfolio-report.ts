import type { Panel } from '../../../../market/panel.ts'
import { panelBars } from '../../../../market/panel-bars.ts'
import type { PortfolioResult } from '../../../../portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../../../portfolios/portfolio.ts'
import { portfolioByRegime } from '../../../../portfolios/portfolio-by-regime.ts'
import { scalingRegime } from '../../../../portfolios/regime-scaling.ts'
import { labelBars } from '../../../../regimes/regime-labels.ts'
import type { Report } from '../../../../reports/document.ts'
import { reportPortfolio } from '../../../../reports/report-portfolio.ts'

/** What there is to say besides the result. */
export interface ReportedPortfolio {
  readonly title: string | undefined
  readonly panel: Panel
  readonly portfolio?: Portfolio | undefined
}

/**
 * The report of a portfolio, with what it earned in each regime: of the regime that it goes by, else of risk on and off, on the symbol that
 * it looks at, else the first one.
 */
export function portfolioReport(result: PortfolioResult, { title, panel, portfolio }: ReportedPortfolio): Report {
  const { bars } = panelBars(panel, portfolio?.regime?.symbol ?? panel.symbols[0])
  const labels = labelBars(bars, scalingRegime(portfolio?.regime ?? {}))
  return reportPortfolio(result, {
    panel,
    regimes: portfolioByRegime(result, { labels, time: bars.time }),
    ...(title === undefined ? {} : { title }),
    ...(portfolio === undefined ? {} : { portfolio }),
  })
}
