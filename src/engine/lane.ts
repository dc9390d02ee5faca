import type { PanelBars } from '../market/panel-bars.ts'
import { FillCosts } from './fill-costs.ts'
import type { PanelMarks } from './panel-marks.ts'
import type { BacktestSettings } from './settings.ts'
import type { TargetRun } from './target-run.ts'

/** A sleeve at work: its run goes over the bars of its own symbol. */
export interface RunningSleeve {
  readonly run: TargetRun
  readonly bars: PanelBars
  /** Of the same symbol, on the times of the panel. */
  readonly marks: PanelMarks
  readonly settings: BacktestSettings
  readonly group: string | undefined
}

/** One sleeve of a shared account and where it is. */
export interface Lane extends RunningSleeve {
  readonly index: number
  readonly costs: FillCosts
  readonly groupLimit: number | undefined
  /** Its current bar. */
  at: number
  /** First bar that it has not gone through. */
  next: number
  /** Worth and cash of its own part of the account when it was last asked to act. */
  own: number
  ownCash: number
  /** The state of the account at that time. */
  asked: number
}

/** A sleeve before its first bar. */
export function openLane(sleeve: RunningSleeve, index: number, groups: Readonly<Record<string, number>>): Lane {
  return {
    ...sleeve,
    index,
    costs: new FillCosts(sleeve.settings.costs, sleeve.settings.instrument),
    groupLimit: sleeve.group === undefined ? undefined : groups[sleeve.group],
    at: 0,
    next: 0,
    own: 0,
    ownCash: 0,
    asked: 0,
  }
}

/** The first bar of a lane that it has not gone through and that is not before `row`. */
export function barFrom({ bars: { rows }, next }: Pick<Lane, 'bars' | 'next'>, row: number): number {
  // Without holes before it, a bar is where its row is.
  if (rows[row] === row) return row
  let at = next
  while (at < rows.length && rows[at] < row) at++
  return at
}

/** True when the order of a lane makes its position larger. */
export function adds({ run }: Lane): boolean {
  return run.order * run.account.quantity >= 0
}
