import { EdgeError } from '../../base/errors.ts'

/** How far the clock of an exchange is from the one here. */
export interface ClockSkew {
  /** Time there less time here, milliseconds: what to add to the clock here. */
  readonly skewMs: number
  /** How wrong that may be: half of the time that the answer took, and the steps in which the exchange counts. */
  readonly uncertaintyMs: number
  readonly roundTripMs: number
}

/** Compares clocks. The exchange is asked several times; the fastest answer counts. */
export async function measureClockSkew(fetchTime: () => Promise<number>, now: () => number, tries = 3): Promise<ClockSkew> {
  const measured: ClockSkew[] = []
  for (let i = 0; i < tries; i++) {
    const sent = now()
    const there = await fetchTime()
    const received = now()
    if (!Number.isFinite(there))
      throw new EdgeError('exchange/clock', 'the exchange did not say what time it is; try again', { retryable: true })
    const roundTripMs = received - sent
    // Kraken counts whole seconds: the true time is up to one later.
    const stepMs = there % 1000 === 0 ? 1000 : 1
    const skewMs = there + stepMs / 2 - (sent + received) / 2
    measured.push({ skewMs, uncertaintyMs: roundTripMs / 2 + stepMs / 2, roundTripMs })
  }
  return measured.reduce((best, skew) => (skew.uncertaintyMs < best.uncertaintyMs ? skew : best))
}

/** Whether clocks differ by more than is allowed, whatever the uncertainty. */
export function isSkewed({ skewMs, uncertaintyMs }: ClockSkew, longestMs = 5000): boolean {
  return Math.abs(skewMs) - uncertaintyMs > longestMs
}
