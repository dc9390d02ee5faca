import type { BacktestSettings } from '../../engine/settings.ts'
import type { ResolvedSleeve } from '../../engine/sleeve.ts'
import type { Panel } from '../../market/panel.ts'
import type { Summary } from '../../metrics/summary.ts'
import type { Portfolio } from '../../portfolios/portfolio.ts'
import type { PortfolioSettings } from './portfolio-settings.ts'
import type { SleeveRecords } from './sleeve-records.ts'

/** A portfolio that is to be shaken, with all that is known before. */
export interface RobustnessSubject {
  readonly portfolio: Portfolio
  readonly sleeves: readonly ResolvedSleeve[]
  readonly panel: Panel
  readonly records: SleeveRecords
  readonly settings: BacktestSettings
  /** The same settings as a portfolio takes them. */
  readonly tradeable: PortfolioSettings
  /** The portfolio as it is. */
  readonly baseline: Summary
  readonly seed: number | string
  /** Called after every step. */
  readonly step: () => void
}
