/** The return of a bar that counts, else 0, without a branch on what nobody can predict. There is none from a price of 0. */
export function countedMove(close: number, before: number, counts: boolean): number {
  const move = (close - before) / before
  return move - move === 0 ? Number(counts) * move : 0
}
