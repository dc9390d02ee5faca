import type { PortfolioOptions } from '../../portfolios/backtest-portfolio.ts'

/**
 * How research trades a portfolio: as `backtestPortfolio`, without a gate for orders.
 *
 * @example
 * ```ts
 * import type { PortfolioSettings } from 'peak-trade'
 *
 * const settings: PortfolioSettings = { capital: 50_000, costs: { feeBps: 10 }, exits: { stopLoss: 0.05 } }
 * ```
 */
export type PortfolioSettings = Omit<PortfolioOptions, 'admit'>
