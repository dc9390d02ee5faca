import { describe, expect, it } from 'vitest'
import { normalCdf } from '../../src/base/normal.ts'
import { sharpePower } from '../../src/research/sharpe-power.ts'

describe('sharpePower', () => {
  it('for normal returns around 0 by hand', () => {
    // Both errors are near 1 / 10; the critical value is 0.1645.
    const error = Math.sqrt((1 + 0.5 * 0.09) / 100)
    expect(sharpePower({ sharpe: 0.3, returns: 100 })).toBeCloseTo(normalCdf((0.3 - 0.16448536269514727) / error), 12)
  })

  it('is the level itself when there is no skill, and rises with the number of returns', () => {
    expect(sharpePower({ sharpe: 0, returns: 100, level: 0.1 })).toBeCloseTo(0.1, 12)
    expect(sharpePower({ sharpe: 0.1, returns: 1000 })).toBeGreaterThan(sharpePower({ sharpe: 0.1, returns: 100 }))
  })

  it('refuses a level that is none', () => {
    expect(() => sharpePower({ sharpe: 0.1, returns: 10, level: 0 })).toThrowError(expect.objectContaining({ code: 'research/level' }))
  })
})
