/** The value where it is positive, else 0; exact, and without a branch, because nobody can predict where a price goes. */
export function positivePart(value: number): number {
  return (Math.abs(value) + value) * 0.5
}
