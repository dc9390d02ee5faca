/** `over / under`, or NaN where that is not a finite number: nobody is given Infinity. */
export function finiteRatio(over: number, under: number): number {
  const ratio = over / under
  return ratio - ratio === 0 ? ratio : Number.NaN
}
