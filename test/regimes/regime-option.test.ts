import { expect, it } from 'vitest'
import { checkChoice } from '../../src/regimes/regime-option.ts'

it('suggests the nearest word', () => {
  const of = ['slope', 'crossover', 'adx']
  expect(() => checkChoice({ of, name: 'method', value: 'slop', where: 'trend_regime' })).toThrow(
    'trend_regime: method is "slop"; did you mean "slope"? Known: slope, crossover, adx',
  )
  expect(() => checkChoice({ of, name: 'method', value: 'adx', where: 'trend_regime' })).not.toThrow()
})
