import { describe, expect, it } from 'vitest'
import { permissionLimits } from '../../../src/risk/limits/permission.ts'
import type { TradingSession } from '../../../src/risk/risk-limits.ts'
import { contextOf } from './contexts.ts'

const isOpen = (session: Partial<TradingSession>, time: string) => {
  const [limit] = permissionLimits({ tradingHours: [{ zone: 'UTC', days: [1, 2, 3, 4, 5], from: '09:30', to: '16:00', ...session }] })
  return limit.value(contextOf({ options: { at: Date.parse(time) } })) === 0
}

describe('trading hours', () => {
  it.each([
    // 2025-01-17 is a Friday.
    [{}, '2025-01-17T09:29:59Z', false],
    [{}, '2025-01-17T09:30:00Z', true],
    [{}, '2025-01-17T15:59:59Z', true],
    [{}, '2025-01-17T16:00:00Z', false],
    [{}, '2025-01-18T12:00:00Z', false],
    [{ days: [6, 7] }, '2025-01-19T12:00:00Z', true],
    // New York is five hours behind in winter and four in summer.
    [{ zone: 'America/New_York' }, '2025-01-17T14:29:00Z', false],
    [{ zone: 'America/New_York' }, '2025-01-17T14:30:00Z', true],
    [{ zone: 'America/New_York' }, '2025-07-18T13:30:00Z', true],
    [{ zone: 'America/New_York' }, '2025-07-18T20:00:00Z', false],
    // Over midnight, from Friday into Saturday and not from Saturday into Sunday.
    [{ from: '18:00', to: '17:00' }, '2025-01-18T16:59:00Z', true],
    [{ from: '18:00', to: '17:00' }, '2025-01-18T17:00:00Z', false],
    [{ from: '18:00', to: '17:00' }, '2025-01-19T03:00:00Z', false],
    [{ from: '00:00', to: '24:00' }, '2025-01-17T23:59:59Z', true],
    [{ from: '00:00', to: '24:00' }, '2025-01-18T00:00:00Z', false],
    [{ from: '00:00', to: '24:00', days: [4] }, '1970-01-01T00:00:00Z', true],
    [{ from: '00:00', to: '24:00', days: [3] }, '1969-12-31T12:00:00Z', true],
  ])('%j at %s: %s', (session, time, open) => expect(isOpen(session, time)).toBe(open))

  it('are closed without sessions', () => {
    const [limit] = permissionLimits({ tradingHours: [] })
    expect(limit.value(contextOf({ options: { at: 0 } }))).toBe(1)
  })
})

it('says what is allowed', () => {
  const [symbols, sides] = permissionLimits({ allowedSymbols: ['ETH'], allowedSides: ['sell'] })
  expect([symbols.value(contextOf()), sides.value(contextOf())]).toEqual([1, 1])
  expect(symbols.say?.(contextOf())).toContain('"BTC" is not one of ETH')
  expect(sides.say?.(contextOf())).toContain('buy opens a position, and only sell may')
})
