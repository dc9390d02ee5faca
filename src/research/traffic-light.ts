import { ConfigError } from '../base/errors.ts'
import { checkTail, type ExceptionCount } from './kupiec-test.ts'

/**
 * What {@link trafficLight} shows.
 */
export interface TrafficLight {
  /** Green: nothing against the value at risk. Yellow: doubtful. Red: almost surely too small. */
  readonly zone: 'green' | 'yellow' | 'red'
  /** Probability of so many exceptions or fewer when the value at risk is right. */
  readonly cumulative: number
  /** Probability of so many exceptions or more when the value at risk is right. */
  readonly atLeast: number
}

/**
 * The traffic light of the Basel Committee (1996): yellow from a cumulative probability of 95 %, red from 99.99 %. With 250 bars
 * and 99 % value at risk that is green up to 4 exceptions and red from 10 on.
 *
 * @throws {@link ConfigError} `research/exceptions`, `research/tail`.
 *
 * @example
 * ```ts
 * import { trafficLight } from 'peak-trade'
 *
 * trafficLight({ bars: 250, exceptions: 4, tail: 0.01 }).zone // 'green'
 * trafficLight({ bars: 250, exceptions: 5, tail: 0.01 }).zone // 'yellow'
 * ```
 */
export function trafficLight({ bars, exceptions, tail }: ExceptionCount): TrafficLight {
  checkTail(tail)
  if (!(Number.isInteger(bars) && Number.isInteger(exceptions) && exceptions >= 0 && exceptions <= bars && bars > 0))
    throw new ConfigError('research/exceptions', `${exceptions} exceptions in ${bars} bars cannot be`, { exceptions, bars })
  let below = 0
  let here = 0
  let above = 0
  // In logarithms, because (1 - tail)^bars is 0 in doubles for long histories.
  let log = bars * Math.log1p(-tail)
  for (let k = 0; k <= bars; k++) {
    const probability = Math.exp(log)
    if (k < exceptions) below += probability
    else if (k === exceptions) here = probability
    else above += probability
    log += Math.log(((bars - k) * tail) / ((k + 1) * (1 - tail)))
  }
  const cumulative = Math.min(1, below + here)
  return { zone: cumulative < 0.95 ? 'green' : cumulative < 0.9999 ? 'yellow' : 'red', cumulative, atLeast: Math.min(1, here + above) }
}
