import type { TargetRun } from './target-run.ts'

/**
 * The first bar at or after `t` at whose open, or in whose range, a run may have to trade, so long as its account is far from the end.
 * Before it there is nothing but {@link passOver}.
 */
export function nextTrade(run: TargetRun, t: number): number {
  const { account, bars, levels, quiet, settings } = run
  if (run.pending) return t
  // A decision at a close is due at the next open.
  const after = run.atOpen ? 1 : 0
  if (account.quantity === 0) return Math.min(bars.length, Math.min(run.nextChange, run.nextResize(t)) + after)
  if (needsEveryBar(run)) return t
  const { rebalance } = settings
  let decision = Math.min(run.nextChange, run.nextResize(t), Math.max(t, run.timeUp))
  if (typeof rebalance === 'object' && 'every' in rebalance)
    decision = Math.min(decision, run.first + Math.ceil((t - run.first) / rebalance.every) * rebalance.every)
  const to = Math.min(bars.length, decision + after)
  if (levels.bare) return to
  // The best price moves in passOver.
  const { best } = levels
  quiet.aim(account.quantity, levels)
  const end = quiet.passLevels(levels, t, to)
  levels.best = best
  return end
}

/** Takes a run over bars without a trade. What is decided at the last of them becomes due. */
export function passOver(run: TargetRun, from: number, to: number): void {
  if (to <= from) return
  const { account, bars, levels } = run
  if (account.quantity === 0) {
    if (run.carryRates !== undefined) run.memory.equity.fill(account.cash, from, to)
  } else {
    run.tally.barsInPosition += to - from
    if (levels.follows) for (let t = from; t < to; t++) levels.follow(account.quantity > 0 ? 1 : -1, bars.high[t], bars.low[t])
  }
  if (run.atOpen) run.decide(to - 1)
}

/** True when nothing can happen in the range of a bar, once its open is settled and as long as the account is far from its end. */
export function isCalm(run: TargetRun): boolean {
  if (!run.atOpen || run.pending) return false
  return run.account.quantity === 0 || (run.levels.bare && !needsEveryBar(run))
}

/** True when every bar of a position has to be looked at: for carry, or for the size. */
function needsEveryBar({ carryRates, settings: { rebalance } }: TargetRun): boolean {
  return carryRates !== undefined || (typeof rebalance === 'object' && 'band' in rebalance)
}
