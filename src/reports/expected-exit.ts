import type { ExplainedFill, StepAssumption, TradeLevels } from './trade-explanation.ts'

/** A bar as its exits see it. */
export interface WatchedBar {
  readonly levels: TradeLevels
  readonly open: number
  /** 1 long, -1 short. */
  readonly side: number
  /** The position was there before this bar opened, so the open can have jumped over a level. */
  readonly wasOpen: boolean
  /** Which one counts when a stop and the target are inside the bar. */
  readonly sameBar: 'stop' | 'target'
}

/** The exit of a bar, by the levels that it reached, and what had to be assumed; undefined when it reached none. */
export interface ExpectedExit {
  readonly when: 'open' | 'inside'
  readonly reason: ExplainedFill['reason']
  /** Before slippage. */
  readonly price: number
  readonly assumptions: readonly StepAssumption[]
}

/** Decides as the engine does: gaps at the open first, then the stop, then the target, unless the settings turn these two around. */
export function expectedExit({ levels, open, side, wasOpen, sameBar }: WatchedBar): ExpectedExit | undefined {
  const { nearest, target } = levels
  const stop = nearest === undefined ? undefined : levels[nearest]
  const isStopped = stop?.reached === true
  const isReached = target?.reached === true
  const both: StepAssumption[] = isStopped && isReached ? ['stop-and-target'] : []
  if (nearest !== undefined && isStopped && wasOpen && side * open <= side * stop.price)
    return { when: 'open', reason: nearest, price: open, assumptions: [...both, 'gap'] }
  if (isReached && wasOpen && side * open >= side * target.price)
    return {
      when: 'open',
      reason: 'target',
      price: open,
      assumptions: [...both, 'gap', ...(isStopped ? ['target-before-stop' as const] : [])],
    }
  if (nearest !== undefined && isStopped && !(isReached && sameBar === 'target')) {
    // A fresh position whose stop slippage has put beyond the open leaves at the open.
    const price = side > 0 ? Math.min(stop.price, open) : Math.max(stop.price, open)
    return { when: 'inside', reason: nearest, price, assumptions: both }
  }
  if (isReached) return { when: 'inside', reason: 'target', price: target.price, assumptions: isStopped ? ['target-first'] : [] }
  return undefined
}

/** A bar whose exit was cut short by the volume, so that a part of the position is still there. */
export interface RestOfPosition extends Pick<WatchedBar, 'open' | 'side'> {
  /** Where the account is used up now. */
  readonly level: number
  readonly low: number
  readonly high: number
}

/** The liquidation of what an exit of the same bar has left; undefined when the bar does not get that far. */
export function exitAtRuin(exit: ExpectedExit, { level, low, high, open, side }: RestOfPosition): ExpectedExit | undefined {
  if (side > 0 ? low > level : high < level) return undefined
  const isGap = exit.assumptions.includes('gap') && side * open <= side * level
  const price = side > 0 ? Math.min(level, exit.price) : Math.max(level, exit.price)
  return { when: isGap ? 'open' : 'inside', reason: 'liquidation', price, assumptions: isGap ? ['gap'] : [] }
}
