/**
 * Something that is timed: one call does the whole work once and says how many milliseconds it took. A contender in another
 * process measures itself there, so that pipes and start-up are not counted.
 */
export interface Contender {
  readonly name: string
  readonly round: () => number | Promise<number>
}

/** How a contender did, in milliseconds per round. */
export interface Timing {
  readonly name: string
  readonly minMs: number
  readonly medianMs: number
  readonly rounds: number
}

/**
 * Times contenders in the same minutes: in each round every one runs once, and who begins moves on by one each round. So a
 * busy machine, a warm cache or a clock that slows down hits all of them alike, and ratios mean something.
 */
export async function race(contenders: readonly Contender[], { rounds = 15, warmup = 3 } = {}): Promise<Timing[]> {
  const took: number[][] = contenders.map(() => [])
  for (let round = -warmup; round < rounds; round++) {
    for (let k = 0; k < contenders.length; k++) {
      const turn = (k + Math.max(round, 0)) % contenders.length
      const ms = await contenders[turn].round()
      if (round >= 0) took[turn].push(ms)
    }
  }
  return contenders.map(({ name }, k) => ({ name, minMs: Math.min(...took[k]), medianMs: median(took[k]), rounds }))
}

/** Wraps work in this process; `repeat` runs it several times and gives the mean, for work shorter than the clock's noise. */
export function inProcess(name: string, work: () => unknown, repeat = 1): Contender {
  return {
    name,
    round() {
      const start = performance.now()
      for (let k = 0; k < repeat; k++) work()
      return (performance.now() - start) / repeat
    },
  }
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
