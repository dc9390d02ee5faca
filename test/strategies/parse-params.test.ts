import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'
import { ConfigError } from '../../src/base/errors.ts'
import { parseParams } from '../../src/strategies/parse-params.ts'

const classic = { id: 'classic', params: z.object({ fast: z.int().min(1).default(20), slow: z.int().min(2).default(50) }) }

describe('parameters', () => {
  it('get their defaults, and are frozen', () => {
    const params = parseParams(classic, { fast: 5 })
    expect(params).toEqual({ fast: 5, slow: 50 })
    expect(Object.isFrozen(params)).toBe(true)
    expect(parseParams(classic, {})).toEqual({ fast: 20, slow: 50 })
  })

  it('that are unknown are refused, with the nearest name', () => {
    expect(() => parseParams(classic, { fats: 5 })).toThrow(ConfigError)
    expect(() => parseParams(classic, { fats: 5 })).toThrow(/classic has no parameter "fats".*fast.*Known: fast, slow/)
    expect(() => parseParams({ id: 'none', params: mini.object({}) }, { a: 1 })).toThrow('Known: none')
  })

  it('out of range are refused with their value', () => {
    expect(() => parseParams(classic, { fast: 0 })).toThrow(/^classic: fast is 0: /)
    expect(() => parseParams(classic, { slow: 'many' })).toThrow(/^classic: slow is "many": /)
  })

  it('that are no object are refused', () => {
    expect(() => parseParams(classic, 7)).toThrow(ConfigError)
    expect(() => parseParams(classic, null)).toThrow(ConfigError)
  })

  it('may come from the small form of zod', () => {
    expect(parseParams({ id: 'small', params: mini.object({ a: mini._default(mini.number(), 3) }) }, {})).toEqual({ a: 3 })
  })
})
