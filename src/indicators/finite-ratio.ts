/** `over / under`, or NaN where that is not a finite number: nobody is given Infinity. */
export function finiteRatio(over: number, under: number): number {
  const ratio = over / under
  // A finite number less itself is 0, anything else is NaN: without a branch, and a negative zero stays one.
  return ratio - (ratio - ratio)
}
