import { ConfigError, DataError } from '../base/errors.ts'
import type { Bars } from '../market/bars.ts'
import { type Barrier, type BarrierOptions, BarrierRace } from './barrier-race.ts'
import type { LabelSpan } from './label-span.ts'

/** A forecast that is to be labeled. */
export interface TradeEvent {
  /** The bar at whose close it was made; the trade begins at the open of the next one. */
  readonly bar: number
  /** 1 for long, -1 for short. */
  readonly side: number
  /** Multiplies the distances of both barriers, for example the volatility of the moment; default 1. */
  readonly width?: number
}

/** What became of a forecast. */
export interface BarrierLabel extends LabelSpan {
  readonly bar: number
  readonly side: number
  /** `open` when the bars ended first. */
  readonly touched: Barrier
  /** What the trade made, a fraction; NaN while open. */
  readonly result: number
  /** 1 when it made more than `minReturn`, else 0; NaN while open. To be used from the close of bar `end` on. */
  readonly label: number
}

/** Where the barriers stand, and what counts as success. */
export interface TripleBarrierOptions extends BarrierOptions {
  /** A fraction; default 0. */
  readonly minReturn?: number
}

/**
 * Labels forecasts by what a trade on each would have met first: a profit target, a stop, or the end of its time.
 *
 * The trade begins at the open after the forecast, so that `start` is `bar + 1`. Barriers are met within the range of a bar; a bar that
 * opens beyond one ends the trade at its open, and when both lie in its range the stop wins. Source: López de Prado, Advances in Financial
 * Machine Learning, 3.4 to 3.6 (meta-labels), 2018; he looks at closes only.
 *
 * @throws {@link ConfigError} `learning/option` for a barrier that is not above 0, {@link DataError} `learning/event` for an event outside
 * the bars or with a side that is neither 1 nor -1.
 *
 * @example
 * ```ts
 * import { syntheticBars, tripleBarrierLabels } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * const [label] = tripleBarrierLabels(bars, [{ bar: 20, side: 1 }], { takeProfit: 0.02, stopLoss: 0.01, maxBars: 20 })
 * label.start // 21
 * ```
 */
export function tripleBarrierLabels(
  bars: Pick<Bars, 'open' | 'high' | 'low' | 'close' | 'length'>,
  events: readonly TradeEvent[],
  options: TripleBarrierOptions,
): BarrierLabel[] {
  const { takeProfit, stopLoss, maxBars, minReturn = 0 } = options
  for (const [name, value] of Object.entries({ takeProfit, stopLoss })) {
    if (value !== undefined && !(value > 0 && value < Number.POSITIVE_INFINITY))
      throw new ConfigError('learning/option', `tripleBarrierLabels: ${name} is ${value}, it must be above 0 or left out`, {
        [name]: value,
      })
  }
  if (!(Number.isInteger(maxBars) && maxBars >= 1))
    throw new ConfigError('learning/option', `tripleBarrierLabels: maxBars is ${maxBars}, it must be a whole number from 1`, { maxBars })
  return events.map(({ bar, side, width = 1 }) => {
    if (!(Number.isInteger(bar) && bar >= 0 && bar < bars.length && Math.abs(side) === 1 && width > 0))
      throw new DataError(
        'learning/event',
        `the event at bar ${bar} with side ${side} and width ${width} needs a bar from 0 to ${bars.length - 1}, a side of 1 or -1 and a width above 0`,
        { bar, side, width },
      )
    const race = new BarrierRace(side, {
      takeProfit: takeProfit === undefined ? undefined : takeProfit * width,
      stopLoss: stopLoss === undefined ? undefined : stopLoss * width,
      maxBars,
    })
    let end = bar
    let isOver = false
    while (!isOver && end + 1 < bars.length) {
      end++
      isOver = race.take(bars.open[end], bars.high[end], bars.low[end], bars.close[end])
    }
    const { touched, result } = race
    return { bar, side, start: bar + 1, end, touched, result, label: isOver ? Number(result > minReturn) : Number.NaN }
  })
}
