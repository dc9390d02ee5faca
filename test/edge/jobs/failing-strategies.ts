import * as z from 'zod'
import { Strategy } from '../../../src/strategies/strategy.ts'

/** Long on every other bar. */
export class EveryOther extends Strategy<typeof EveryOther.params> {
  static override readonly id: string = 'every_other'
  static override readonly params = z.object({ rhythm: z.int().min(1).default(2) })
  protected override decide(): number {
    return this.index % (2 * this.params.rhythm) < this.params.rhythm ? 1 : 0
  }
}

/** Ends the process (in a worker: the thread) that runs it. */
export class Fatal extends EveryOther {
  static override readonly id: string = 'fatal'
  protected override decide(): number {
    process.exit(7)
  }
}

/** Throws something that is no error of the library. */
export class Broken extends EveryOther {
  static override readonly id: string = 'broken'
  protected override decide(): number {
    throw new TypeError('broken on purpose')
  }
}

/** Decides a target that there is not. */
export class Wild extends EveryOther {
  static override readonly id: string = 'wild'
  protected override decide(): number {
    return 3
  }
}

/** As it is told. */
export class Sometimes extends Strategy<typeof Sometimes.params> {
  static override readonly id: string = 'sometimes'
  static override readonly params = z.object({ mood: z.enum(['well', 'throw', 'exit', 'slow']).default('well') })
  protected override decide(): number {
    const { mood } = this.params
    if (mood === 'throw') throw new TypeError('broken on purpose')
    if (mood === 'exit') process.exit(7)
    return this.index % 10 < 5 ? 1 : 0
  }
}

export const notAStrategy = 7

/** Never comes to a decision. */
export class Endless extends EveryOther {
  static override readonly id: string = 'endless'
  protected override decide(): number {
    for (;;) if (this.index < 0) return 0
  }
}

/** Follows another symbol. */
export class Beside extends Strategy<typeof Beside.params> {
  static override readonly id: string = 'beside'
  static override readonly params = z.object({ lag: z.int().min(1).default(1) })
  private readonly lead = this.other('OTHER')
  protected override decide(): number {
    return this.lead.close.value > this.lead.close.ago(this.params.lag) ? 1 : 0
  }
}
