import { expect, it } from 'vitest'
import { parseParams } from '../../../src/edge/cli/parse-params.ts'

it('reads numbers, switches and words', () => {
  expect(parseParams(['fast=20, slow=50', 'side=long', 'atrFilter=true', 'x=-1e-3'])).toEqual({
    fast: 20,
    slow: 50,
    side: 'long',
    atrFilter: true,
    x: -0.001,
  })
  expect(parseParams([])).toEqual({})
})

it('refuses what is no pair, and pairs given twice', () => {
  expect(() => parseParams(['fast'])).toThrow('"fast" is not name=value')
  expect(() => parseParams(['=3'])).toThrow('"=3" is not name=value')
  expect(() => parseParams(['a=1,a=2'])).toThrow('"a" is given twice')
})
