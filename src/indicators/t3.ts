import { emaKeep } from './exponential-average.ts'
import { exponentialChain, seedChain } from './exponential-chain.ts'
import { defineIndicator } from './indicator.ts'

/**
 * T3 moving average: six exponential averages of one another, put together so that it is smoother than {@link dema} and
 * hardly later. `factor` says how much of the lag is taken away: 0 is a plain triple average, 1 is most eager and overshoots. In
 * the unit of the input.
 *
 * With `v = factor`: `-v³ e6 + 3 (v² + v³) e5 - (6 v² + 3 (v + v³)) e4 + (1 + 3 v + v³ + 3 v²) e3`. Seeds are those of
 * {@link ema}, each from its own first values. First value on bar `6 * period - 6`. Agrees with TA-Lib `T3`; Stock.Indicators
 * starts every average from the first value and differs at the beginning. Source: Tillson, Better Moving Averages, 1998.
 *
 * @example
 * ```ts
 * import { syntheticBars, t3 } from 'peak-trade'
 *
 * const smooth = t3(syntheticBars({ seed: 1, length: 100 }), { period: 5, factor: 0.7 })
 * smooth.findIndex(value => !Number.isNaN(value)) // 24
 * ```
 */
export const t3 = defineIndicator({
  id: 't3',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 5, min: 1, integer: true },
    factor: { default: 0.7, min: 0, max: 1 },
  },
  warmup: ({ period }) => 6 * (period - 1),
  start: ({ period, factor }) => {
    const [fourth, fifth, sixth] = weightsOf(factor)
    const chain = exponentialChain({ period, keep: emaKeep(period), stages: 6 })
    return close => {
      const averages = chain(close)
      const three = averages[2]
      return three + (fourth * (averages[3] - three) + fifth * (averages[4] - three) + sixth * (averages[5] - three))
    }
  },
  fill: ({ period, factor }, [out], close) => {
    const [fourth, fifth, sixth] = weightsOf(factor)
    const keep = emaKeep(period)
    const seeded = 6 * (period - 1)
    let [one, two, three, four, five, six] = seedChain(close, { period, keep, stages: 6 })
    if (close.length > seeded) out[seeded] = three + (fourth * (four - three) + fifth * (five - three) + sixth * (six - three))
    for (let i = seeded + 1; i < close.length; i++) {
      const value = close[i]
      one = value - keep * (value - one)
      two = one - keep * (one - two)
      three = two - keep * (two - three)
      four = three - keep * (three - four)
      five = four - keep * (four - five)
      six = five - keep * (five - six)
      out[i] = three + (fourth * (four - three) + fifth * (five - three) + sixth * (six - three))
    }
  },
})

/** What the averages 4 to 6 count. All weights add up to 1; the rest, that of average 3, is left to the distances from it. */
function weightsOf(factor: number): [fourth: number, fifth: number, sixth: number] {
  const square = factor * factor
  const cube = square * factor
  return [-6 * square - 3 * (factor + cube), 3 * (square + cube), -cube]
}
