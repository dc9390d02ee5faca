import type { Fill } from '../engine/fills.ts'

/** The return of every closed round trip in a list of fills, oldest first: profit after fees as a fraction of the entry value. */
export function closedReturns(fills: readonly Fill[]): number[] {
  const returns: number[] = []
  let trip: Fill[] = []
  let position = 0
  for (const fill of fills) {
    const after = position + fill.quantity
    // What the position moved by: to the last bit what the account has seen.
    trip.push({ ...fill, quantity: after - position })
    position = after
    if (position !== 0) continue
    returns.push(returnOf(trip))
    trip = []
  }
  return returns
}

function returnOf(trip: readonly Fill[]): number {
  const direction = Math.sign(trip[0].quantity)
  const entries = trip.filter(({ quantity }) => Math.sign(quantity) === direction)
  const exits = trip.filter(({ quantity }) => Math.sign(quantity) !== direction)
  const paid = worthOf(entries)
  const fees = trip.reduce((sum, { fee }) => sum + fee, 0)
  return (direction * (worthOf(exits) - paid) - fees) / paid
}

function worthOf(fills: readonly Fill[]): number {
  return fills.reduce((sum, { quantity, price }) => sum + Math.abs(quantity) * price, 0)
}
