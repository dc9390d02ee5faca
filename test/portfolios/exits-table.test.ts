import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { ExitRules } from '../../src/engine/exits.ts'
import { checkExits, exitsSchema, readExits, writeExits } from '../../src/portfolios/exits-table.ts'

/** Every rule that there is; the compiler finds a new one. */
const every: Required<ExitRules> = {
  stopLoss: 0.02,
  takeProfit: 0.1,
  trailingStop: 0.03,
  stopAtr: 2,
  targetAtr: 4,
  trailingAtr: 3,
  atrPeriod: 10,
  breakEven: 0.05,
  maxBars: 9,
  targetFill: 'limit',
  sameBar: 'target',
}

describe('exits of a file', () => {
  it('every rule has a key, and comes back', () => {
    const table = z.parse(exitsSchema, writeExits(every))
    expect(Object.keys(table).sort()).toEqual(Object.keys(exitsSchema.shape).sort())
    expect(readExits(table)).toEqual(every)
  })

  it('says where a value stands that the engine refuses', () => {
    expect(() => checkExits({ stopLoss: 1.5 }, { where: 'sleeve 3', code: 'a/b' })).toThrow(
      expect.objectContaining({ code: 'a/b', message: expect.stringMatching(/^sleeve 3: exits.stopLoss is 1.5/) }),
    )
    expect(() => checkExits({ stopLoss: 0.1, stopAtr: 2 }, { where: 'x', code: 'a/b' })).toThrow('give one of them')
    expect(() => checkExits({}, { where: 'x', code: 'a/b' })).not.toThrow()
  })
})
