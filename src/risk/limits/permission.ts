import { zoneOffset } from '../local-day.ts'
import type { RiskLimits, TradingSession } from '../risk-limits.ts'
import type { Limit } from './limit.ts'

const DAY_MINUTES = 1_440

/** Limits on what may be traded at all, and when. Positions may always be closed in what is not allowed, but not while the market is. */
export function permissionLimits({ allowedSymbols, allowedSides, tradingHours }: RiskLimits): Limit[] {
  const found: Limit[] = []
  if (allowedSymbols !== undefined) {
    const symbols = new Set(allowedSymbols)
    found.push({
      ...{ id: 'allowed_symbols', scope: 'order', always: false, unit: 'number', what: 'the symbol', remedy: '' },
      value: ({ symbol }) => (symbols.has(symbol) ? 0 : 1),
      bound: () => 0,
      say: ({ symbol }) => `"${symbol}" is not one of ${allowedSymbols.join(', ') || 'none'}; add it to allowed_symbols`,
    })
  }
  if (allowedSides !== undefined)
    found.push({
      ...{ id: 'allowed_sides', scope: 'order', always: false, unit: 'number', what: 'the side', remedy: '' },
      value: ({ order }) => (order === undefined || allowedSides.includes(order.side) ? 0 : 1),
      bound: () => 0,
      say: ({ order }) => `${order?.side} opens a position, and only ${allowedSides.join(', ') || 'nothing'} may; add it to allowed_sides`,
    })
  if (tradingHours !== undefined) {
    const sessions = tradingHours.map(openMinutes)
    found.push({
      ...{ id: 'trading_hours', scope: 'order', always: true, unit: 'number', what: 'the time', remedy: '' },
      missing: ({ options }) => (options?.at === undefined ? 'at' : undefined),
      value: ({ options }) => (sessions.some(isOpen => isOpen(options?.at as number)) ? 0 : 1),
      bound: () => 0,
      say: ({ options }) => `${new Date(options?.at as number).toISOString()} is outside of trading hours; send it when the market is open`,
    })
  }
  return found
}

/** Whether a session is open at a time. */
function openMinutes({ zone, days, from, to }: TradingSession): (at: number) => boolean {
  const first = minutes(from)
  const last = minutes(to)
  const end = last > first ? last : last + DAY_MINUTES
  return at => {
    const local = Math.floor((at + zoneOffset(at, zone)) / 60_000)
    const day = Math.floor(local / DAY_MINUTES)
    const minute = local - day * DAY_MINUTES
    const isDay = (number: number) => days.includes(((((number + 3) % 7) + 7) % 7) + 1)
    return (isDay(day) && minute >= first && minute < end) || (isDay(day - 1) && minute + DAY_MINUTES < end)
  }
}

function minutes(text: string): number {
  const [hours, rest] = text.split(':').map(Number)
  return 60 * hours + rest
}
