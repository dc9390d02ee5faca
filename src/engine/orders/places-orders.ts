import type { ClassOf, StrategyBase } from '../../strategies/strategy-base.ts'
import type { AnyOrderStrategyClass } from './order-strategy.ts'

/** True for the class of an order-driven strategy. */
export function placesOrders(strategy: ClassOf<StrategyBase>): strategy is AnyOrderStrategyClass {
  return 'backtestOrders' in strategy
}
