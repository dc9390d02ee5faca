// Contract suites for your own indicators and strategies.

export {
  checkOrderStrategy,
  type OrderStrategyCheck,
  type OrderStrategyCheckOptions,
  orderStrategyChecks,
} from './engine/orders/order-strategy-contract.ts'
export { checkIndicator, type IndicatorCheck } from './indicators/indicator-contract.ts'
export { checkRegime, type RegimeCheck } from './regimes/regime-contract.ts'
export { checkStrategy, type StrategyCheck, type StrategyCheckOptions, strategyChecks } from './strategies/strategy-contract.ts'
