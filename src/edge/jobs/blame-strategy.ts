import { PeakTradeError, StrategyError } from '../../base/errors.ts'

/**
 * Runs a strategy.
 *
 * @throws {@link StrategyError} `strategy/threw` with its parameters for what is no error of this library.
 */
export function blameStrategy<T>(params: Readonly<Record<string, unknown>>, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof PeakTradeError) throw error
    throw new StrategyError('strategy/threw', `the strategy threw ${String(error)} (combination ${JSON.stringify(params)})`, {}, error)
  }
}
