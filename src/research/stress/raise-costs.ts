import type { BacktestSettings } from '../../engine/settings.ts'

/** How much more at severity 1. */
const MORE = 9
/** What the engine accepts, all costs of one kind together. */
const MOST_BPS = 5000

/** How many times as high costs are: once at severity 0, ten times at 1. */
export function costFactor(severity: number): number {
  return 1 + MORE * severity
}

/** What costs are raised, and how they would be raised if there were none. */
export interface CostRise {
  readonly names: readonly string[]
  readonly severity: number
  /** Costs that are raised when the settings have less, so that a run without costs is stressed too. */
  readonly floorBps: number
}

/** Settings with those costs multiplied that they have; together they stay below half of the price. */
export function raiseCosts(settings: BacktestSettings, { names, severity, floorBps }: CostRise): BacktestSettings {
  const costs: Record<string, unknown> = { ...settings.costs }
  const known = names.filter(name => typeof costs[name] === 'number')
  const sum = known.reduce((total, name) => total + (costs[name] as number), 0)
  const more = costFactor(severity) - 1
  for (const name of known) costs[name] = (costs[name] as number) * (1 + more)
  const floor = Math.max(0, floorBps - sum) * more
  if (known.includes(names[0])) costs[names[0]] = (costs[names[0]] as number) + floor
  const raised = known.reduce((total, name) => total + (costs[name] as number), 0)
  if (raised > MOST_BPS) for (const name of known) costs[name] = ((costs[name] as number) * MOST_BPS) / raised
  return { ...settings, costs: costs as unknown as BacktestSettings['costs'] }
}
