import type { Simulation } from './simulation.ts'

type Counts = { -readonly [Name in keyof Omit<Simulation, 'account'>]: number }

/** What a run counts on its way. */
export class Tally implements Counts {
  barsInPosition = 0
  slippage = 0
  turned = 0
  ambiguousBars = 0
  gapExits = 0
  targetBeforeStop = 0
}
