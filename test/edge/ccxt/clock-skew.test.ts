import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSkewed, measureClockSkew } from '../../../src/edge/ccxt/clock-skew.ts'

describe('clock skew', () => {
  it('is found within its own uncertainty, whatever the way there and back takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { minLength: 3, maxLength: 3 }),
        fc.boolean(),
        async (skew, ways, isCoarse) => {
          let [now, call] = [1_700_000_000_000, 0]
          const ask = async () => {
            const [there, back] = ways[call++]
            now += there
            const time = now + skew
            now += back
            return isCoarse ? Math.floor(time / 1000) * 1000 : time
          }
          const found = await measureClockSkew(ask, () => now)
          expect(Math.abs(found.skewMs - skew)).toBeLessThanOrEqual(found.uncertaintyMs)
        },
      ),
    )
  })

  it('is too much only beyond all doubt', () => {
    expect(isSkewed({ skewMs: 5900, uncertaintyMs: 1000, roundTripMs: 0 })).toBe(false)
    expect(isSkewed({ skewMs: -6100, uncertaintyMs: 1000, roundTripMs: 0 })).toBe(true)
    expect(isSkewed({ skewMs: 300, uncertaintyMs: 100, roundTripMs: 0 }, 100)).toBe(true)
  })

  it('needs an answer', async () => {
    await expect(
      measureClockSkew(
        async () => Number.NaN,
        () => 0,
      ),
    ).rejects.toMatchObject({ code: 'exchange/clock' })
  })
})
