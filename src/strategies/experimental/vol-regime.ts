/** Exposure by where volatility ranks: `low` below the lower bound, `high` above the upper one, else `normal`. */
export interface RegimeExposure {
  readonly lowRank: number
  readonly highRank: number
  readonly low: number
  readonly normal: number
  readonly high: number
}

/** How much to hold when volatility has this percentile rank (0 to 1). */
export function exposureAt(rank: number, { lowRank, highRank, low, normal, high }: RegimeExposure): number {
  if (rank < lowRank) return low
  return rank > highRank ? high : normal
}

/** The exposure, or what is held when it differs by less than `band`: small changes only cost. Getting out is never small. */
export function tradable(exposure: number, { held, band }: { readonly held: number; readonly band: number }): number {
  return exposure !== 0 && Math.abs(exposure - held) < band ? held : exposure
}
