import type { PanelResult, SleeveResult } from '../engine/backtest-panel.ts'
import { type Attribution, attributeResult } from '../portfolios/attribution.ts'
import type { PortfolioResult } from '../portfolios/backtest-portfolio.ts'
import type { PlannedWeights } from '../portfolios/plan-weights.ts'

/** What a portfolio report is made of. */
export interface ReportedPortfolio extends PanelResult {
  readonly attribution: Attribution
  /** Known for a run of `backtestPortfolio`. */
  readonly weights?: PlannedWeights | undefined
}

/** A result with everything that the report needs: a run of `backtestPanel` is taken apart here. */
export function reportedPortfolio(result: PortfolioResult | PanelResult): ReportedPortfolio {
  return 'attribution' in result ? result : { ...result, attribution: attributeResult(result) }
}

/** What the sleeve at a place is called in charts: its number in the list of sleeves, then its name. */
export function numbered({ name }: SleeveResult, place: number): string {
  return `${place + 1} ${name}`
}
