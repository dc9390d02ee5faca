import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { refuseTable } from '../../src/portfolios/refuse-table.ts'

const schema = z.strictObject({
  things: z.record(
    z.string().check(z.regex(/^[a-z]+$/, 'must be small')),
    z.strictObject({ list: z.optional(z.array(z.strictObject({ weight: z.number('must be a number') }))) }),
  ),
  either: z.optional(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('round'), radius: z.number() }),
      z.strictObject({ kind: z.literal('long'), length: z.number() }),
    ]),
  ),
})
const refusal = (data: unknown) => {
  const parsed = z.safeParse(schema, data)
  if (parsed.success) throw new Error('nothing is wrong')
  const { code, message } = refuseTable(parsed.error.issues[0], { schema, data, area: 'recipe' })
  return [code, message]
}

describe('refuseTable', () => {
  it.each([
    [{ thing: {}, things: {} }, 'recipe/unknown-key', 'the file has no "thing"; did you mean "things"? Known: things, either'],
    [{ things: { a: { lists: 1 } } }, 'recipe/unknown-key', 'things.a has no "lists"; did you mean "list"? Known: list'],
    [{ things: { a: { list: [{ weight: 1, w: 2 }] } } }, 'recipe/unknown-key', 'things.a.list.0 has no "w". Known: weight'],
    [{ things: { a: { list: [{ weight: 'x' }] } } }, 'recipe/value', 'things.a.list.0.weight must be a number'],
    [{ things: { Ä: {} } }, 'recipe/value', 'things.Ä must be small'],
    [
      { things: {}, either: { kind: 'long', length: 1, lenght: 2 } },
      'recipe/unknown-key',
      'either has no "lenght"; did you mean "length"? Known: kind, length',
    ],
  ])('%j', (data, code, message) => {
    expect(refusal(data)).toEqual([code, message])
  })

  it('data that are no table', () => {
    expect(refusal(null)[1]).toMatch(/^the file /)
  })
})
