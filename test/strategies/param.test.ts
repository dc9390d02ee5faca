import { expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import { choice, decimal, flag, params, whole } from '../../src/strategies/param.ts'

const schema = params(
  {
    bars: whole({ default: 20, min: 2, max: 100, about: 'bars to look at' }),
    level: decimal({ default: 0.5, min: -1, max: 1, about: 'where' }),
    side: choice({ of: ['long', 'short'], default: 'long', about: 'which' }),
    loud: flag({ default: false, about: 'whether' }),
  },
  { 'a loud level must be positive': ({ loud, level }) => !loud || level > 0 },
)

it('fills in defaults and knows its types', () => {
  const parsed = z.safeParse(schema, { bars: 5 })
  expect(parsed.data).toEqual({ bars: 5, level: 0.5, side: 'long', loud: false })
  expectTypeOf<z.output<typeof schema>>().toEqualTypeOf<{ bars: number; level: number; side: 'long' | 'short'; loud: boolean }>()
})

it.each([[{ bars: 1 }], [{ bars: 101 }], [{ bars: 2.5 }], [{ level: 2 }], [{ level: Number.NaN }], [{ side: 'up' }], [{ loud: 'yes' }]])(
  'refuses %j',
  input => {
    expect(z.safeParse(schema, input).success).toBe(false)
  },
)

it('a rule between parameters speaks its sentence', () => {
  expect(z.safeParse(schema, { loud: true, level: -1 }).error?.issues[0].message).toBe('a loud level must be positive')
  expect(z.safeParse(schema, { loud: true, level: 1 }).success).toBe(true)
})

it('has a JSON schema with bounds and words', () => {
  expect(z.toJSONSchema(schema, { io: 'input' }).properties?.bars).toMatchObject({
    type: 'integer',
    minimum: 2,
    maximum: 100,
    default: 20,
    description: 'bars to look at',
  })
})
