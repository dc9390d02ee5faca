import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientOrderId, type OrderIdentity } from '../../src/execution/client-order-id.ts'

const identity: OrderIdentity = { session: 'shadow-1', symbol: 'BTC/EUR', at: Date.UTC(2025, 0, 15), sequence: 0 }

describe('clientOrderId', () => {
  it('is a UUID of version 8', () => {
    fc.assert(
      fc.property(
        fc.record({
          session: fc.string({ minLength: 1, unit: 'grapheme' }),
          symbol: fc.string({ minLength: 1 }),
          at: fc.integer(),
          sequence: fc.nat(),
        }),
        given => {
          expect(clientOrderId(given)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        },
      ),
    )
  })

  it('is the same in another process', () => {
    const file = fileURLToPath(new URL('../../src/execution/client-order-id.ts', import.meta.url))
    const code = `import(process.argv[1]).then(({ clientOrderId }) => console.log(clientOrderId(JSON.parse(process.argv[2]))))`
    const other = execFileSync(process.execPath, ['--no-warnings', '-e', code, file, JSON.stringify(identity)], { encoding: 'utf8' }).trim()
    expect(other).toBe(clientOrderId(identity))
  })

  it('never changes, or orders of older versions would not be found again', () => {
    expect(clientOrderId(identity)).toBe('6bfa862f-73df-83e8-a10c-92df1c9c6c65')
  })

  it('differs in every part, and parts do not run into each other', () => {
    const ids = [
      identity,
      { ...identity, session: 'shadow-2' },
      { ...identity, symbol: 'ETH/EUR' },
      { ...identity, at: identity.at + 1 },
      { ...identity, sequence: 1 },
      { ...identity, session: 'shadow-1B', symbol: 'TC/EUR' },
      { ...identity, session: 'shadow-', symbol: '1BTC/EUR' },
    ].map(clientOrderId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('has no collision among many', () => {
    const ids = new Set<string>()
    for (let at = 0; at < 200; at++) for (let sequence = 0; sequence < 50; sequence++) ids.add(clientOrderId({ ...identity, at, sequence }))
    expect(ids.size).toBe(10_000)
  })

  it.each([
    [{ session: '' }, 'session of an order is ""'],
    [{ session: 7 }, 'session of an order is 7'],
    [{ symbol: '' }, 'symbol of an order is ""'],
    [{ symbol: undefined }, 'symbol of an order is undefined'],
    [{ at: Number.NaN }, 'at of an order is NaN'],
    [{ at: Number.POSITIVE_INFINITY }, 'at of an order is Infinity'],
    [{ sequence: -1 }, 'sequence of an order is -1'],
    [{ sequence: 0.5 }, 'sequence of an order is 0.5'],
    [{ sequence: Number.NaN }, 'sequence of an order is NaN'],
  ])('refuses %j', (part, message) => {
    expect(() => clientOrderId({ ...identity, ...part } as OrderIdentity)).toThrow(
      expect.objectContaining({ code: 'order/identity', message: expect.stringContaining(message) }),
    )
  })
})
