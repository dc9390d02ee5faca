/**
 * The volume of a bar, counted by where it closed: all of it at the high, minus all of it at the low, nothing in the middle. A
 * bar without a range moved no money.
 */
export function moneyFlow(high: number, low: number, close: number, volume: number): number {
  const range = high - low
  return range === 0 ? 0 : ((close - low - (high - close)) / range) * volume
}
