import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'

/**
 * When a path counts as ruined: at this drawdown, or at this share of the capital, whichever comes first.
 */
export interface RuinLevel {
  /** Drawdown as a fraction: 0.3 for 30 % below the last high. */
  readonly drawdown?: number
  /** Equity as a share of the capital: 0.6 for 40 % lost. */
  readonly equity?: number
}

/**
 * How many paths were ruined.
 */
export interface Ruin extends RuinLevel {
  /** Share of ruined paths. */
  readonly probability: number
  /** Standard error of that share, from the number of paths. */
  readonly standardError: number
}

/** A ruin level, checked. Throws `monte-carlo/ruin` unless every part is a share above 0 and at most 1. */
export function checkRuin(ruin: RuinLevel = { drawdown: 0.5 }): RuinLevel {
  for (const [name, level] of Object.entries(ruin))
    if (!(level > 0 && level <= 1))
      throw new ConfigError('monte-carlo/ruin', `ruin.${name} is ${String(level)}, it must be a share above 0, at most 1`, { name })
  return ruin
}

/** The worst of each path. */
export interface WorstOfPaths {
  readonly maxDrawdown: Column
  readonly lowestEquity: Column
  readonly capital: number
}

/** Share of paths that reached the level. */
export function measureRuin(ruin: RuinLevel, { maxDrawdown, lowestEquity, capital }: WorstOfPaths): Ruin {
  const drawdown = ruin.drawdown ?? Number.POSITIVE_INFINITY
  const equity = (ruin.equity ?? Number.NEGATIVE_INFINITY) * capital
  const paths = maxDrawdown.length
  let ruined = 0
  for (let k = 0; k < paths; k++) ruined += +(maxDrawdown[k] >= drawdown || lowestEquity[k] <= equity)
  const probability = ruined / paths
  return { ...ruin, probability, standardError: Math.sqrt((probability * (1 - probability)) / paths) }
}
