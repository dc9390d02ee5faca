/** Open, high, low and close of a bar. */
export type Candle = readonly [open: number, high: number, low: number, close: number]

const ORDINARY: Candle = [100, 106, 96, 104]

/**
 * `count` ordinary bars (body 4, range 10, so that a thin shadow is below 1, near is 2 and far is 6), then the given ones.
 */
export function candlesAfter(count: number, ...rows: readonly Candle[]): Record<'open' | 'high' | 'low' | 'close', Float64Array> {
  const all = [...Array<Candle>(count).fill(ORDINARY), ...rows]
  const column = (at: 0 | 1 | 2 | 3) => Float64Array.from(all, row => row[at])
  return { open: column(0), high: column(1), low: column(2), close: column(3) }
}
