/** Bars whose step from the bar before differs from the step before, told one by one. */
export function stepChanges(time: ArrayLike<number>): number[] {
  const changes: number[] = []
  for (let i = 1; i < time.length; i++) if (i === 1 || time[i] - time[i - 1] !== time[i - 1] - time[i - 2]) changes.push(i)
  return changes
}
