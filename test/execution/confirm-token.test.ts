import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { toJson } from '../../src/base/to-json.ts'
import { ConfirmToken, type TokenTerms } from '../../src/execution/confirm-token.ts'

const terms: TokenTerms = { secret: 'correct horse battery', operator: 'Ada', expiresAt: 1_000 }
const token = new ConfirmToken(terms)
const codesOf = (given: string | undefined, at: number) => token.check(given, at).map(({ code }) => code)

describe('ConfirmToken', () => {
  it('is confirmed by itself only', () => {
    expect(codesOf('correct horse battery', 999)).toEqual([])
    for (const wrong of [
      'correct horse batter',
      'correct horse battery ',
      'correct horse batterz',
      'dorrect horse battery',
      'correct horse batterycorrect horse battery',
      'c',
    ])
      expect(codesOf(wrong, 0)).toEqual(['gate/token-wrong'])
    for (const none of ['', undefined, null, 5]) expect(codesOf(none as string, 0)).toEqual(['gate/token-missing'])
  })

  it('is not confirmed by its own repetition', () => {
    const twice = new ConfirmToken({ ...terms, secret: 'abababababababab' })
    expect(twice.check('abababababababababab', 0)).toHaveLength(1)
    expect(twice.check('abababababababab', 0)).toHaveLength(0)
  })

  it('expires, and a time that is none is late', () => {
    for (const at of [1_000, 1_001, Number.NaN, Number.POSITIVE_INFINITY]) expect(codesOf(terms.secret, at)).toEqual(['gate/token-expired'])
  })

  it('shows its secret nowhere', () => {
    const shown = [
      JSON.stringify(token),
      toJson({ token }),
      inspect(token, { depth: 9, showHidden: true }),
      String(token),
      Object.values(token).join(),
      ...[undefined, 'a guess', terms.secret].flatMap(given =>
        [0, 2_000].flatMap(at => token.check(given, at).map(({ message }) => message)),
      ),
    ].join('\n')
    expect(shown).not.toContain('horse')
    expect(shown).toContain('Ada')
    expect(JSON.parse(JSON.stringify(token))).toEqual({ operator: 'Ada', expiresAt: 1_000 })
  })

  it('does not show what was given either', () => {
    expect(token.check('my real password', 0)[0].message).not.toContain('password')
  })

  it('cannot be changed', () => {
    expect(Object.isFrozen(token)).toBe(true)
  })

  it.each([
    [{ secret: 'short' }, 'at least 16 characters'],
    [{ secret: '123456789012345' }, 'at least 16 characters'],
    [{ secret: undefined }, 'at least 16 characters'],
    [{ operator: ' ' }, 'name one'],
    [{ operator: undefined }, 'name one'],
    [{ expiresAt: Number.NaN }, 'expires at NaN'],
    [{ expiresAt: Number.POSITIVE_INFINITY }, 'expires at Infinity'],
  ])('is not issued with %j', (changes, message) => {
    const make = () => new ConfirmToken({ ...terms, ...changes } as TokenTerms)
    expect(make).toThrow(expect.objectContaining({ code: 'token/terms', message: expect.stringContaining(message) }))
    expect(make).not.toThrow('short')
  })

  it('may have exactly 16 characters', () => {
    expect(new ConfirmToken({ ...terms, secret: '1234567890123456' }).operator).toBe('Ada')
  })
})
