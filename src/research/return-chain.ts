import type { Column } from '../base/column.ts'
import { barsPerYear, type Calendar, type Timeframe } from '../base/timeframe.ts'
import { type EquityMetrics, measureEquity } from '../metrics/equity-metrics.ts'
import { createEquityScratch, type EquityScratch } from '../metrics/equity-scratch.ts'
import type { BarRange } from './windows.ts'

/** How many bars or rows there are, and of which length. */
interface TimeAxis {
  readonly length: number
  readonly timeframe: Timeframe
  readonly calendar: Calendar
}

/** Joins the returns of stretches of equity to one curve and measures it, again and again in the same memory. */
export class ReturnChain {
  private readonly joined: Float64Array
  private readonly scratch: EquityScratch
  private readonly capital: number
  private readonly barsPerYear: number

  constructor(bars: TimeAxis, capital: number) {
    this.joined = new Float64Array(bars.length + 1)
    this.scratch = createEquityScratch(bars.length + 1)
    this.capital = capital
    this.barsPerYear = barsPerYear(bars.timeframe, bars.calendar)
  }

  measure(stretches: readonly { readonly range: BarRange; readonly equity: Column }[]): EquityMetrics {
    const { joined, scratch, capital, barsPerYear } = this
    let length = 1
    joined[0] = 1
    for (const { range, equity } of stretches) {
      const [from, to] = range
      const before = from === 0 ? capital : equity[from - 1]
      // An account that is ruined earns nothing any more.
      const scale = before > 0 ? joined[length - 1] / before : 0
      for (let i = from; i < to; i++) {
        const last = joined[length - 1]
        joined[length++] = scale === 0 || last === 0 ? last : Math.max(0, equity[i] * scale)
      }
    }
    return measureEquity(joined.subarray(0, length), { capital: 1, barsPerYear, scratch })
  }
}
