import type { Regime } from '../regimes/regime.ts'
import type { RiskLabel, RiskRegimeOptions } from '../regimes/risk-regime.ts'

/**
 * How much risk is taken in which regime. A scale multiplies the weights of all sleeves.
 */
export interface RegimeScaling {
  /** Labels every bar; default a risk regime with these options. */
  readonly regime?: Regime<string> | RiskRegimeOptions | undefined
  /** Scale of every label; default `{ risk_on: 1, neutral: 0.5, risk_off: 0 }`. */
  readonly scales?: Readonly<Record<RiskLabel | (string & {}), number>> | undefined
  /** The symbol whose bars are labeled; default every sleeve looks at its own. */
  readonly symbol?: string | undefined
  /** A label stays for at least so many bars; default 1. */
  readonly dwell?: number | undefined
  /** A new label has to be seen on so many bars in a row; default 1. */
  readonly confirm?: number | undefined
  /** Moves from scale to scale over about so many bars (continuous scaling) instead of at once; default 0. */
  readonly smoothing?: number | undefined
}
