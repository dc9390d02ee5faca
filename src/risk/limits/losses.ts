import type { RiskLimits } from '../risk-limits.ts'
import type { RiskState } from '../risk-state.ts'
import type { Limit, LimitContext } from './limit.ts'

/** What is known when nothing is missing. */
interface Remembered {
  readonly at: number
  readonly state: RiskState
}

const PAUSE = 'nothing may be opened until the next day'

/** Limits on what was lost. A profit never counts. */
export function lossLimits(limits: RiskLimits): Limit[] {
  const { maxDailyLoss, maxDailyLossShare, maxDrawdown, maxConsecutiveLosses, coolDownMs, dayZone = 'UTC' } = limits
  const found: Limit[] = []
  const missing = (context: LimitContext) => missingDay(context, dayZone)
  if (maxDailyLoss !== undefined)
    found.push({
      ...{ id: 'max_daily_loss', scope: 'account', always: false, unit: 'number' },
      ...{ what: 'the loss since the start of the day', remedy: PAUSE },
      ...{ missing, value: dailyLoss, bound: () => maxDailyLoss },
    })
  if (maxDailyLossShare !== undefined)
    found.push({
      ...{ id: 'max_daily_loss_share', scope: 'account', always: false, unit: 'share' },
      ...{ what: 'the loss since the start of the day', remedy: PAUSE },
      ...{ missing, value: context => lossShare(dailyLoss(context), context.options?.state?.day?.equity), bound: () => maxDailyLossShare },
    })
  if (maxDrawdown !== undefined)
    found.push({
      ...{ id: 'max_drawdown', scope: 'account', always: false, unit: 'share' },
      ...{ what: 'the loss from the highest equity', remedy: 'nothing may be opened; a person has to look at it' },
      missing: missingState,
      value: ({ equity, options }) => lossShare(lossFrom(options?.state?.peak, equity), options?.state?.peak),
      bound: () => maxDrawdown,
    })
  if (maxConsecutiveLosses !== undefined)
    found.push({
      ...{ id: 'max_consecutive_losses', scope: 'account', always: false, unit: 'number' },
      ...{ what: 'losing trades in a row, with this order as the next', remedy: 'wait until the pause after them is over' },
      missing: context => missingState(context) ?? (coolDownMs === undefined ? undefined : missingTime(context)),
      value: ({ order, options }) => {
        const { at, state } = options as Remembered
        const rested = coolDownMs !== undefined && at - numberOr(state.lastLossAt) >= coolDownMs
        return rested ? 0 : numberOr(state.losses) + (order === undefined ? 0 : 1)
      },
      bound: () => maxConsecutiveLosses,
    })
  return found
}

function dailyLoss({ equity, options }: LimitContext): number {
  return lossFrom(options?.state?.day?.equity, equity)
}

function lossFrom(start: unknown, equity: number): number {
  const loss = numberOr(start) - equity
  return loss < 0 ? 0 : loss
}

function lossShare(loss: number, start: unknown): number {
  if (loss === 0) return 0
  const base = numberOr(start)
  return base > 0 ? loss / base : base <= 0 ? Number.MAX_VALUE : Number.NaN
}

function missingState({ options }: LimitContext): string | undefined {
  return options?.state === undefined ? 'state' : undefined
}

function missingTime({ options }: LimitContext): string | undefined {
  return options?.at === undefined ? 'at' : undefined
}

function missingDay(context: LimitContext, zone: string): string | undefined {
  const found = missingState(context) ?? missingTime(context)
  if (found !== undefined) return found
  const { at, state } = context.options as Remembered
  const { day } = state
  if (day?.zone !== zone) return `a state whose days are those of ${zone}`
  return at >= day.start && at < day.end ? undefined : 'a state of this day (startOfDay)'
}

/** JSON has no NaN: what is not a number is not known, and null is not 0. */
function numberOr(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}
