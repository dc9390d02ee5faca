import * as z from 'zod'
import { sma } from '../../../src/indicators/sma.ts'
import { Strategy } from '../../../src/strategies/strategy.ts'

/** A strategy of a user, in a module of its own. */
export class MyAverage extends Strategy<typeof MyAverage.params> {
  static override readonly id = 'my_average'
  static override readonly params = z.object({ period: z.int().min(2).default(20) })
  private readonly average = this.use(sma, { period: this.params.period })

  protected override decide() {
    return this.close.value > this.average.value ? 1 : 0
  }
}
