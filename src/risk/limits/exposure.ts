import type { RiskLimits } from '../risk-limits.ts'
import { amountOf } from './amount-of.ts'
import type { Limit } from './limit.ts'

const SYMBOL = 'make the order smaller, or reduce the position first'
const ACCOUNT = 'close positions or cancel orders first'

/** Limits on what is held, with what open orders and this one can add. */
export function exposureLimits(limits: RiskLimits): Limit[] {
  const { maxSymbolExposure, maxSymbolNetExposure, maxSymbolConcentration, maxTotalExposure, maxOpenPositions, maxLeverage } = limits
  const found: Limit[] = []
  if (maxSymbolExposure !== undefined)
    found.push({
      ...{ id: 'max_symbol_exposure', scope: 'symbol', always: false, unit: 'number' },
      ...{ what: 'the largest position of the symbol that open orders can make', remedy: SYMBOL },
      value: ({ symbolExposure }) => symbolExposure,
      bound: amountOf(maxSymbolExposure),
    })
  if (maxSymbolNetExposure !== undefined)
    found.push({
      ...{ id: 'max_symbol_net_exposure', scope: 'symbol', always: false, unit: 'number' },
      ...{ what: 'the position of the symbol when all orders have filled', remedy: SYMBOL },
      value: ({ symbolNet }) => symbolNet,
      bound: amountOf(maxSymbolNetExposure),
    })
  if (maxTotalExposure !== undefined)
    found.push({
      ...{ id: 'max_total_exposure', scope: 'account', always: false, unit: 'number' },
      ...{ what: 'the value of all positions that open orders can make', remedy: ACCOUNT },
      value: ({ exposure }) => exposure,
      bound: amountOf(maxTotalExposure),
    })
  if (maxOpenPositions !== undefined)
    found.push({
      ...{ id: 'max_open_positions', scope: 'account', always: false, unit: 'number' },
      ...{ what: 'the number of positions that open orders can make', remedy: ACCOUNT },
      value: ({ positions }) => positions,
      bound: () => maxOpenPositions,
    })
  if (maxLeverage !== undefined)
    found.push({
      ...{ id: 'max_leverage', scope: 'account', always: false, unit: 'number' },
      ...{ what: 'the value of all positions over equity', remedy: ACCOUNT },
      value: ({ exposure, equity }) => shareOf(exposure, equity),
      bound: () => maxLeverage,
    })
  if (maxSymbolConcentration !== undefined)
    found.push({
      ...{ id: 'max_symbol_concentration', scope: 'symbol', always: false, unit: 'share' },
      ...{ what: 'the position of the symbol over equity', remedy: SYMBOL },
      value: ({ symbolExposure, equity }) => shareOf(symbolExposure, equity),
      bound: () => maxSymbolConcentration,
    })
  return found
}

/** Without equity nothing may be held, and nothing held is fine. */
function shareOf(value: number, equity: number): number {
  if (value === 0) return 0
  return equity > 0 ? value / equity : equity <= 0 ? Number.MAX_VALUE : Number.NaN
}
