import { ConfigError } from '../../base/errors.ts'

const DAY = 86_400_000

/** The cycle that {@link economicCycle} looks at. */
export interface EconomicCycleOptions {
  /** A day on which the cycle peaked, as a time in milliseconds since the Unix epoch, UTC; default 2015-10-01. */
  readonly reference?: number
  /** Whole days from peak to peak; default 3141, which is 8.6 years or 1000 times pi. */
  readonly cycleDays?: number
  /** Days before and after a peak that count as near it; default 90. */
  readonly eventDays?: number
}

/** Where a time stands in the cycle. */
export interface EconomicCycle {
  /** Whole days since the reference; negative before it. */
  readonly daysSinceReference: number
  /** From 0 at a peak through 0.5 at the trough to 1. */
  readonly phase: number
  readonly nearTurningPoint: boolean
  /** The next peak, milliseconds since the Unix epoch, UTC: later than the day asked for. */
  readonly nextTurningPoint: number
  /** Within a third of `eventDays` around the peak: `event`; in the rest of the window `before` or `after`; else `none`. */
  readonly event: 'none' | 'before' | 'event' | 'after'
}

/**
 * Where a time stands in Armstrong's Economic Confidence Model: a cycle of 8.6 years of the confidence of business, with a peak on
 * 2015-10-01 (2015.75), a trough on 2020-01-18 (2020.05) and the next peak on 2024-05-07 (2024.35).
 *
 * Peak_Trade's phase and dates. Its names for the days around a peak were mixed up: what it called "event" was the outer window, which
 * never held the event. Source: Armstrong, The Business Cycle and the Future, 1999; there is no statistical evidence for it.
 *
 * @param time - Milliseconds since the Unix epoch, UTC.
 * @throws {@link ConfigError} `cycle/option` for a cycle that is not a whole number of days from 1, or a negative window.
 *
 * @example
 * ```ts
 * import { economicCycle } from 'peak-trade'
 *
 * economicCycle(Date.UTC(2024, 0, 1)).daysSinceReference // 3014
 * economicCycle(Date.UTC(2024, 4, 7)).event // 'event'
 * ```
 */
export function economicCycle(
  time: number,
  { reference = Date.UTC(2015, 9, 1), cycleDays = 3141, eventDays = 90 }: EconomicCycleOptions = {},
): EconomicCycle {
  if (!(Number.isInteger(cycleDays) && cycleDays >= 1 && eventDays >= 0))
    throw new ConfigError(
      'cycle/option',
      `a cycle of ${cycleDays} days with a window of ${eventDays}; use whole days from 1 and a window from 0`,
      {
        cycleDays,
        eventDays,
      },
    )
  const cycleDay = dayOfCycle(time, { reference, cycleDays })
  const rest = cycleDays - cycleDay
  const nearTurningPoint = isNear(cycleDay, { cycleDays, eventDays })
  const isEvent = Math.min(cycleDay, rest) <= Math.floor(eventDays / 3)
  return {
    daysSinceReference: daysSince(time, reference),
    phase: cycleDay / cycleDays,
    nearTurningPoint,
    nextTurningPoint: (Math.floor(time / DAY) + rest) * DAY,
    event: isEvent ? 'event' : !nearTurningPoint ? 'none' : cycleDay < rest ? 'after' : 'before',
  }
}

/** Whole days since the last peak, from 0 to `cycleDays - 1`, also for times before the reference. */
export function dayOfCycle(time: number, { reference, cycleDays }: { readonly reference: number; readonly cycleDays: number }): number {
  const days = daysSince(time, reference) % cycleDays
  return days < 0 ? days + cycleDays : days
}

/** Is a day of the cycle less than `eventDays` away from a peak? */
export function isNear(cycleDay: number, { cycleDays, eventDays }: { readonly cycleDays: number; readonly eventDays: number }): boolean {
  return cycleDay < eventDays || cycleDay > cycleDays - eventDays
}

function daysSince(time: number, reference: number): number {
  return Math.floor((time - reference) / DAY)
}
