/** The natural logarithm of `over / under`, or NaN where that is not a finite number, as for a price of 0. */
export function logRatio(over: number, under: number): number {
  const log = Math.log(over / under)
  return log - log === 0 ? log : Number.NaN
}
